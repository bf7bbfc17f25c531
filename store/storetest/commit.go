package storetest

import (
	"errors"
	"strconv"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

func inputCausesFactsOnce(t *testing.T, s PledgesAndDeliveries) {
	refused := func(c store.Change) {
		t.Helper()
		_, err := s.Commit(ctx, c)
		wantErr(t, err, store.ErrStale)
	}
	p := draft(t, s, "p", "tty:maria", noon) // by "new p"
	refused(changed("new p", p, "tty:maria", later(1), answered("title", "again")))
	refused(changed("new p", pledge.Pledge{}, "tty:ana", later(1), created("q")))
	refused(settled("new p", conversation.Person{ID: "tty:maria"}, later(1)))

	commit(t, s, settled("settles", conversation.Person{ID: "tty:ana"}, noon))
	refused(settled("settles", conversation.Person{ID: "tty:ana", Rev: 1}, later(1)))
	refused(settled("settles", conversation.Person{ID: "tty:maria"}, later(1)))
	refused(changed("settles", p, "tty:maria", later(1), answered("title", "again")))

	v := look(t, s, store.Query{Person: "tty:maria", Pledge: "p", Mine: true})
	same(t, "pledge", *v.Pledge, p)
	same(t, "mine", ids(v.Mine), []pledge.ID{"p"})
	same(t, "person", v.Person, conversation.Person{ID: "tty:maria"})
}

func commitRefusesStalePledge(t *testing.T, s PledgesAndDeliveries) {
	first := draft(t, s, "p", "tty:maria", noon)
	second := amend(t, s, "second", first, later(1))
	ahead, absent := second, first
	ahead.Rev, absent.ID = second.Rev+1, "q"
	title := answered("title", "late")
	stale := map[string]store.Change{
		"made twice":      changed("a", pledge.Pledge{}, "tty:ana", later(2), created("p")),
		"lost the race":   changed("b", first, "tty:maria", later(2), title),
		"ahead of others": changed("c", ahead, "tty:maria", later(2), title),
		"does not exist":  changed("d", absent, "tty:maria", later(2), title),
	}
	for name, c := range stale {
		if _, err := s.Commit(ctx, c); !errors.Is(err, store.ErrStale) {
			t.Errorf("%s: %v", name, err)
		}
	}
	v := look(t, s, store.Query{Person: "tty:ana", Pledge: "p", Mine: true})
	same(t, "pledge", *v.Pledge, second)
	same(t, "seats of the loser", len(v.Mine), 0)
	same(t, "facts", len(facts(t, s, "p")), 3)
	same(t, "facts of no pledge", len(facts(t, s, "q")), 0)
}

func commitRefusesStalePerson(t *testing.T, s PledgesAndDeliveries) {
	const maria = pledge.Person("tty:maria")
	at2 := conversation.Person{ID: maria, Rev: 1, Lang: "es", Noticed: noon}
	commit(t, s, settled("1", conversation.Person{ID: maria, Lang: "en"}, noon))
	commit(t, s, settled("2", at2, later(1)))
	for i, rev := range []int{0, 1, 3} {
		_, err := s.Commit(ctx, settled(conversation.InputID("stale "+strconv.Itoa(i)), conversation.Person{ID: maria, Rev: rev}, later(2)))
		wantErr(t, err, store.ErrStale)
	}
	_, err := s.Commit(ctx, settled("3", conversation.Person{ID: "tty:ana", Rev: 1}, later(2)))
	wantErr(t, err, store.ErrStale)
	at2.Rev = 2
	same(t, "person", look(t, s, store.Query{Person: maria}).Person, at2)
}

// nothingIsKeptOfARefusedCommit refuses a submission for the last thing that
// is looked at and wants no trace of it, the number least of all.
func nothingIsKeptOfARefusedCommit(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	commit(t, s, settled("settled", conversation.Person{ID: "tty:maria"}, noon))

	c := changed("submits", p, "tty:maria", later(1), submitted())
	c.Pledge.Seats = map[pledge.Person]pledge.Seat{"tty:maria": pledge.Owner, "tty:ana": "reader"}
	c.Reseated = true
	c.Deliveries = []store.Delivery{{Key: "k", Pledge: "p", Recipient: "tty:ana", Due: noon}}
	stale := settled("", conversation.Person{ID: "tty:maria", Rev: 4}, later(1))
	c.Person, c.Facts = stale.Person, append(c.Facts, stale.Facts...)
	_, err := s.Commit(ctx, c)
	wantErr(t, err, store.ErrStale)

	v := look(t, s, store.Query{Person: "tty:ana", Pledge: "p", Mine: true, Input: "submits"})
	same(t, "pledge", *v.Pledge, p)
	same(t, "seat", len(v.Mine), 0)
	same(t, "already", len(v.Already), 0)
	claimed, err := s.Claim(ctx, "tty", later(9), 10)
	ok(t, err)
	same(t, "deliveries", len(claimed), 0)

	kept := commit(t, s, changed("submits", p, "tty:maria", later(1), submitted()))
	same(t, "reference", kept[0].Reference, "CLA-2027-0001")
}

// mistakesAreNotStale: nobody is to try the same again for ever.
func mistakesAreNotStale(t *testing.T, s PledgesAndDeliveries) {
	good := func() store.Change {
		return changed("in", pledge.Pledge{}, "tty:maria", noon, created("p"), answered("a", "b"))
	}
	mistakes := map[string]func(*store.Change){
		"no input":                func(c *store.Change) { c.Input = "" },
		"no facts":                func(c *store.Change) { c.Facts = nil },
		"no pledge":               func(c *store.Change) { c.Pledge = nil },
		"no person":               func(c *store.Change) { c.Facts[0].Pledge = "" },
		"relying on nobody":       func(c *store.Change) { c.ReliesOn = []conversation.Person{{ID: "desk:a"}} },
		"no revision":             func(c *store.Change) { c.Pledge.Rev = 0 },
		"fact of another pledge":  func(c *store.Change) { c.Facts[1].Pledge = "q" },
		"fact of another time":    func(c *store.Change) { c.Facts[1].Rev = 2 },
		"two facts in one place":  func(c *store.Change) { c.Facts[1].N = 0 },
		"submitted without trace": func(c *store.Change) { c.Facts[1].Kind = pledge.WasSubmitted },
	}
	for name, spoil := range mistakes {
		c := good()
		spoil(&c)
		if _, err := s.Commit(ctx, c); err == nil || errors.Is(err, store.ErrStale) {
			t.Errorf("%s: %v", name, err)
		}
	}
	commit(t, s, good())
	person := settled("settles", conversation.Person{ID: "tty:maria"}, noon)
	person.Facts[0].Rev = 0
	if _, err := s.Commit(ctx, person); err == nil || errors.Is(err, store.ErrStale) {
		t.Errorf("no revision of the person: %v", err)
	}
}

// manyFactsAreOneChange has more facts and deliveries than one statement takes.
func manyFactsAreOneChange(t *testing.T, s PledgesAndDeliveries) {
	for n := 1; n <= 40; n += 3 {
		id := pledge.ID("p" + strconv.Itoa(n))
		all := []pledge.Fact{created(id)}
		var deliveries []store.Delivery
		for i := range n {
			all = append(all, answered("slot", strconv.Itoa(i)))
			deliveries = append(deliveries, store.Delivery{Key: string(id) + strconv.Itoa(i), Recipient: "tty:ana", Due: noon})
		}
		c := changed(conversation.InputID(id), pledge.Pledge{}, "tty:maria", noon, all...)
		c.Deliveries = deliveries
		same(t, "kept", commit(t, s, c), c.Facts)
		same(t, "history", facts(t, s, id), c.Facts)
		same(t, "already", look(t, s, store.Query{Input: c.Input}).Already, c.Facts)
		claimed, err := s.Claim(ctx, "tty", noon, 100)
		ok(t, err)
		same(t, "deliveries", len(claimed), n)
	}
}

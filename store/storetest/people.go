package storetest

import (
	"errors"
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// ExercisePeople proves that what open returns keeps the promises of
// store.People. Every call of open gives an empty store and what shows all that
// is in it, in whatever form.
func ExercisePeople(t *testing.T, open func(t *testing.T) (PledgesAndDeliveries, func() string)) {
	t.Helper()
	for _, p := range []struct {
		name string
		keep func(*testing.T, people)
	}{
		{"HeldIsEverything", heldIsEverything},
		{"ErasedIsNowhere", erasedIsNowhere},
		{"ErasedLeavesOthersAlone", erasedLeavesOthersAlone},
		{"ErasedFactsGiveThePledge", erasedFactsGiveThePledge},
		{"ErasedTwiceIsErasedOnce", erasedTwiceIsErasedOnce},
		{"LastSeatTakesTheDraft", lastSeatTakesTheDraft},
		{"WhoComesBackStays", whoComesBackStays},
		{"TeamIsErasedAsTeam", teamIsErasedAsTeam},
		{"ErasedLosesTheRole", erasedLosesTheRole},
		{"HeldTellsWhoWasStaffed", heldTellsWhoWasStaffed},
		{"ErasureAndAnswerBothHold", erasureAndAnswerBothHold},
		{"FoundByWhatALetterNames", foundByWhatALetterNames},
	} {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			s, shown := open(t)
			w := people{PledgesAndDeliveries: s, shown: shown, pledges: map[pledge.ID]pledge.Pledge{}}
			w.live(t)
			p.keep(t, w)
		})
	}
}

// People who have worked for a while: one leaves traces wherever there is room
// for one, a colleague reads along on the shared draft and has a pledge too.
type people struct {
	PledgesAndDeliveries
	shown   func() string
	pledges map[pledge.ID]pledge.Pledge
}

const (
	leaving   pledge.Person = "tg:404171717"
	colleague pledge.Person = "tg:505282828"
	reviewer  pledge.Person = "tg:606393939"
)

var traces = []string{"404171717", "Canary", "canary", "segunda@", "mid 2028"}

// in is the input of a message, as a platform names it: by who sent it.
func in(by pledge.Person, what string) conversation.InputID {
	return conversation.InputID("tg:1:m:" + store.AddressOf(by).User + ":" + what)
}

// act keeps what somebody did to a pledge.
func (s people) act(t *testing.T, id pledge.ID, by pledge.Person, seconds int, facts ...pledge.Fact) {
	t.Helper()
	c := changed(in(by, string(id)+facts[0].At.String()+string(facts[0].Kind)+string(facts[0].Field)), s.pledges[id], by, later(seconds), facts...)
	c.Reseated = true
	if facts[0].Kind == pledge.Created {
		c.Reseated = false
	}
	commit(t, s, c)
	s.pledges[id] = *c.Pledge
}

func (s people) live(t *testing.T) {
	t.Helper()
	for _, person := range []pledge.Person{leaving, colleague, reviewer} {
		commit(t, s, settled(in(person, "hello"), conversation.Person{ID: person, Lang: "es"}, noon))
	}
	due := answered("target_date", "2028-06")
	due.Typed = "mid 2028"
	for _, id := range []pledge.ID{"own", "shared", "sent"} {
		s.act(t, id, leaving, 1, created(id), answered("place_name", "Cuenca"))
		s.act(t, id, leaving, 2, answered("contact_email", "canary@example.org"), answered("contact_name", "Canary"),
			answered("contact_role", "Migration office"), due, answered("second_contact", "segunda@example.org"))
	}
	s.act(t, "his", colleague, 1, created("his"), answered("contact_email", "oficina@example.org"))
	p := s.pledges["shared"]
	p.Seats = map[pledge.Person]pledge.Seat{leaving: pledge.Owner, colleague: "reader"}
	s.pledges["shared"] = p
	s.act(t, "shared", colleague, 3, answered("title", "A council of residents"), answered("second_contact", "oficina@example.org"))
	s.act(t, "shared", leaving, 4, pledge.Fact{Kind: pledge.Clashed, Field: "contact_name", Value: call.Value{"Canary"}})
	s.act(t, "shared", leaving, 5, pledge.Fact{Kind: pledge.Offered, Check: "hash"})
	s.act(t, "sent", leaving, 4, submitted())
	s.pledges["sent"] = *look(t, s, store.Query{Pledge: "sent"}).Pledge // with its number
	s.act(t, "sent", reviewer, 6, pledge.Fact{Kind: pledge.Inquired, Field: "title", Note: "Which council?"})
	s.tell(t, leaving, "own", "sent", "")
	s.tell(t, colleague, "shared", "his")
	for i, person := range []pledge.Person{leaving, colleague} {
		user := store.AddressOf(person).User
		ok(t, s.SetAside(ctx, store.Aside{Key: "update " + user, Platform: "tg", User: user, Raw: []byte("canary " + user), At: later(i)}))
	}
}

// tell plans deliveries that repeat the leaving person's facts.
func (s people) tell(t *testing.T, to pledge.Person, about ...pledge.ID) {
	t.Helper()
	c := settled(in(to, "told"), conversation.Person{ID: to, Rev: 1, Lang: "es"}, later(7))
	for _, id := range about {
		d := store.Delivery{Key: "told:" + string(id) + ":" + string(to), Pledge: id, Recipient: to, Class: conversation.Receive, Due: later(9), State: store.Due}
		for _, f := range facts(t, s, id) {
			if f.By == leaving {
				d.Facts = append(d.Facts, f)
			}
		}
		c.Deliveries = append(c.Deliveries, d)
	}
	commit(t, s, c)
}

func (s people) erase(t *testing.T, person pledge.Person, seconds int) store.Erased {
	t.Helper()
	done, err := s.Erase(ctx, call.Default(), store.Erasure{Person: person, At: later(seconds)})
	ok(t, err)
	return done
}

func (s people) held(t *testing.T, person pledge.Person) store.Holding {
	t.Helper()
	h, err := s.Held(ctx, person)
	ok(t, err)
	return h
}

func heldIsEverything(t *testing.T, s people) {
	h := s.held(t, leaving)
	same(t, "settled", h.Person.Lang, call.Lang("es"))
	same(t, "pledges", len(h.Pledges), 3)
	count := 2 // settled twice
	for _, id := range []pledge.ID{"own", "shared", "sent"} {
		for _, f := range facts(t, s, id) {
			if f.By == leaving {
				count++
			}
		}
	}
	same(t, "facts", len(h.Facts), count)
	same(t, "the first", h.Facts[0].Kind, pledge.Settled)
	same(t, "deliveries", keys(h.Deliveries), []string{"told::" + string(leaving), "told:own:" + string(leaving), "told:sent:" + string(leaving)})
	same(t, "set aside", len(h.Asides), 1)
	same(t, "of a stranger", s.held(t, "tg:1").Empty(), true)
}

// erasedIsNowhere looks at every cell of every table.
func erasedIsNowhere(t *testing.T, s people) {
	for _, trace := range traces {
		if !strings.Contains(s.shown(), trace) {
			t.Fatalf("%q is not there before", trace)
		}
	}
	s.erase(t, leaving, 10)
	all := s.shown()
	for _, trace := range traces {
		if i := strings.Index(all, trace); i >= 0 {
			t.Errorf("%q is still there: %q", trace, all[max(0, i-100):min(len(all), i+100)])
		}
	}
	if h := s.held(t, leaving); !h.Empty() {
		t.Errorf("held: %s", shown(h))
	}
	sent := look(t, s, store.Query{Pledge: "sent"}).Pledge
	same(t, "the office", sent.Value("contact_role"), call.Value{"Migration office"})
	same(t, "the promise", sent.Value("place_name"), call.Value{"Cuenca"})
	same(t, "who sent it", sent.Submitted.By, pledge.Person("erased:owner"))
	same(t, "its number", sent.Submitted.Reference, "CLA-2027-0001")
}

func erasedLeavesOthersAlone(t *testing.T, s people) {
	before := []store.Holding{s.held(t, colleague), s.held(t, reviewer)}
	his := facts(t, s, "his")
	s.erase(t, leaving, 10)
	after := []store.Holding{s.held(t, colleague), s.held(t, reviewer)}
	for i := range before {
		same(t, "settled", after[i].Person, before[i].Person)
		same(t, "facts", after[i].Facts, before[i].Facts)
		same(t, "set aside", after[i].Asides, before[i].Asides)
		same(t, "deliveries", keys(after[i].Deliveries), keys(before[i].Deliveries))
	}
	same(t, "the other pledge", look(t, s, store.Query{Pledge: "his"}).Pledge, ptr(s.pledges["his"]))
	same(t, "its history", facts(t, s, "his"), his)
	shared := look(t, s, store.Query{Pledge: "shared"}).Pledge
	same(t, "what the colleague gave", shared.Value("second_contact"), call.Value{"oficina@example.org"})
	same(t, "seats", shared.Seats, map[pledge.Person]pledge.Seat{colleague: "reader"})
	same(t, "touched", shared.Touched, s.pledges["shared"].Touched)
}

func ptr[T any](t T) *T { return &t }

// erasedFactsGiveThePledge: the history still is the pledge.
func erasedFactsGiveThePledge(t *testing.T, s people) {
	s.erase(t, leaving, 10)
	p := look(t, s, store.Query{Pledge: "sent"}).Pledge
	same(t, "revision", p.Rev, s.pledges["sent"].Rev+1)
	replayed := pledge.Pledge{}
	for _, f := range facts(t, s, "sent") {
		replayed = pledge.Fold(replayed, f)
	}
	same(t, "replayed", replayed, *p)
	s.pledges["sent"] = *p
	s.act(t, "sent", colleague, 11, pledge.Fact{Kind: pledge.TookOver}) // and it goes on
	same(t, "seats", look(t, s, store.Query{Pledge: "sent"}).Pledge.Seats, map[pledge.Person]pledge.Seat{colleague: pledge.Owner})
}

func erasedTwiceIsErasedOnce(t *testing.T, s people) {
	s.erase(t, leaving, 10)
	before := s.shown()
	same(t, "done again", s.erase(t, leaving, 10), store.Erased{})
	same(t, "done later", s.erase(t, leaving, 20), store.Erased{})
	same(t, "everything", s.shown(), before)
}

func lastSeatTakesTheDraft(t *testing.T, s people) {
	done := s.erase(t, leaving, 10)
	same(t, "done", done, store.Erased{Dropped: []pledge.ID{"own"}, Kept: []pledge.ID{"sent", "shared"}, Vacant: []pledge.ID{"sent"}})
	same(t, "the draft", look(t, s, store.Query{Pledge: "own"}).Pledge, (*pledge.Pledge)(nil))
	same(t, "its history", len(facts(t, s, "own")), 0)
	same(t, "listed", listed(t, s), []pledge.ID{"his", "sent", "shared"})
	same(t, "the last one leaves", s.erase(t, colleague, 10).Dropped, []pledge.ID{"his", "shared"})
}

// whoComesBackStays: an erasure is repeated at every start.
func whoComesBackStays(t *testing.T, s people) {
	s.erase(t, leaving, 10)
	commit(t, s, settled(in(leaving, "back"), conversation.Person{ID: leaving, Lang: "es"}, later(11)))
	s.act(t, "new", leaving, 12, created("new"), answered("contact_email", "again@example.org"))
	commit(t, s, store.Change{
		Input:      in(leaving, "told again"),
		Person:     &conversation.Person{ID: leaving, Rev: 2},
		Facts:      []pledge.Fact{{Rev: 2, Kind: pledge.Settled, By: leaving, At: later(13)}},
		Deliveries: []store.Delivery{{Key: "new", Pledge: "new", Recipient: leaving, Due: later(20)}, {Key: "all", Recipient: leaving, Due: later(20)}},
	})
	ok(t, s.SetAside(ctx, store.Aside{Key: "since", Platform: "tg", User: store.AddressOf(leaving).User, At: later(12)}))
	before := s.shown()
	same(t, "done again", s.erase(t, leaving, 10), store.Erased{})
	same(t, "everything", s.shown(), before)
}

func teamIsErasedAsTeam(t *testing.T, s people) {
	done := s.erase(t, reviewer, 10)
	same(t, "done", done.Kept, []pledge.ID{"sent"})
	same(t, "nobody's seat", len(done.Vacant), 0)
	all := facts(t, s, "sent")
	same(t, "who asked", all[len(all)-2].By, pledge.ErasedTeam)
	same(t, "what", all[len(all)-2].Note, "Which council?")
	same(t, "seats", look(t, s, store.Query{Pledge: "sent"}).Pledge.Seats, map[pledge.Person]pledge.Seat{leaving: pledge.Owner})
}

// erasureAndAnswerBothHold: a colleague writes at the same time.
func erasureAndAnswerBothHold(t *testing.T, s people) {
	errs := race(2, func(i int) error {
		if i == 0 {
			_, err := s.Erase(ctx, call.Default(), store.Erasure{Person: leaving, At: later(10)})
			return err
		}
		for {
			p := *look(t, s, store.Query{Pledge: "shared"}).Pledge
			_, err := s.Commit(ctx, changed("at once", p, colleague, later(11), answered("title", "At once")))
			if !errors.Is(err, store.ErrStale) {
				return err
			}
		}
	})
	ok(t, errs[0])
	ok(t, errs[1])
	p := look(t, s, store.Query{Pledge: "shared"}).Pledge
	same(t, "the answer", p.Value("title"), call.Value{"At once"})
	same(t, "seats", p.Seats, map[pledge.Person]pledge.Seat{colleague: "reader"})
	same(t, "revision", p.Rev, s.pledges["shared"].Rev+2)
}

func foundByWhatALetterNames(t *testing.T, s people) {
	all, both := []pledge.ID{"own", "shared", "sent"}, []pledge.ID{"shared"}
	for _, test := range []struct {
		words string
		want  []store.Match
	}{
		{"404171717", []store.Match{{Person: leaving}}},
		{string(leaving), []store.Match{{Person: leaving}}},
		{"CÁNARY@EXAMPLE.ORG", []store.Match{{Person: leaving, Pledges: all}, {Person: colleague, Pledges: both}}},
		{"oficina@", []store.Match{{Person: leaving, Pledges: both}, {Person: colleague, Pledges: []pledge.ID{"shared", "his"}}}},
		{"Migration office", nil}, // no person
		{"%", nil},
		{" ", nil},
		{"nobody", nil},
	} {
		found, err := s.FindPeople(ctx, call.Default(), test.words, 10)
		ok(t, err)
		for i := range found {
			if len(found[i].Pledges) > 1 { // created at one moment
				found[i].Pledges = inOrder(found[i].Pledges, all, "his")
			}
		}
		sameAll(t, test.words, found, test.want)
	}
	one, err := s.FindPeople(ctx, call.Default(), "example.org", 1)
	ok(t, err)
	same(t, "at most", len(one), 1)
	s.erase(t, leaving, 10)
	gone, err := s.FindPeople(ctx, call.Default(), "owner", 10)
	ok(t, err)
	sameAll(t, "a role", gone, nil)
}

// inOrder sorts ids that came in any order.
func inOrder(ids, first []pledge.ID, last ...pledge.ID) []pledge.ID {
	var out []pledge.ID
	for _, id := range append(first[:len(first):len(first)], last...) {
		for _, got := range ids {
			if got == id {
				out = append(out, id)
			}
		}
	}
	return out
}

package storetest

import (
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// PledgesAndRetention is a database whose rows come to the end of their time.
type PledgesAndRetention interface {
	PledgesAndDeliveries
	store.Retention
}

// ExerciseRetention proves that what open returns keeps the promises of
// store.Retention. Every call of open gives an empty store.
func ExerciseRetention(t *testing.T, open func(t *testing.T) PledgesAndRetention) {
	t.Helper()
	exercise(t, open, []promise[PledgesAndRetention]{
		{"UntouchedFindsEachKindByItsTime", untouchedFindsEachKindByItsTime},
		{"UntouchedGoesThroughPages", untouchedGoesThroughPages},
		{"UntoldIsWhatWasNeverTried", untoldIsWhatWasNeverTried},
		{"DropLeavesNothingBehind", dropLeavesNothingBehind},
		{"DropRefusesAnotherRevision", dropRefusesAnotherRevision},
		{"CardOutlivesItsPledge", cardOutlivesItsPledge},
		{"ExpireTakesWhatIsOld", expireTakesWhatIsOld},
		{"UnseatedArePeopleWithoutSeatOrDeed", unseatedArePeopleWithoutSeatOrDeed},
		{"AnsweredNamesPledgesOfASpan", answeredNamesPledgesOfASpan},
		{"RewordChangesOneFact", rewordChangesOneFact},
		{"KeptIsRemembered", keptIsRemembered},
	})
}

func untouched(t *testing.T, s PledgesAndRetention, since store.Untouched) (ids []pledge.ID) {
	t.Helper()
	ok(t, s.Untouched(ctx, since, func(p pledge.Pledge) error {
		ids = append(ids, p.ID)
		return nil
	}))
	return ids
}

// untouchedFindsEachKindByItsTime: a pledge that lives on is of no kind.
func untouchedFindsEachKindByItsTime(t *testing.T, s PledgesAndRetention) {
	draft(t, s, "a-draft", "tty:maria", later(1))
	deleted := draft(t, s, "b-deleted", "tty:maria", later(1))
	commit(t, s, changed("deletes", deleted, "tty:maria", later(2), pledge.Fact{Kind: pledge.WasDeleted}))
	practice := created("c-rehearsal")
	practice.Rehearsal = true
	commit(t, s, changed("practises", pledge.Pledge{}, "tty:maria", later(3), practice))
	declined := draft(t, s, "d-declined", "tty:maria", later(1))
	commit(t, s, changed("declines", declined, "desk:1", later(4), submitted(), pledge.Fact{Kind: pledge.WasDeclined, Note: "no"}))
	lives := draft(t, s, "e-lives", "tty:maria", later(1))
	commit(t, s, changed("submits", lives, "tty:maria", later(1), submitted()))

	whole := store.Untouched{Draft: later(1), Deleted: later(2), Rehearsal: later(3), Ended: later(4)}
	all := []pledge.ID{"a-draft", "b-deleted", "c-rehearsal", "d-declined"}
	same(t, "untouched", untouched(t, s, whole), all)
	for i, one := range []func(*store.Untouched){
		func(u *store.Untouched) { u.Draft = later(0) }, func(u *store.Untouched) { u.Deleted = later(1) },
		func(u *store.Untouched) { u.Rehearsal = later(2) }, func(u *store.Untouched) { u.Ended = later(3) },
	} {
		less, want := whole, append([]pledge.ID{}, all...)
		one(&less)
		same(t, "a second sooner", untouched(t, s, less), append(want[:i], want[i+1:]...))
	}
}

func untouchedGoesThroughPages(t *testing.T, s PledgesAndRetention) {
	var want []pledge.ID
	for i := range 230 {
		id := pledge.ID([]byte{'p', byte('a' + i/26), byte('a' + i%26)})
		draft(t, s, id, "tty:maria", later(i/2))
		want = append(want, id)
	}
	same(t, "all pages", untouched(t, s, store.Untouched{Draft: later(999)}), want)
}

func untoldIsWhatWasNeverTried(t *testing.T, s PledgesAndRetention) {
	untold := func(want bool) {
		t.Helper()
		got, err := s.Untold(ctx, "p")
		ok(t, err)
		same(t, "untold", got, want)
	}
	p := draft(t, s, "p", "tty:maria", noon)
	untold(false)
	c := changed("in", p, "tty:maria", noon, answered("title", "A"))
	told := due("k", "tty:maria", 0)
	told.Pledge = "p"
	c.Deliveries = []store.Delivery{told}
	commit(t, s, c)
	untold(true)
	claim(t, s, "tty", 1, 10)
	untold(false)
	ok(t, s.Finish(ctx, "k", store.Due, later(600)))
	untold(false)
}

func dropLeavesNothingBehind(t *testing.T, s PledgesAndRetention) {
	p, other := draft(t, s, "p", "tty:maria", noon), draft(t, s, "other", "tty:maria", noon)
	c := changed("in", p, "tty:maria", noon, answered("title", "A"))
	told, kept := due("told", "tty:maria", 0), due("kept", "tty:maria", 0)
	told.Pledge, kept.Pledge = "p", "other"
	c.Deliveries = []store.Delivery{told, kept}
	commit(t, s, c)
	ok(t, s.Drop(ctx, "p", c.Pledge.Rev))
	v := look(t, s, store.Query{Person: "tty:maria", Pledge: "p", Mine: true, Input: "in"})
	same(t, "the pledge", v.Pledge, (*pledge.Pledge)(nil))
	same(t, "left", ids(v.Mine), []pledge.ID{other.ID})
	same(t, "facts", len(facts(t, s, "p"))+len(v.Already), 0)
	same(t, "facts of the other", len(facts(t, s, "other")), 2)
	same(t, "to be told", keys(claim(t, s, "tty", 9, 10)), []string{"kept"})
	wantErr(t, s.Drop(ctx, "p", c.Pledge.Rev), store.ErrStale)
}

func dropRefusesAnotherRevision(t *testing.T, s PledgesAndRetention) {
	p := draft(t, s, "p", "tty:maria", noon)
	amended := amend(t, s, "amends", p, later(1))
	wantErr(t, s.Drop(ctx, "p", p.Rev), store.ErrStale)
	v := look(t, s, store.Query{Person: "tty:maria", Pledge: "p", Mine: true})
	same(t, "the pledge", *v.Pledge, amended)
	same(t, "its seats", ids(v.Mine), []pledge.ID{"p"})
	same(t, "its facts", len(facts(t, s, "p")), 3)
}

// cardOutlivesItsPledge where something may stand there of it.
func cardOutlivesItsPledge(t *testing.T, s PledgesAndRetention) {
	tried, untried := wants(t, s, pledge.Pledge{}, "tried", 1), wants(t, s, pledge.Pledge{}, "untried", 5)
	claimCards(t, s, 2, 9)
	ok(t, s.DrewCard(ctx, "tried", 1, 1))
	for _, p := range []pledge.Pledge{tried, untried} {
		ok(t, s.Drop(ctx, p.ID, p.Rev))
	}
	_, err := s.CardOf(ctx, "untried")
	wantErr(t, err, store.ErrNotFound)
	same(t, "to be taken down", ofCards(claimCards(t, s, 9, 9)), []pledge.ID{"tried"})
	ok(t, s.DropCard(ctx, "tried"))
	_, err = s.CardOf(ctx, "tried")
	wantErr(t, err, store.ErrNotFound)
}

func expireTakesWhatIsOld(t *testing.T, s PledgesAndRetention) {
	ok(t, s.SetAside(ctx, aside("old", 1)))
	ok(t, s.SetAside(ctx, aside("new", 2)))
	p := draft(t, s, "p", "tty:maria", noon)
	c := changed("in", p, "tty:maria", noon, answered("title", "A"))
	for key, at := range map[string]int{"old": 1, "unknown": 1, "new": 3, "waits": 99} {
		d := due(key, "tty:maria", at)
		d.Facts = c.Facts
		c.Deliveries = append(c.Deliveries, d)
	}
	commit(t, s, c)
	claim(t, s, "tty", 2, 10)
	ok(t, s.Finish(ctx, "old", store.Sent, time.Time{}))
	ok(t, s.Finish(ctx, "unknown", store.Unknown, time.Time{}))
	claim(t, s, "tty", 3, 10)
	ok(t, s.Finish(ctx, "new", store.Unknown, time.Time{}))
	for range 2 {
		ok(t, s.Expire(ctx, later(1), later(2)))
		left, err := s.Asides(ctx, store.Aside{}, 10)
		ok(t, err)
		same(t, "set aside", left, []store.Aside{aside("new", 2)})
	}
	for _, key := range []string{"unknown", "new"} { // due again, so that they can be read
		ok(t, s.Finish(ctx, key, store.Due, time.Time{}))
	}
	said := map[string]int{}
	for _, d := range claim(t, s, "tty", 99, 10) {
		said[d.Key] = len(d.Facts)
	}
	same(t, "what they say", said, map[string]int{"unknown": 0, "new": 1, "waits": 1})
}

func unseatedArePeopleWithoutSeatOrDeed(t *testing.T, s PledgesAndRetention) {
	for _, id := range []pledge.Person{"tty:ana", "tty:bob", "tty:maria", "tty:new"} {
		at := later(1)
		if id == "tty:new" {
			at = later(5)
		}
		commit(t, s, settled(conversation.InputID("settles "+id), conversation.Person{ID: id}, at))
	}
	p := draft(t, s, "p", "tty:maria", later(1))
	commit(t, s, changed("helps", p, "tty:bob", later(4), answered("title", "A")))
	list := func(seconds, limit int) []pledge.Person {
		t.Helper()
		all, err := s.Unseated(ctx, later(seconds), limit)
		ok(t, err)
		return all
	}
	same(t, "too soon", len(list(0, 9)), 0)
	same(t, "silent", list(3, 9), []pledge.Person{"tty:ana"})
	same(t, "all silent", list(5, 9), []pledge.Person{"tty:ana", "tty:bob", "tty:new"})
	same(t, "at most", list(5, 2), []pledge.Person{"tty:ana", "tty:bob"})
	join(t, s, "tty:ana", pledge.Reviewer)
	same(t, "without the team", list(5, 9), []pledge.Person{"tty:bob", "tty:new"})
}

func answeredNamesPledgesOfASpan(t *testing.T, s PledgesAndRetention) {
	first, second := draft(t, s, "a", "tty:maria", later(1)), draft(t, s, "b", "tty:maria", later(2))
	amend(t, s, "again", first, later(2))
	commit(t, s, changed("deletes", second, "tty:maria", later(3), pledge.Fact{Kind: pledge.WasDeleted}))
	for _, span := range []struct {
		after, until time.Time
		want         []pledge.ID
	}{
		{time.Time{}, later(1), []pledge.ID{"a"}},
		{later(1), later(2), []pledge.ID{"a", "b"}},
		{later(2), later(9), nil},
	} {
		got, err := s.Answered(ctx, span.after, span.until)
		ok(t, err)
		sameAll(t, "answered", got, span.want)
	}
}

func rewordChangesOneFact(t *testing.T, s PledgesAndRetention) {
	draft(t, s, "p", "tty:maria", noon)
	want := facts(t, s, "p")
	want[1].Value, want[1].Typed = nil, ""
	for range 2 {
		ok(t, s.Reword(ctx, want[1:2]))
		same(t, "facts", facts(t, s, "p"), want)
	}
	ok(t, s.Reword(ctx, nil))
}

func keptIsRemembered(t *testing.T, s PledgesAndRetention) {
	never, err := s.Kept(ctx)
	ok(t, err)
	same(t, "never", never.IsZero(), true)
	for i := range 2 {
		ok(t, s.SetKept(ctx, later(i)))
		until, err := s.Kept(ctx)
		ok(t, err)
		same(t, "until", until, later(i))
	}
}

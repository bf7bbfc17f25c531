package storetest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

func factsComeBackInOrder(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	want := facts(t, s, "p")
	draft(t, s, "p2", "tty:maria", noon)
	for i := range 12 { // also when a clock goes back
		in := conversation.InputID(fmt.Sprint("in ", 99-i))
		c := changed(in, p, "tty:maria", later(-i), answered("b", fmt.Sprint(i)), answered("a", fmt.Sprint(i)))
		want = append(want, commit(t, s, c)...)
		p = *c.Pledge
	}
	same(t, "facts", facts(t, s, "p"), want)
}

func replayOfFactsGivesThePledge(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	for i, f := range []pledge.Fact{
		answered("title", "Trees"), answered("title"), answered("title", "More trees"),
		{Kind: pledge.Translated, Lang: "es"},
		answered("title", "Más árboles"),
		{Kind: pledge.Forwarded, Call: 2},
		{Kind: pledge.WasDeleted},
		{Kind: pledge.Restored},
		submitted(),
		{Kind: pledge.Looked},
		{Kind: pledge.Inquired, Field: "title", Note: "which?"},
		{Kind: pledge.WasAccepted, Expected: "2029-06-30"},
	} {
		commit(t, s, changed(conversation.InputID(fmt.Sprint(i)), p, "tty:maria", later(i), f))
		p = *look(t, s, store.Query{Pledge: "p"}).Pledge
		var replayed pledge.Pledge
		for _, f := range facts(t, s, "p") {
			replayed = pledge.Fold(replayed, f)
		}
		same(t, string(f.Kind), p, replayed)
	}
	same(t, "reference", p.Submitted.Reference, "CLA-2027-0001")
}

func sinceTellsFactsByInput(t *testing.T, s PledgesAndDeliveries) {
	since := func(at time.Time) []store.Caused { return since(t, s, store.Point{At: at}) }
	same(t, "nothing", len(since(time.Time{})), 0)
	p := draft(t, s, "p", "tty:maria", noon)
	c := changed("b", p, "tty:ana", later(2), answered("title", "A"), answered("goal", "B"))
	commit(t, s, c)
	lang := settled("a", conversation.Person{ID: "tty:maria"}, later(1))
	commit(t, s, lang)
	same(t, "since noon", since(noon), []store.Caused{
		{Input: "a", By: "tty:maria", Facts: lang.Facts},
		{Input: "b", By: "tty:ana", Facts: c.Facts},
	})
	same(t, "just before", len(since(later(2).Add(-time.Microsecond))), 1)
	same(t, "since the last", len(since(later(2))), 0)
	same(t, "in another zone", len(since(later(1).In(time.FixedZone("", 3600)))), 1)
	same(t, "since ever", len(since(time.Time{})), 3)
}

func sinceTellsSomeAtATime(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	var want []store.Caused
	for i, n := range []int{40, 700, 1, 260, 260, 3} { // facts
		all := make([]pledge.Fact, n)
		for j := range all {
			all[j] = answered("title", fmt.Sprint(i, j))
		}
		c := changed(conversation.InputID(fmt.Sprint("in", i)), p, "tty:maria", later(1+i/2), all...) // two of a time
		commit(t, s, c)
		p = *c.Pledge
		want = append(want, store.Caused{Input: c.Input, By: "tty:maria", Facts: c.Facts})
	}
	same(t, "all", since(t, s, store.Point{At: noon}), want)
	some, err := s.Since(ctx, store.Point{At: noon})
	ok(t, err)
	same(t, "at a time fewer", len(some) < len(want), true)
	same(t, "after one of two", since(t, s, store.Point{At: later(2), Input: "in2"}), want[3:])
}

// since reads to the end of the history.
func since(t rapid.TB, s store.Pledges, after store.Point) (all []store.Caused) {
	t.Helper()
	for some, err := range store.History(ctx, s, after) {
		ok(t, err)
		all = append(all, some...)
	}
	return all
}

func rehearsalsAreNotListed(t *testing.T, s PledgesAndDeliveries) {
	rehearse(t, s, "practice")
	p := draft(t, s, "deleted", "tty:maria", noon)
	c := changed("deletes", p, "tty:maria", later(1), pledge.Fact{Kind: pledge.WasDeleted})
	commit(t, s, c)
	draft(t, s, "draft", "tty:maria", later(1))
	same(t, "listed", listed(t, s), []pledge.ID{"draft"})
	commit(t, s, changed("restores", *c.Pledge, "tty:maria", later(2), pledge.Fact{Kind: pledge.Restored}))
	same(t, "restored", listed(t, s), []pledge.ID{"deleted", "draft"})
}

func allComeInOrderOfCreation(t *testing.T, s PledgesAndDeliveries) {
	same(t, "of none", len(listed(t, s)), 0)
	const many = 107 // more than a page
	var want []pledge.ID
	for i := range many {
		id := pledge.ID(fmt.Sprintf("p%03d", i))
		want = append(want, id)
		draft(t, s, pledge.ID(fmt.Sprintf("p%03d", many-1-i)), "tty:maria", later((many-1-i)/7)) // seven at a time
	}
	same(t, "listed", listed(t, s), want)
}

func allEndsWhereYieldFails(t *testing.T, s PledgesAndDeliveries) {
	draft(t, s, "p", "tty:maria", noon)
	draft(t, s, "q", "tty:maria", later(1))
	enough, told := errors.New("enough"), 0
	err := s.All(ctx, func(pledge.Pledge) error { told++; return enough })
	wantErr(t, err, enough)
	same(t, "told", told, 1)
}

func yieldMayUseTheStore(t *testing.T, s PledgesAndDeliveries) {
	draft(t, s, "p", "tty:maria", noon)
	draft(t, s, "q", "tty:maria", later(1))
	ok(t, s.All(ctx, func(p pledge.Pledge) error {
		changed := amend(t, s, conversation.InputID(p.ID), p, later(2))
		same(t, "kept", *look(t, s, store.Query{Pledge: p.ID}).Pledge, changed)
		return s.All(ctx, func(pledge.Pledge) error { return nil })
	}))
}

func sweepIsRemembered(t *testing.T, s PledgesAndDeliveries) {
	swept := func() time.Time {
		t.Helper()
		at, err := s.Swept(ctx)
		ok(t, err)
		return at
	}
	same(t, "never", swept().IsZero(), true)
	for _, at := range []time.Time{noon, later(60), later(30)} {
		ok(t, s.SetSwept(ctx, at))
		same(t, "swept", swept(), at)
	}
}

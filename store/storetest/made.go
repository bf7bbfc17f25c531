package storetest

import (
	"cmp"
	"slices"
	"time"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// The facts of which stories are made.

func created(id pledge.ID) pledge.Fact {
	return pledge.Fact{Pledge: id, Kind: pledge.Created, Lang: "en", Call: 1}
}

func answered(field call.FieldKey, value ...string) pledge.Fact {
	return pledge.Fact{Kind: pledge.Answered, Field: field, Value: value}
}

func submitted() pledge.Fact {
	return pledge.Fact{Kind: pledge.WasSubmitted, Check: "ABCDE-FGHJK", Expected: "2028-09-30"}
}

// happened is a pledge after the facts of one command.
func happened(p pledge.Pledge, by pledge.Person, at time.Time, facts ...pledge.Fact) (pledge.Pledge, []pledge.Fact) {
	facts = slices.Clone(facts)
	rev := p.Rev + 1
	for i := range facts {
		f := &facts[i]
		f.Pledge, f.Rev, f.N, f.By, f.At = cmp.Or(f.Pledge, p.ID), rev, i, by, at
		p = pledge.Fold(p, *f)
	}
	return p, facts
}

// changed is the change of a pledge by one input.
func changed(in conversation.InputID, p pledge.Pledge, by pledge.Person, at time.Time, facts ...pledge.Fact) store.Change {
	p, facts = happened(p, by, at, facts...)
	return store.Change{Input: in, Pledge: &p, Facts: facts}
}

// settled is the change of a person by one input.
func settled(in conversation.InputID, p conversation.Person, at time.Time) store.Change {
	p.Rev++
	f := pledge.Fact{Rev: p.Rev, Kind: pledge.Settled, By: p.ID, At: at, Lang: p.Lang}
	return store.Change{Input: in, Person: &p, Facts: []pledge.Fact{f}}
}

// commit keeps a change that nothing stands against.
func commit(t rapid.TB, s store.Pledges, c store.Change) []pledge.Fact {
	t.Helper()
	facts, err := s.Commit(ctx, c)
	ok(t, err)
	return facts
}

// draft keeps a new draft of somebody, under an input named for it.
func draft(t rapid.TB, s store.Pledges, id pledge.ID, by pledge.Person, at time.Time) pledge.Pledge {
	t.Helper()
	c := changed(conversation.InputID("new "+id), pledge.Pledge{}, by, at, created(id), answered("city", "Quito"))
	commit(t, s, c)
	return *c.Pledge
}

// amend keeps another answer of a pledge.
func amend(t rapid.TB, s store.Pledges, in conversation.InputID, p pledge.Pledge, at time.Time) pledge.Pledge {
	t.Helper()
	c := changed(in, p, "tty:maria", at, answered("title", string(in)))
	commit(t, s, c)
	return *c.Pledge
}

func look(t rapid.TB, s store.Pledges, q store.Query) store.View {
	t.Helper()
	v, err := s.Look(ctx, q)
	ok(t, err)
	return v
}

func facts(t rapid.TB, s store.Pledges, id pledge.ID) []pledge.Fact {
	t.Helper()
	all, err := s.Facts(ctx, id)
	ok(t, err)
	return all
}

func listed(t rapid.TB, s store.Pledges) []pledge.ID {
	t.Helper()
	var ids []pledge.ID
	ok(t, s.All(ctx, func(p pledge.Pledge) error {
		ids = append(ids, p.ID)
		return nil
	}))
	return ids
}

// ids are the names of pledges, in their order.
func ids(pledges []pledge.Pledge) []pledge.ID {
	var out []pledge.ID
	for _, p := range pledges {
		out = append(out, p.ID)
	}
	return out
}

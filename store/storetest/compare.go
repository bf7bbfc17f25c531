package storetest

import (
	"cmp"
	"maps"
	"slices"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// compare asks the store for one thing, anew after every step.
func (m *model) compare(t *rapid.T) {
	things := map[string]func(*rapid.T){
		"pledge": m.comparePledge, "person": m.comparePerson, "listed": m.compareListed,
		"team": m.compareTeam, "since": m.compareSince, "stuck": m.compareStuck,
	}
	things[rapid.SampledFrom(slices.Sorted(maps.Keys(things))).Draw(t, "compared")](t)
}

// present is the last revision of every pledge that there is.
func (m *model) present() []pledge.Pledge {
	var out []pledge.Pledge
	for _, id := range []pledge.ID{"a", "b", "c"} {
		if revisions := m.pledges[id]; len(revisions) > 1 {
			out = append(out, revisions[len(revisions)-1])
		}
	}
	return out
}

func (m *model) comparePledge(t *rapid.T) {
	id := some.Draw(t, "pledge")
	revisions := m.pledges[id]
	p := revisions[len(revisions)-1]
	v := look(t, m.s, store.Query{Pledge: id})
	if p.Rev == 0 {
		same(t, "no pledge", v.Pledge == nil, true)
		return
	}
	same(t, "pledge", *v.Pledge, p)
	var history []pledge.Fact
	for _, c := range m.caused {
		if c.Facts[0].Pledge == id {
			history = append(history, c.Facts...)
		}
	}
	same(t, "history", facts(t, m.s, id), history)
	if p.Submitted != nil && !p.Rehearsal {
		found, err := m.s.Find(ctx, p.Submitted.Reference)
		ok(t, err)
		same(t, "found", found, p)
	}
}

func (m *model) comparePerson(t *rapid.T) {
	by := someone.Draw(t, "person")
	q := store.Query{Person: by, Mine: true, Input: anInput.Draw(t, "input")}
	v := look(t, m.s, q)
	want := m.people[by]
	want.ID = by
	same(t, "person", v.Person, want)
	sameAll(t, "already", v.Already, m.by(q.Input))
	mine := slices.DeleteFunc(m.present(), func(p pledge.Pledge) bool { return p.Seats[by] == "" })
	slices.SortFunc(mine, func(a, b pledge.Pledge) int { return b.Touched.Compare(a.Touched) })
	sameAll(t, "mine", v.Mine, mine)
}

func (m *model) compareTeam(t *rapid.T) {
	var want []conversation.Person
	for _, by := range slices.Sorted(maps.Keys(m.people)) {
		if p := m.people[by]; p.Desk != nil && p.Desk.Role != "" {
			want = append(want, p)
		}
	}
	sameAll(t, "team", team(t, m.s), want)
}

func (m *model) compareListed(t *rapid.T) {
	all := slices.DeleteFunc(m.present(), func(p pledge.Pledge) bool { return p.Rehearsal || !p.Deleted.IsZero() })
	slices.SortFunc(all, func(a, b pledge.Pledge) int { return a.Created.Compare(b.Created) })
	sameAll(t, "listed", listed(t, m.s), ids(all))
}

func (m *model) compareSince(t *rapid.T) {
	after := later(m.clock - rapid.IntRange(0, 9).Draw(t, "ago"))
	var newer []store.Caused
	for _, c := range m.caused {
		if c.Facts[0].At.After(after) {
			newer = append(newer, c)
		}
	}
	sameAll(t, "since", since(t, m.s, store.Point{At: after}), newer)
}

func (m *model) compareStuck(t *rapid.T) {
	var want []store.Delivery
	for _, d := range m.deliveries {
		if d.State == store.Sending && d.Claimed.Before(later(m.clock)) {
			want = append(want, d)
		}
	}
	slices.SortFunc(want, func(a, b store.Delivery) int {
		return cmp.Or(a.Claimed.Compare(b.Claimed), a.Due.Compare(b.Due), cmp.Compare(a.Key, b.Key))
	})
	sameAll(t, "stuck", stuck(t, m.s, m.clock), keys(want))
}

package storetest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A model keeps in maps what a store is to keep.
type model struct {
	s          PledgesAndDeliveries
	clock      int                           // in seconds after noon
	pledges    map[pledge.ID][]pledge.Pledge // every revision, from the one before creation
	people     map[pledge.Person]conversation.Person
	caused     []store.Caused // oldest first
	numbered   int            // references given
	deliveries map[string]store.Delivery
}

var (
	someone = rapid.SampledFrom([]pledge.Person{"tty:maria", "tty:ana", "tg:1"})
	some    = rapid.SampledFrom([]pledge.ID{"a", "b", "c"})
	anInput = rapid.Custom(func(t *rapid.T) conversation.InputID {
		return conversation.InputID("in " + strconv.Itoa(rapid.IntRange(0, 40).Draw(t, "n")))
	})
)

func newModel(s PledgesAndDeliveries) *model {
	m := &model{
		s: s, pledges: map[pledge.ID][]pledge.Pledge{}, people: map[pledge.Person]conversation.Person{},
		deliveries: map[string]store.Delivery{},
	}
	for _, id := range []pledge.ID{"a", "b", "c"} {
		m.pledges[id] = []pledge.Pledge{{}}
	}
	return m
}

// agree does the same things to both and compares after each.
func (m *model) agree(t *rapid.T) {
	t.Repeat(map[string]func(*rapid.T){
		"change": m.change, "settle": m.settle, "claim": m.claim, "finish": m.finish, "": m.compare,
	})
}

// change lets somebody act on a pledge, sometimes on an old revision of it or
// by an input that has acted before.
func (m *model) change(t *rapid.T) {
	m.clock++
	id, by := some.Draw(t, "pledge"), someone.Draw(t, "by")
	revisions := m.pledges[id]
	old := min(len(revisions)-1, rapid.SampledFrom([]int{0, 0, 0, 0, 1}).Draw(t, "old"))
	p := revisions[len(revisions)-1-old]
	facts := []pledge.Fact{answered("title", strconv.Itoa(m.clock))}
	switch {
	case p.Rev == 0:
		facts = slices.Insert(facts, 0, created(id))
		facts[0].Rehearsal = rapid.Bool().Draw(t, "rehearsal")
	case rapid.Bool().Draw(t, "submits"):
		facts = append(facts, m.submission(p))
	case rapid.Bool().Draw(t, "deletes"):
		facts = append(facts, pledge.Fact{Kind: pledge.WasDeleted})
	}
	c := changed(anInput.Draw(t, "input"), p, by, later(m.clock), facts...)
	if rapid.Bool().Draw(t, "invites") {
		c.Pledge.Seats = maps.Clone(c.Pledge.Seats)
		c.Pledge.Seats[someone.Draw(t, "guest")] = "reader"
		c.Reseated = true
	}
	if !m.commit(t, &c, old > 0) {
		return
	}
	m.pledges[id] = append(revisions, *c.Pledge)
}

func (*model) submission(p pledge.Pledge) pledge.Fact {
	f := submitted()
	if p.Submitted != nil {
		f.Reference = p.Submitted.Reference
	} else if p.Rehearsal {
		f.Reference = pledge.RehearsalReference
	}
	return f
}

func (m *model) settle(t *rapid.T) {
	m.clock++
	by := someone.Draw(t, "by")
	p := conversation.Person{ID: by, Rev: m.people[by].Rev, Noticed: later(m.clock)}
	if rapid.Bool().Draw(t, "desk") {
		p.Desk = &pledge.Desk{Role: rapid.SampledFrom([]pledge.DeskRole{"", pledge.Reviewer}).Draw(t, "role")}
	}
	stale := rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "stale")
	p.Rev += stale
	c := settled(anInput.Draw(t, "input"), p, later(m.clock))
	if on := m.people[someone.Draw(t, "on")]; on.Rev > 0 && on.ID != by {
		lost := rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "lost")
		on.Rev += lost
		c.ReliesOn, stale = []conversation.Person{on}, stale+lost
	}
	if m.commit(t, &c, stale > 0) {
		m.people[by] = *c.Person
	}
}

// commit commits with a few deliveries and tells whether that was to be kept;
// then the change has its reference.
func (m *model) commit(t *rapid.T, c *store.Change, stale bool) bool {
	for _, key := range rapid.SliceOfN(rapid.SampledFrom([]string{"k1", "k2", "k3", "k4"}), 0, 3).Draw(t, "deliveries") {
		d := due(key, someone.Draw(t, "recipient"), m.clock+rapid.IntRange(-2, 5).Draw(t, "due"))
		c.Deliveries = append(c.Deliveries, d)
	}
	kept, err := m.s.Commit(ctx, *c)
	if stale || m.by(c.Input) != nil {
		wantErr(t, err, store.ErrStale)
		return false
	}
	ok(t, err)
	if pledge.Unnumbered(c.Facts) {
		m.numbered++
		p, facts := pledge.Number(*c.Pledge, c.Facts, fmt.Sprintf("CLA-2027-%04d", m.numbered))
		c.Pledge, c.Facts = &p, facts
	}
	same(t, "kept", kept, c.Facts)
	m.caused = append(m.caused, store.Caused{Input: c.Input, By: c.Facts[0].By, Facts: c.Facts})
	for _, d := range c.Deliveries {
		if _, there := m.deliveries[d.Key]; !there {
			m.deliveries[d.Key] = d
		}
	}
	return true
}

// by is what an input has caused.
func (m *model) by(in conversation.InputID) []pledge.Fact {
	for _, c := range m.caused {
		if c.Input == in {
			return c.Facts
		}
	}
	return nil
}

func (m *model) claim(t *rapid.T) {
	platform, limit := rapid.SampledFrom([]string{"tty", "tg"}).Draw(t, "platform"), rapid.IntRange(0, 3).Draw(t, "limit")
	var want []store.Delivery
	for _, d := range m.deliveries {
		if d.State == store.Due && !d.Due.After(later(m.clock)) && (d.Recipient == "tg:1") == (platform == "tg") {
			d.State, d.Attempts, d.Claimed = store.Sending, d.Attempts+1, later(m.clock)
			want = append(want, d)
		}
	}
	slices.SortFunc(want, func(a, b store.Delivery) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Key, b.Key)) })
	want = want[:min(limit, len(want))]
	for _, d := range want {
		m.deliveries[d.Key] = d
	}
	got := claim(t, m.s, platform, m.clock, limit)
	sameAll(t, "claimed", got, want)
}

func (m *model) finish(t *rapid.T) {
	key := rapid.SampledFrom([]string{"k1", "k2", "k3", "k4"}).Draw(t, "key")
	end := rapid.SampledFrom([]store.DeliveryState{store.Sent, store.Unknown, store.Due}).Draw(t, "end")
	err := m.s.Finish(ctx, key, end, later(m.clock+2))
	d, there := m.deliveries[key]
	switch {
	case !there:
		wantErr(t, err, store.ErrNotFound)
		return
	case d.State != store.Sending && d.State != store.Unknown:
		wantErr(t, err, store.ErrStale)
		return
	case end == store.Due:
		d.Due = later(m.clock + 2)
	}
	ok(t, err)
	d.State = end
	m.deliveries[key] = d
}

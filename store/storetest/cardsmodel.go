package storetest

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"pgregory.net/rapid"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A cardsModel keeps in maps what store.Cards is to keep.
type cardsModel struct {
	s       PledgesAndDeliveries
	clock   int // in seconds after noon
	pledges map[pledge.ID]pledge.Pledge
	cards   map[pledge.ID]store.Card
	claimed map[pledge.ID]time.Time
}

// cardsAgree does the same things to both and compares after each.
func cardsAgree(t *rapid.T, s PledgesAndDeliveries) {
	m := &cardsModel{
		s: s, pledges: map[pledge.ID]pledge.Pledge{}, cards: map[pledge.ID]store.Card{}, claimed: map[pledge.ID]time.Time{},
	}
	t.Repeat(map[string]func(*rapid.T){
		"change": m.change, "claim": m.claim, "draw": m.draw, "postpone": m.postpone, "place": m.place, "drop": m.drop, "": m.compare,
	})
}

func (m *cardsModel) change(t *rapid.T) {
	m.clock++
	id := some.Draw(t, "pledge")
	p := wants(t, m.s, m.pledges[id], id, m.clock)
	m.pledges[id] = p
	c := m.cards[id]
	if !c.Waits() || c.Due.After(later(m.clock)) {
		c.Due = later(m.clock)
	}
	c.Pledge, c.Wanted = id, p.Rev
	m.cards[id] = c
}

func (m *cardsModel) claim(t *rapid.T) {
	m.clock += rapid.IntRange(0, 20).Draw(t, "seconds")
	limit, now := rapid.IntRange(0, 3).Draw(t, "limit"), later(m.clock)
	var want []store.Card
	for id, c := range m.cards {
		if since := m.claimed[id]; c.Waits() && !c.Due.After(now) && !since.After(now.Add(-store.DrawingFor)) {
			want = append(want, c)
		}
	}
	slices.SortFunc(want, func(a, b store.Card) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Pledge, b.Pledge)) })
	want = want[:min(limit, len(want))]
	sameAll(t, "claimed", claimCards(t, m.s, m.clock, limit), want)
	for _, c := range want {
		m.claimed[c.Pledge] = now
		if c.Tried.IsZero() {
			c.Tried = now
		}
		m.cards[c.Pledge] = c
	}
}

// act does something to the card of some pledge, which may have none.
func (m *cardsModel) act(t *rapid.T, do func(id pledge.ID) error, then func(*store.Card)) {
	id := some.Draw(t, "pledge")
	c, there := m.cards[id]
	err := do(id)
	if !there {
		wantErr(t, err, store.ErrNotFound)
		return
	}
	ok(t, err)
	then(&c)
	m.cards[id] = c
}

func (m *cardsModel) draw(t *rapid.T) {
	drawn, told := rapid.IntRange(0, 6).Draw(t, "drawn"), rapid.IntRange(0, 6).Draw(t, "told")
	m.act(t, func(id pledge.ID) error { return m.s.DrewCard(ctx, id, drawn, told) }, func(c *store.Card) {
		c.Drawn, c.Told, c.Tried = max(c.Drawn, drawn), max(c.Told, told), time.Time{}
		delete(m.claimed, c.Pledge)
	})
}

func (m *cardsModel) postpone(t *rapid.T) {
	until := later(m.clock + rapid.IntRange(-2, 40).Draw(t, "seconds"))
	m.act(t, func(id pledge.ID) error { return m.s.PostponeCard(ctx, id, until) }, func(c *store.Card) {
		c.Due = until
		delete(m.claimed, c.Pledge)
	})
}

func (m *cardsModel) place(t *rapid.T) {
	place := "C1:" + strconv.Itoa(m.clock)
	m.act(t, func(id pledge.ID) error { return m.s.PlaceCard(ctx, id, place) }, func(c *store.Card) { c.Place = place })
}

func (m *cardsModel) drop(t *rapid.T) {
	id := some.Draw(t, "pledge")
	err := m.s.DropCard(ctx, id)
	if _, there := m.cards[id]; !there {
		wantErr(t, err, store.ErrNotFound)
		return
	}
	ok(t, err)
	delete(m.cards, id)
	delete(m.claimed, id)
}

func (m *cardsModel) compare(t *rapid.T) {
	var got store.Card
	m.act(t, func(id pledge.ID) (err error) {
		got, err = m.s.CardOf(ctx, id)
		return err
	}, func(c *store.Card) { same(t, "card", got, *c) })
}

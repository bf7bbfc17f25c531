package storetest

import (
	"errors"
	"fmt"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// ExerciseCards proves that what open returns keeps the promises of store.Cards.
// Every call of open gives an empty store.
func ExerciseCards(t *testing.T, open func(t *testing.T) PledgesAndDeliveries) {
	t.Helper()
	exercise(t, open, []promise[PledgesAndDeliveries]{
		{"ChangeWantsTheCard", changeWantsTheCard},
		{"RefusedChangeWantsNone", refusedChangeWantsNone},
		{"WithoutCardIsNotFound", withoutCardIsNotFound},
		{"CardsAreClaimedInOrder", cardsAreClaimedInOrder},
		{"ClaimedCardIsLeftAlone", claimedCardIsLeftAlone},
		{"FirstClaimTellsOfNoTry", firstClaimTellsOfNoTry},
		{"DrawnCardWaitsForAChange", drawnCardWaitsForAChange},
		{"ChangeWhileDrawingIsDueAtOnce", changeWhileDrawingIsDueAtOnce},
		{"DrawnNeverGoesBack", drawnNeverGoesBack},
		{"PostponedComesForwardByAChange", postponedComesForwardByAChange},
		{"WaitingCardKeepsItsPlace", waitingCardKeepsItsPlace},
		{"CardIsFoundByItsPlace", cardIsFoundByItsPlace},
		{"ErasureWantsTheCard", erasureWantsTheCard},
		{"NoticeIsWantedOnce", noticeIsWantedOnce},
		{"CardIsNeverClaimedTwice", cardIsNeverClaimedTwice},
		{"NoChangeIsMissed", noChangeIsMissed},
	})
	t.Run("AgreesWithAModel", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(r *rapid.T) {
			s := open(t)
			defer shut(s)
			cardsAgree(r, s)
		})
	})
}

// wants changes a pledge so that its card is wanted anew; a new pledge is sent.
func wants(t rapid.TB, s store.Pledges, p pledge.Pledge, id pledge.ID, seconds int) pledge.Pledge {
	t.Helper()
	facts := []pledge.Fact{answered("title", strconv.Itoa(seconds))}
	if p.Rev == 0 {
		facts = []pledge.Fact{created(id), submitted()}
	}
	c := changed(conversation.InputID(fmt.Sprint("card ", id, " ", p.Rev)), p, "tty:maria", later(seconds), facts...)
	c.Card = true
	if kept := commit(t, s, c); p.Rev == 0 {
		numbered, _ := pledge.Number(*c.Pledge, c.Facts, kept[1].Reference)
		return numbered
	}
	return *c.Pledge
}

func claimCards(t rapid.TB, s store.Cards, seconds, limit int) []store.Card {
	t.Helper()
	all, err := s.ClaimCards(ctx, later(seconds), limit)
	ok(t, err)
	return all
}

func cardOfP(t rapid.TB, s store.Cards) store.Card {
	t.Helper()
	c, err := s.CardOf(ctx, "p")
	ok(t, err)
	return c
}

func ofCards(cards []store.Card) (ids []pledge.ID) {
	for _, c := range cards {
		ids = append(ids, c.Pledge)
	}
	return ids
}

func changeWantsTheCard(t *testing.T, s PledgesAndDeliveries) {
	p := wants(t, s, pledge.Pledge{}, "p", 1)
	same(t, "new", cardOfP(t, s), store.Card{Pledge: "p", Wanted: 1, Due: later(1)})
	p = amend(t, s, "of no concern", p, later(2))
	same(t, "left alone", cardOfP(t, s).Wanted, 1)
	wants(t, s, p, "p", 3)
	same(t, "wanted", cardOfP(t, s).Wanted, 3)
}

func refusedChangeWantsNone(t *testing.T, s PledgesAndDeliveries) {
	p := wants(t, s, pledge.Pledge{}, "p", 1)
	amend(t, s, "first", p, later(2))
	c := changed("late", p, "tty:maria", later(3), answered("title", "late"))
	c.Card = true
	_, err := s.Commit(ctx, c)
	wantErr(t, err, store.ErrStale)
	same(t, "wanted", cardOfP(t, s).Wanted, 1)
	lost := settled("settles", conversation.Person{ID: "tty:maria"}, later(4))
	lost.Card = true
	if _, err := s.Commit(ctx, lost); err == nil || errors.Is(err, store.ErrStale) {
		t.Errorf("a card of no pledge: %v", err)
	}
}

func withoutCardIsNotFound(t *testing.T, s PledgesAndDeliveries) {
	draft(t, s, "p", "tty:maria", noon)
	_, err := s.CardOf(ctx, "p")
	for name, err := range map[string]error{
		"card": err, "place": s.PlaceCard(ctx, "p", "C1:1"), "drew": s.DrewCard(ctx, "p", 1, 1),
		"postpone": s.PostponeCard(ctx, "p", later(9)), "drop": s.DropCard(ctx, "p"),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func cardIsFoundByItsPlace(t *testing.T, s PledgesAndDeliveries) {
	wants(t, s, pledge.Pledge{}, "p", 1)
	wants(t, s, pledge.Pledge{}, "q", 2)
	for _, place := range []string{"", "C1/1.5"} {
		if _, err := s.CardAt(ctx, place); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("at %q: %v", place, err)
		}
	}
	ok(t, s.PlaceCard(ctx, "q", "C1/1.5"))
	c, err := s.CardAt(ctx, "C1/1.5")
	ok(t, err)
	same(t, "found", c, store.Card{Pledge: "q", Wanted: 1, Place: "C1/1.5", Due: later(2)})
	ok(t, s.PlaceCard(ctx, "q", "C1/1.7"))
	if _, err := s.CardAt(ctx, "C1/1.5"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("where it stood before: %v", err)
	}
}

func cardsAreClaimedInOrder(t *testing.T, s PledgesAndDeliveries) {
	for id, seconds := range map[pledge.ID]int{"c": 3, "a": 5, "b": 3, "d": 9} {
		wants(t, s, pledge.Pledge{}, id, seconds)
	}
	sameAll(t, "none", claimCards(t, s, 8, 0), nil)
	sameAll(t, "too soon", claimCards(t, s, 2, 9), nil)
	same(t, "the oldest", ofCards(claimCards(t, s, 8, 2)), []pledge.ID{"b", "c"})
	same(t, "the next", ofCards(claimCards(t, s, 8, 9)), []pledge.ID{"a"})
	same(t, "the last", ofCards(claimCards(t, s, 9, 9)), []pledge.ID{"d"})
}

func claimedCardIsLeftAlone(t *testing.T, s PledgesAndDeliveries) {
	p := wants(t, s, pledge.Pledge{}, "p", 1)
	same(t, "claimed", len(claimCards(t, s, 1, 9)), 1)
	wants(t, s, p, "p", 2)
	within := int(store.DrawingFor / time.Second)
	sameAll(t, "within", claimCards(t, s, within, 9), nil)
	again := claimCards(t, s, 1+within, 9)
	same(t, "again", ofCards(again), []pledge.ID{"p"})
	same(t, "wanted", again[0].Wanted, 2)
	sameAll(t, "within the second time", claimCards(t, s, within+2, 9), nil)
}

func firstClaimTellsOfNoTry(t *testing.T, s PledgesAndDeliveries) {
	wants(t, s, pledge.Pledge{}, "p", 1)
	same(t, "the first", claimCards(t, s, 2, 9), []store.Card{{Pledge: "p", Wanted: 1, Due: later(1)}})
	same(t, "tried", cardOfP(t, s).Tried, later(2))
	for i := range 2 {
		ok(t, s.PostponeCard(ctx, "p", later(3+i)))
		ok(t, s.PlaceCard(ctx, "p", "C1:"+strconv.Itoa(i)))
		want := store.Card{Pledge: "p", Wanted: 1, Due: later(3 + i), Tried: later(2), Place: "C1:" + strconv.Itoa(i)}
		same(t, "another", claimCards(t, s, 5, 9), []store.Card{want})
		same(t, "it is so", cardOfP(t, s), want)
	}
}

func drawnCardWaitsForAChange(t *testing.T, s PledgesAndDeliveries) {
	p := wants(t, s, pledge.Pledge{}, "p", 1)
	claimCards(t, s, 2, 9)
	ok(t, s.DrewCard(ctx, "p", 1, 0))
	same(t, "waits for the telling", ofCards(claimCards(t, s, 3, 9)), []pledge.ID{"p"})
	ok(t, s.DrewCard(ctx, "p", 1, 1))
	same(t, "waits", cardOfP(t, s).Waits(), false)
	sameAll(t, "done", claimCards(t, s, 999, 9), nil)
	wants(t, s, p, "p", 5)
	got := claimCards(t, s, 5, 9)
	same(t, "changed", got, []store.Card{{Pledge: "p", Wanted: 2, Drawn: 1, Told: 1, Due: later(5)}})
	same(t, "waits again", got[0].Waits(), true)
}

func changeWhileDrawingIsDueAtOnce(t *testing.T, s PledgesAndDeliveries) {
	p := wants(t, s, pledge.Pledge{}, "p", 1)
	claimCards(t, s, 2, 9)
	wants(t, s, p, "p", 3)
	ok(t, s.DrewCard(ctx, "p", 1, 1))
	got := claimCards(t, s, 3, 9)
	same(t, "again", ofCards(got), []pledge.ID{"p"})
	same(t, "behind", []int{got[0].Drawn, got[0].Wanted}, []int{1, 2})
}

// drawnNeverGoesBack: one that drew slowly ends after one that drew later.
func drawnNeverGoesBack(t *testing.T, s PledgesAndDeliveries) {
	wants(t, s, pledge.Pledge{}, "p", 1)
	ok(t, s.DrewCard(ctx, "p", 5, 4))
	ok(t, s.DrewCard(ctx, "p", 3, 3))
	same(t, "card", cardOfP(t, s), store.Card{Pledge: "p", Wanted: 1, Drawn: 5, Told: 4, Due: later(1)})
}

func postponedComesForwardByAChange(t *testing.T, s PledgesAndDeliveries) {
	p := wants(t, s, pledge.Pledge{}, "p", 1)
	claimCards(t, s, 1, 9)
	ok(t, s.PostponeCard(ctx, "p", later(20)))
	sameAll(t, "put off", claimCards(t, s, 19, 9), nil)
	wants(t, s, p, "p", 5)
	same(t, "comes forward", ofCards(claimCards(t, s, 5, 9)), []pledge.ID{"p"})
	ok(t, s.PostponeCard(ctx, "p", later(20)))
	same(t, "its time", ofCards(claimCards(t, s, 20, 9)), []pledge.ID{"p"})
}

// waitingCardKeepsItsPlace: a pledge that changes often does not wait longer.
func waitingCardKeepsItsPlace(t *testing.T, s PledgesAndDeliveries) {
	p := wants(t, s, pledge.Pledge{}, "often", 1)
	wants(t, s, pledge.Pledge{}, "once", 2)
	wants(t, s, p, "often", 3)
	same(t, "order", ofCards(claimCards(t, s, 4, 9)), []pledge.ID{"often", "once"})
}

// erasureWantsTheCard, which may name who is gone.
func erasureWantsTheCard(t *testing.T, s PledgesAndDeliveries) {
	wants(t, s, pledge.Pledge{}, "sent", 1)
	draft(t, s, "draft", "tty:maria", later(1))
	claimCards(t, s, 2, 9)
	ok(t, s.DrewCard(ctx, "sent", 1, 1))
	done, err := s.Erase(ctx, call.Default(), store.Erasure{Person: "tty:maria", At: later(3)})
	ok(t, err)
	same(t, "kept", done.Kept, []pledge.ID{"sent"})
	same(t, "wanted", claimCards(t, s, 3, 9), []store.Card{{Pledge: "sent", Wanted: 2, Drawn: 1, Told: 1, Due: later(3)}})
}

// noticeIsWantedOnce, whoever wants it when.
func noticeIsWantedOnce(t *testing.T, s PledgesAndDeliveries) {
	for _, err := range race(racers, func(int) error { return s.WantNotice(ctx, "digest", later(1)) }) {
		ok(t, err)
	}
	want := []store.Card{{Pledge: "digest", Wanted: 1, Due: later(1)}}
	same(t, "claimed", claimCards(t, s, 1, 9), want)
	ok(t, s.WantNotice(ctx, "digest", later(2)))
	ok(t, s.DrewCard(ctx, "digest", 1, 1))
	ok(t, s.WantNotice(ctx, "digest", later(3)))
	sameAll(t, "drawn", claimCards(t, s, 99, 9), nil)
}

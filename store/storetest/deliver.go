package storetest

import (
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// plan keeps deliveries, with a fact of somebody as the reason.
func plan(t rapid.TB, s PledgesAndDeliveries, in string, deliveries ...store.Delivery) {
	t.Helper()
	c := settled(conversation.InputID(in), conversation.Person{ID: pledge.Person("tty:" + in)}, noon)
	c.Deliveries = deliveries
	commit(t, s, c)
}

func claim(t rapid.TB, s PledgesAndDeliveries, platform string, seconds, limit int) []store.Delivery {
	t.Helper()
	claimed, err := s.Claim(ctx, platform, later(seconds), limit)
	ok(t, err)
	return claimed
}

func stuck(t rapid.TB, s PledgesAndDeliveries, seconds int) []string {
	t.Helper()
	all, err := s.Stuck(ctx, later(seconds))
	ok(t, err)
	return keys(all)
}

func keys(deliveries []store.Delivery) []string {
	var out []string
	for _, d := range deliveries {
		out = append(out, d.Key)
	}
	return out
}

// due is a delivery to somebody, some seconds after noon.
func due(key string, to pledge.Person, seconds int) store.Delivery {
	return store.Delivery{Key: key, Recipient: to, Class: conversation.Nudge, Due: later(seconds), State: store.Due}
}

func deliveryKeyIsOnce(t *testing.T, s PledgesAndDeliveries) {
	plan(t, s, "first", due("k", "tty:ana", 0))
	plan(t, s, "second", due("k", "tty:maria", 5), due("other", "tty:ana", 1))
	claimed := claim(t, s, "tty", 1, 10)
	same(t, "claimed", keys(claimed), []string{"k", "other"})
	same(t, "of the first", claimed[0].Recipient, pledge.Person("tty:ana"))
	ok(t, s.Finish(ctx, "k", store.Sent, time.Time{}))
	plan(t, s, "third", due("k", "tty:ana", 0))
	same(t, "sent once", len(claim(t, s, "tty", 9, 10)), 0)
}

func deliveryComesBackWhole(t *testing.T, s PledgesAndDeliveries) {
	p := draft(t, s, "p", "tty:maria", noon)
	c := changed("in", p, "tty:maria", noon, answered("title", "A"), answered("goal", "B"))
	whole := due("k", "tg:1:2", 0)
	whole.Pledge, whole.Facts, whole.Class = "p", c.Facts, conversation.Receive
	bare := store.Delivery{Key: "bare", Recipient: "tg:1", Due: later(1)} // no state: due
	c.Deliveries = []store.Delivery{whole, bare}
	commit(t, s, c)
	for _, d := range []*store.Delivery{&whole, &bare} {
		d.State, d.Attempts, d.Claimed = store.Sending, 1, later(2)
	}
	same(t, "claimed", claim(t, s, "tg", 2, 10), []store.Delivery{whole, bare})
	all, err := s.Stuck(ctx, later(3))
	ok(t, err)
	same(t, "stuck", all, []store.Delivery{whole, bare})
}

func claimTakesWhatIsDueInOrder(t *testing.T, s PledgesAndDeliveries) {
	plan(t, s, "plans",
		due("late", "tty:ana", 9), due("c", "tty:ana", 3), due("a", "tty:maria", 1), due("b2", "tty:ana", 2),
		due("b1", "tty:ana", 2), due("elsewhere", "tg:1", 0), due("alike", "ttyx:1", 0))
	same(t, "none yet", len(claim(t, s, "tty", 0, 10)), 0)
	same(t, "up to none", len(claim(t, s, "tty", 3, 0))+len(claim(t, s, "tty", 3, -1)), 0)
	same(t, "three", keys(claim(t, s, "tty", 3, 3)), []string{"a", "b1", "b2"})
	same(t, "the rest", keys(claim(t, s, "tty", 3, 3)), []string{"c"})
	same(t, "of nobody", len(claim(t, s, "nowhere", 99, 10)), 0)
	same(t, "elsewhere", keys(claim(t, s, "tg", 9, 10)), []string{"elsewhere"})
	same(t, "late", keys(claim(t, s, "tty", 9, 10)), []string{"late"})
}

func remindersAreClaimedLast(t *testing.T, s PledgesAndDeliveries) {
	news := func(key string, seconds int) store.Delivery {
		d := due(key, "tty:ana", seconds)
		d.Class = conversation.Receive
		return d
	}
	plan(t, s, "plans", due("reminder 1", "tty:ana", 0), due("reminder 2", "tty:maria", 1), news("news 1", 2), news("news 2", 3), news("too early", 9))
	same(t, "first", keys(claim(t, s, "tty", 3, 3)), []string{"news 1", "news 2", "reminder 1"})
	same(t, "then", keys(claim(t, s, "tty", 3, 3)), []string{"reminder 2"})
}

func sendingIsSeenAsStuck(t *testing.T, s PledgesAndDeliveries) {
	plan(t, s, "plans", due("a", "tty:ana", 0), due("b", "tg:1", 0), due("c", "tty:ana", 50))
	claim(t, s, "tg", 9, 10)
	claim(t, s, "tty", 10, 10)
	same(t, "fresh", stuck(t, s, 9), []string(nil))
	same(t, "one", stuck(t, s, 10), []string{"b"})
	same(t, "both", stuck(t, s, 40), []string{"b", "a"})
	ok(t, s.Finish(ctx, "b", store.Unknown, time.Time{}))
	same(t, "after the end", stuck(t, s, 40), []string{"a"})
}

func dueAgainIsClaimedAgain(t *testing.T, s PledgesAndDeliveries) {
	plan(t, s, "plans", due("a", "tty:ana", 0))
	claim(t, s, "tty", 1, 10)
	ok(t, s.Finish(ctx, "a", store.Due, later(600)))
	same(t, "not before", len(claim(t, s, "tty", 599, 10)), 0)
	same(t, "not stuck", len(stuck(t, s, 9999)), 0)
	want := due("a", "tty:ana", 600)
	want.State, want.Attempts, want.Claimed = store.Sending, 2, later(600)
	same(t, "again", claim(t, s, "tty", 600, 10), []store.Delivery{want})
	ok(t, s.Finish(ctx, "a", store.Unknown, later(5000))) // a time that means nothing here
	ok(t, s.Finish(ctx, "a", store.Due, time.Time{}))
	want.Attempts = 3
	same(t, "at once", claim(t, s, "tty", 600, 10), []store.Delivery{want})
}

func finishedStaysFinished(t *testing.T, s PledgesAndDeliveries) {
	wantErr(t, s.Finish(ctx, "no such", store.Sent, noon), store.ErrNotFound)
	plan(t, s, "waits", due("waits", "tty:ana", 99))
	wantErr(t, s.Finish(ctx, "waits", store.Sent, noon), store.ErrStale)
	for i, end := range []store.DeliveryState{store.Sent, store.Refused, store.Cancelled} {
		key := strconv.Itoa(i)
		plan(t, s, key, due(key, "tty:ana", 0))
		claim(t, s, "tty", 1, 10)
		ok(t, s.Finish(ctx, key, end, noon))
		wantErr(t, s.Finish(ctx, key, store.Due, noon), store.ErrStale)
		same(t, "claimed after the end", len(claim(t, s, "tty", 9, 10)), 0)
		same(t, "stuck after the end", len(stuck(t, s, 99)), 0)
	}
	plan(t, s, "maybe", due("maybe", "tty:ana", 0))
	claim(t, s, "tty", 1, 10)
	ok(t, s.Finish(ctx, "maybe", store.Unknown, noon))
	ok(t, s.Finish(ctx, "maybe", store.Sent, noon)) // the answer came after all
	wantErr(t, s.Finish(ctx, "maybe", store.Unknown, noon), store.ErrStale)
}

package crashtest

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pledgebot/bot/slack/slacktest"
)

// TestEachIsAwayInTurn: Postgres, Redis, Slack and the mail server are away, one after
// the other and again, while a hundred people submit. Nothing is lost, and when all are
// back there is one row, one card and one mail of each pledge.
func TestEachIsAwayInTurn(t *testing.T) {
	t.Parallel()
	w := newStage(t, 1, nil)
	redis, postgres := w.through()
	w.openDesk(byRequests)
	office := w.desk
	w.desk = nil // nobody reviews
	office.srv.Fail(nil)
	w.openMailbox()
	w.start(w.places[0], "TELEGRAM_WEBHOOK_URL=http://"+w.places[0].public+"/telegram")
	w.public = w.places[0].public
	w.gather()
	turns := []struct{ leave, comeBack func() }{
		{postgres.leave, postgres.comeBack},
		{redis.leave, redis.comeBack},
		{func() {
			office.srv.Fail(func(slacktest.Call) *slacktest.Failure { return slacktest.ServiceUnavailable() })
		}, func() { office.srv.Fail(nil) }},
		{func() { w.mail.leaves(true) }, func() { w.mail.leaves(false) }},
	}
	began := time.Now()
	for n := 0; w.count() < fewer(100) && !w.over(began); n++ {
		turn := turns[n%len(turns)]
		turn.leave()
		time.Sleep(*away / 2)
		turn.comeBack()
		time.Sleep(200 * time.Millisecond)
	}
	w.empty()
	cards := map[string]int{}
	for end := time.Now().Add(patience); len(cards) < len(w.people) && time.Now().Before(end); time.Sleep(lookEvery) {
		clear(cards)
		for _, m := range office.cards() {
			cards[reference.FindString(m.String())]++
		}
	}
	w.arrive()
	for number, n := range cards {
		if n != 1 {
			t.Errorf("%d cards of %s", n, number)
		}
	}
	if len(cards) != len(w.people) {
		t.Errorf("cards of %d pledges by %d people: %v", len(cards), len(w.people), slices.Collect(maps.Keys(cards)))
	}
}

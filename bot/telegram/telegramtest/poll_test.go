package telegramtest_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/telegram/telegramtest"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func TestGetUpdatesKeepsOneOrderForAllKinds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "es")
	first := p.Says("/start")
	w.sends(button(`{"text":"Yes","callback_data":"y"}`))
	want := []int64{first, p.Presses("Yes"), p.Edits(1, "/start again"), p.Blocks(), p.Returns(), w.Person(8, "").Says("hello")}
	got := w.updates(nil)
	same(t, "how many", len(got), len(want))
	for i, u := range got {
		same(t, "id", u.ID, want[i])
		same(t, "follows", u.ID, first+int64(i))
	}
	same(t, "text", got[0].Message.Text, "/start")
	same(t, "data", got[1].Callback.Data, "y")
	same(t, "edit", got[2].Edited != nil, true)
	same(t, "member", got[3].Member != nil, true)
}

func TestHigherOffsetConfirms(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	first, second := p.Says("one"), p.Says("two")
	same(t, "twice the same", len(w.updates(nil)), 2)
	same(t, "limit", len(w.updates(params{"limit": "1"})), 1)
	same(t, "pending", w.Pending(), 2)
	left := w.updates(params{"offset": itoa(second)})
	same(t, "left", left[0].ID, second)
	same(t, "confirmed", w.Pending(), 1)
	same(t, "too far ahead", len(w.updates(params{"offset": itoa(second + 1000)})), 1)
	third := p.Says("three")
	same(t, "from the end", w.updates(params{"offset": "-1"})[0].ID, third)
	same(t, "only that is left", w.Pending(), 1)
	same(t, "first is gone", w.updates(params{"offset": itoa(first)})[0].ID, third)
}

func TestUpdatesExpire(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	p.Says("one")
	w.sends(button(`{"text":"Yes","callback_data":"y"}`))
	p.Presses("Yes")
	w.clock.Pass(150 * time.Second)
	same(t, "at its end", len(w.updates(nil)), 2)
	w.clock.Pass(time.Second)
	same(t, "press is gone", len(w.updates(nil)), 1)
	w.clock.Pass(24 * time.Hour)
	same(t, "message is gone", len(w.updates(nil)), 0)
}

func TestAllowedUpdatesStay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.updates(params{"allowed_updates": `["message"]`})
	w.updates(nil)
	p := w.Person(7, "")
	p.Says("one")
	same(t, "not told", p.Blocks(), 0)
	w.updates(params{"allowed_updates": "[]"})
	same(t, "told again", p.Returns() != 0, true)
}

// poll starts a long poll and waits until it waits.
func (w *world) poll(offset int64) chan answer {
	got := make(chan answer, 1)
	before := w.Count("getUpdates")
	go func() { got <- w.call("getUpdates", params{"timeout": "50", "offset": itoa(offset)}) }()
	w.await("a long poll", func() bool { return w.Count("getUpdates") > before && w.Polling() })
	return got
}

func TestLongPollEndsWithAnUpdateOrItsTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	waiting := w.poll(0)
	id := w.Person(7, "").Says("one")
	same(t, "update", w.decode(<-waiting)[0].ID, id)
	waiting = w.poll(id + 1)
	w.clock.Pass(50 * time.Second)
	same(t, "nothing", len(w.decode(<-waiting)), 0)
}

func TestSecondPollerEndsTheFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.poll(0)
	second := make(chan answer, 1)
	go func() { second <- w.call("getUpdates", params{"timeout": "50"}) }()
	a := <-first
	same(t, "code", a.Code, 409)
	same(t, "words", a.Text, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
	w.Person(7, "").Says("one")
	same(t, "the second goes on", len(w.decode(<-second)), 1)
}

func TestWebhookAndPollingExcludeEachOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	waiting := w.poll(0)
	w.ok("setWebhook", params{"url": "https://127.0.0.1:1/"})
	a := <-waiting
	same(t, "code", a.Code, 409)
	same(t, "words", a.Text, "Conflict: terminated by setWebhook request")
	a = w.call("getUpdates", nil)
	same(t, "code", a.Code, 409)
	same(t, "words", a.Text, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	w.ok("deleteWebhook", nil)
	same(t, "polling", w.call("getUpdates", nil).OK, true)
}

func TestAgainAndRenumberAndRaw(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	id := p.Says("one")
	w.updates(params{"offset": itoa(id + 1)})
	same(t, "again", w.Again(id), true)
	same(t, "unknown", w.Again(id+1), false)
	same(t, "once more", w.updates(params{"offset": itoa(id + 1)})[0].Message.Text, "one")
	same(t, "and no more", len(w.updates(params{"offset": itoa(id + 1)})), 0)
	w.Renumber(5)
	same(t, "any number", p.Says("two"), 5)
	same(t, "raw", w.Raw(`{"message":{"message_id":"x"}}`), 6)
	a := w.ok("getUpdates", params{"offset": "6"})
	same(t, "as it is", string(a.Result), `[{"update_id":6,"message":{"message_id":"x"}}]`)
	same(t, "empty", w.Raw(`{}`), 7)
	same(t, "no kind", string(w.ok("getUpdates", params{"offset": "7"}).Result), `[{"update_id":7}]`)
}

func TestFullQueueDropsInSilence(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *telegramtest.Options) { o.MostPending = 3 })
	for range 3 {
		w.Raw(`{}`)
	}
	same(t, "one too many", w.Raw(`{}`), 0)
	same(t, "pending", w.Pending(), 3)
	same(t, "too large", newWorld(t).Raw(`{"a":"`+strings.Repeat("a", 512<<10)+`"}`), 0)
}

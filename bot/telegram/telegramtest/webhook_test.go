package telegramtest_test

import (
	"slices"
	"testing"
	"time"
)

func TestWebhookKeepsOrderInEachQueue(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newHook(w, params{"secret_token": "s3cret"})
	p, other := w.Person(7, ""), w.Person(8, "")
	first := p.Says("one")
	same(t, "secret", h.answer(first, success).secret, "s3cret")
	w.sends(button(`{"text":"Yes","callback_data":"y"}`))

	second, edit := p.Says("two"), p.Edits(1, "uno")
	press, again := p.Presses("Yes"), p.Presses("Yes")
	member := p.Blocks()
	others := other.Says("hello")
	h.waits(4)
	want := []int64{second, press, member, others}
	for _, id := range h.ids() {
		same(t, "one of each queue", slices.Contains(want, id), true)
	}
	h.answer(press, success) // presses do not wait for messages
	h.answer(again, success)
	h.answer(second, success)
	h.answer(edit, success)
	h.answer(others, success)
	h.answer(member, success)
	w.await("all", func() bool { return w.Pending() == 0 })
}

func TestWebhookRepeatsUntilSuccess(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newHook(w, nil)
	p := w.Person(7, "")
	id, next := p.Says("one"), p.Says("two")
	h.fails(id, reply{code: 500})
	for _, pause := range []time.Duration{2, 4, 8, 16, 32, 60} {
		h.fails(id, reply{cut: true})
		h.quiet(pause*time.Second - time.Second)
		w.clock.Pass(time.Second)
		if pause == 60 {
			w.clock.Pass(60 * time.Second) // the cap lies between 60 and 120
		}
	}
	h.answer(id, reply{code: 299})
	h.answer(next, success)
	w.await("all", func() bool { return w.Pending() == 0 })
	same(t, "last", h.seen[len(h.seen)-1], next)
	same(t, "times", len(h.seen), 9)
}

func TestWebhookHonoursRetryAfter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newHook(w, nil)
	id := w.Person(7, "").Says("one")
	h.fails(id, reply{code: 503, header: map[string]string{"Retry-After": "30"}})
	h.quiet(29 * time.Second)
	w.clock.Pass(time.Second)
	h.answer(id, success)
	w.await("all", func() bool { return w.Pending() == 0 })
}

func TestWebhookGivesUpAtTheEndOfLife(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newHook(w, nil)
	p := w.Person(7, "")
	h.answer(p.Says("one"), success)
	w.sends(button(`{"text":"Yes","callback_data":"y"}`))
	id, next := p.Presses("Yes"), p.Presses("Yes")
	w.clock.Pass(150 * time.Second)
	h.fails(id, reply{code: 500}) // tried again at once
	h.fails(id, reply{code: 500}) // the next try would be too late
	h.answer(next, success)
	w.await("all", func() bool { return w.Pending() == 0 })
}

func TestWebhookLooksAtTwiceItsConnections(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newHook(w, params{"max_connections": "2"})
	var first []int64
	for chat := range int64(4) {
		first = append(first, w.Person(chat+1, "").Says("poison"))
	}
	behind := w.Person(9, "").Says("hello")
	h.waits(2)
	for _, id := range first {
		h.fails(id, reply{code: 500, header: map[string]string{"Retry-After": "60"}})
	}
	same(t, "the window is full", len(h.ids()), 0)
	w.clock.Pass(60 * time.Second)
	h.waits(1) // one connection only, because nothing succeeded
	h.answer(h.ids()[0], success)
	h.waits(2)
	same(t, "moves up", slices.Contains(h.seen, behind), false)
	for range 4 {
		w.await("a delivery", func() bool { return len(h.ids()) > 0 })
		h.answer(h.ids()[0], success)
	}
	w.await("all", func() bool { return w.Pending() == 0 })
	same(t, "moved up", slices.Contains(h.seen, behind), true)
}

func TestWebhookWithoutSuccessUsesOneConnection(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newHook(w, nil)
	first := w.Person(1, "").Says("one")
	h.fails(first, reply{code: 500})
	h.waits(1)
	w.clock.Pass(11 * time.Second)
	second, third := w.Person(2, "").Says("two"), w.Person(3, "").Says("three")
	h.waits(1)
	h.answer(first, success)
	h.waits(2)
	h.answer(second, success)
	h.answer(third, success)
	w.await("all", func() bool { return w.Pending() == 0 })
}

func TestWebhookCarriesOutTheMethodInItsAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newHook(w, nil)
	p := w.Person(7, "")
	asJSON := map[string]string{"Content-Type": "application/json"}
	h.answer(p.Says("one"), reply{code: 200, header: asJSON, body: `{"method":"sendMessage","chat_id":7,"text":"Hi","reply_markup":` + keyboard(1, 1) + `}`})
	w.await("a message", func() bool { return p.Last().Text == "Hi" })
	id := p.Presses("a")
	d := h.answer(id, reply{code: 500})
	h.answer(id, reply{code: 200, header: asJSON, body: `{"method":"answerCallbackQuery","callback_query_id":"` + d.Callback.ID + `","text":"Done"}`})
	w.await("a toast", func() bool { return len(p.Toasts()) == 1 })
	same(t, "toast", p.Toasts()[0].Text, "Done")
	h.answer(p.Says("two"), reply{code: 200, header: asJSON, body: `{"method":"deleteWebhook"}`})
	h.answer(p.Says("three"), success) // that method is not taken
	w.await("all", func() bool { return w.Pending() == 0 })
}

func TestWebhookTakesWhatWasPendingAndLeavesTheRest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.Person(7, "")
	id := p.Says("before")
	h := newHook(w, nil)
	h.answer(id, success)
	w.await("all", func() bool { return w.Pending() == 0 })
	same(t, "again", w.Again(id), true)
	h.answer(id, success)
	w.await("all", func() bool { return w.Pending() == 0 })
	left := p.Says("after")
	h.waits(1)
	w.ok("deleteWebhook", nil)
	same(t, "pending", w.updates(nil)[0].ID, left)
	w.ok("deleteWebhook", params{"drop_pending_updates": "true"})
	same(t, "dropped", w.Pending(), 0)
}

func TestWebhookClosesAfterADayOfGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := newHook(w, nil)
	p := w.Person(7, "")
	id := p.Says("one")
	gone := reply{code: 410, header: map[string]string{"Retry-After": "3600"}}
	for range 24 {
		h.fails(id, gone)
		w.clock.Pass(time.Hour)
	}
	same(t, "still there", w.Webhook().URL != "", true)
	h.answer(id, gone)
	w.await("closed", func() bool { return w.Webhook().URL == "" })
}

package telegram_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/telegram"
	"pledgebot/conversation"
)

// TestRemindersLetOthersGoFirst: while very many reminders are sent, by three replicas,
// who writes is answered at once; the reminders have what is left of the rate, and none
// is refused.
func TestRemindersLetOthersGoFirst(t *testing.T) {
	t.Parallel()
	w := paced(t, webhook)
	const many, visits = 150, 40
	cities := make(chan *person, many)
	for i := range many {
		p := w.person(int64(100+i), "en")
		p.Says("/start")
		cities <- p
	}
	close(cities)
	w.passSlowly(5*idle, 10*time.Minute, w.quiet)
	w.clock.Pass(time.Minute)
	r := &reminding{w: w, cities: cities}
	for _, tg := range []*telegram.Telegram{w.tg, r.replica(), r.replica()} {
		for range 8 {
			r.sending.Go(func() { r.all(tg) })
		}
	}
	for i := range visits {
		p := w.person(int64(1000+i), "en")
		p.Says("/start")
		w.await("who writes is answered at once", func() bool { return p.Last().ID != 0 })
		w.clock.Pass(100 * time.Millisecond)
	}
	if n := r.sent.Load(); n < 20 {
		t.Errorf("only %d reminders are sent meanwhile", n)
	}
	w.pass(time.Minute, func() bool { return r.sent.Load() == many })
	r.sending.Wait()
	wantNoneRefused(t, w)
}

// A reminding sends reminders as the runtime does.
type reminding struct {
	w       *world
	cities  chan *person
	sending sync.WaitGroup
	sent    atomic.Int64
}

// replica is another process with the same limits.
func (r *reminding) replica() *telegram.Telegram {
	r.w.t.Helper()
	tg, err := telegram.New(telegram.Options{
		Token: token, Endpoint: r.w.api.URL, Secret: secret, Words: product.Texts, Call: product.Call,
		Limits: r.w.options.Limits, Rates: r.w.options.Rates, Now: r.w.clock.Now, After: r.w.clock.After,
	})
	if err != nil {
		r.w.t.Fatal(err)
	}
	return tg
}

func (r *reminding) all(tg *telegram.Telegram) {
	m := message("Your report is due.")
	m.Class = conversation.Nudge
	for p := range r.cities {
		_, err := tg.Send(r.w.t.Context(), p.address(), m)
		for wait := (*bot.SendError)(nil); errors.As(err, &wait) && wait.Fate == bot.Throttled; {
			<-r.w.clock.After(wait.After)
			_, err = tg.Send(r.w.t.Context(), p.address(), m)
		}
		if err != nil {
			r.w.t.Errorf("a reminder is not sent: %v", err)
		}
		r.sent.Add(1)
		r.w.srv.Nudge()
	}
}

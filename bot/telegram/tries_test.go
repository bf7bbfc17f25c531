package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/faketest"
	"pledgebot/bot/telegram"
	"pledgebot/conversation"
	"pledgebot/store"
)

// A stubborn handler fails at every input with an ordinary error.
type stubborn struct{ aside atomic.Int64 }

func (*stubborn) Handle(context.Context, bot.Update) error     { return errors.New("it fails again") }
func (*stubborn) Deliver(context.Context, store.Address) error { return nil }
func (s *stubborn) SetAside(context.Context, store.Aside) error {
	s.aside.Add(1)
	return nil
}

// A failing world is an adapter whose inputs all fail, and its clock.
type failing struct {
	hook  http.Handler
	clock *faketest.Clock
	h     *stubborn
}

func newFailing(t *testing.T) *failing {
	t.Helper()
	w := newWorld(t, setup{})
	h := &stubborn{}
	return &failing{hook: w.tg.Webhook(h), clock: w.clock, h: h}
}

// asides brings a person's one message, and tells whether it is set aside now
// and acknowledged.
func (f *failing) asides(t *testing.T, message int) bool {
	t.Helper()
	before := f.h.aside.Load()
	raw := fmt.Sprintf(`{"update_id":%[1]d,"message":{"message_id":%[1]d,"from":{"id":7},"chat":{"id":7,"type":"private"},"text":"Riobamba"}}`, message)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(raw))
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	out := &recorder{header: http.Header{}}
	f.hook.ServeHTTP(out, r)
	aside := f.h.aside.Load() > before
	if taken := out.status == http.StatusOK; taken != aside || !taken && out.status != http.StatusServiceUnavailable {
		t.Errorf("message %d: status %d, set aside: %t", message, out.status, aside)
	}
	return aside
}

// TestAnInputThatFailsIsSetAside at its fifth try, or two minutes after its
// first one, and not before.
func TestAnInputThatFailsIsSetAside(t *testing.T) {
	t.Parallel()
	for name, waits := range map[string][]time.Duration{
		"at once":           {0, 0, 0, 0, 0},
		"slowly":            {0, 29 * time.Second, 30 * time.Second, 30 * time.Second, 30 * time.Second},
		"after two minutes": {0, 2 * time.Minute},
		"within and after":  {0, 2*time.Minute - time.Second, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFailing(t)
			for i, wait := range waits {
				f.clock.Pass(wait)
				if aside, last := f.asides(t, 1), i == len(waits)-1; aside != last {
					t.Errorf("try %d of %d: set aside: %t", i+1, len(waits), aside)
				}
			}
		})
	}
}

// TestTriesAreRemembered of a thousand inputs; for one more only the one that
// failed first is forgotten.
func TestTriesAreRemembered(t *testing.T) {
	t.Parallel()
	f := newFailing(t)
	const first, second, known = 1, 2, 1000
	for _, message := range []int{first, second} {
		for range 4 {
			f.clock.Pass(time.Millisecond)
			f.asides(t, message)
		}
	}
	for i := range known - 1 { // the last of them is one too many
		f.clock.Pass(time.Millisecond)
		f.asides(t, 10+i)
	}
	if !f.asides(t, second) {
		t.Error("the tries of one that is remembered were forgotten")
	}
	if f.asides(t, first) {
		t.Error("the tries of more than a thousand are remembered")
	}
}

// A refusing handler fails at one text and counts how often.
type refusing struct {
	telegram.Handler
	times *atomic.Int64
}

func (r refusing) Handle(ctx context.Context, u bot.Update) error {
	if said, ok := u.Event.(conversation.Said); ok && said.Text == poison {
		r.times.Add(1)
		return errors.New("it fails again")
	}
	return r.Handler.Handle(ctx, u)
}

// TestWhatFailsAgainHoldsUpItsChatForAWhile: it is tried as often as is
// promised, then set aside, and what stands behind it is taken.
func TestWhatFailsAgainHoldsUpItsChatForAWhile(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		var times atomic.Int64
		w := newWorld(t, setup{mode: m, handler: func(h telegram.Handler) telegram.Handler { return refusing{h, &times} }})
		ana := w.person(7, "en")
		ana.does(naming...)
		began := w.clock.Now()
		ana.Says(poison)
		ana.Says("Riobamba")
		w.pass(3*time.Minute, func() bool { return len(w.asides.kept()) == 1 && w.quiet() })
		if n, took := times.Load(), w.clock.Now().Sub(began); n > 5 || n < 5 && took < 2*time.Minute {
			t.Errorf("set aside after %d tries in %v", n, took)
		}
		if got := ana.answer("place_name"); got != "Riobamba" {
			t.Errorf("what stands behind it: %q", got)
		}
	})
}

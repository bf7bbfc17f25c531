package telegram_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/telegram"
	"pledgebot/store"
)

// TestNothingIsLostWhileAStoreIsAway: nothing is acknowledged, a press gets a
// sentence, others go on, and when the store is back all comes in order.
func TestNothingIsLostWhileAStoreIsAway(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, bob := w.person(7, "es"), w.person(8, "en")
		ana.does(append(naming[:3:3], "Riobamba")...)
		question := ana.Last()
		back, _ := buttonOf(question, "back")
		w.dialogs.goAway(func(a store.Address) bool { return a == ana.address() })

		ana.PressesOn(question.ID, back.Data)
		w.await("the press gets a sentence", func() bool { return len(ana.Toasts()) == 1 })
		if got := ana.Toasts()[0].Text; got != ana.text("telegram.again") {
			t.Errorf("it says %q", got)
		}
		ana.Says("Ecuador")
		ana.Says("preview")
		bob.Says("/start")
		w.pass(10*time.Second, func() bool { return len(bob.Screen()) == 2 })
		if w.srv.Pending() == 0 || ana.Last().ID != question.ID {
			t.Fatal("what is not kept is acknowledged")
		}
		w.clock.Pass(3 * time.Minute) // long enough for an update to be set aside, were it its own fault
		w.pass(3*time.Second, func() bool { return true })
		w.dialogs.goAway(nil)
		w.pass(5*time.Minute, w.quiet)
		if got := ana.answer("country"); got != "EC" {
			t.Errorf("kept %q", got)
		}
		if n := len(ana.shown(question.ID)); n != 2 {
			t.Errorf("%d messages follow", n)
		}
		if len(w.asides.kept()) != 0 {
			t.Error("an update was set aside")
		}
	})
}

// TestADatabaseThatIsAway is the same to a person as dialogs that are.
func TestADatabaseThatIsAway(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "fr")
		ana.does(append(naming[:3:3], "Riobamba")...)
		w.pledges.goAway(true)
		ana.Says("Ecuador")
		ana.presses("preview")
		w.await("the press gets a sentence", func() bool { return len(ana.Toasts()) == 1 })
		if w.srv.Pending() == 0 || ana.answer("country") != "" {
			t.Error("what is not kept is acknowledged")
		}
		w.pledges.goAway(false)
		w.pass(5*time.Minute, w.quiet)
		if got := ana.answer("country"); got != "EC" {
			t.Errorf("kept %q", got)
		}
	})
}

// TestTheHandlerRefuses what is none of Telegram's requests, before it reads
// them.
func TestTheHandlerRefuses(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	for name, tt := range map[string]struct {
		method, secret string
		body           *body
		want           int
		reads          bool
	}{
		"no secret":      {http.MethodPost, "", &body{left: 1 << 10}, http.StatusUnauthorized, false},
		"a wrong secret": {http.MethodPost, secret + "x", &body{left: 1 << 10}, http.StatusUnauthorized, false},
		"half a secret":  {http.MethodPost, secret[:5], &body{left: 1 << 10}, http.StatusUnauthorized, false},
		"a get":          {http.MethodGet, secret, &body{}, http.StatusMethodNotAllowed, false},
		"a put":          {http.MethodPut, secret, &body{left: 1 << 10}, http.StatusMethodNotAllowed, false},
		"too long":       {http.MethodPost, secret, &body{left: 1<<20 + 1}, http.StatusRequestEntityTooLarge, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, _ := http.NewRequestWithContext(t.Context(), tt.method, "/", tt.body)
			if tt.secret != "" {
				r.Header.Set("X-Telegram-Bot-Api-Secret-Token", tt.secret)
			}
			out := &recorder{header: http.Header{}}
			w.tg.Webhook(never{t}).ServeHTTP(out, r)
			if out.status != tt.want || tt.body.read > 0 != tt.reads || tt.body.read > 1<<20+1<<16 {
				t.Errorf("status %d, %d bytes read; want %d", out.status, tt.body.read, tt.want)
			}
		})
	}
}

// TestAnEmptySecretIsNone: without one nothing is taken.
func TestAnEmptySecretIsNone(t *testing.T) {
	t.Parallel()
	tg, err := telegram.New(telegram.Options{Token: token})
	if err != nil {
		t.Fatal(err)
	}
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader("{}"))
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", "")
	out := &recorder{header: http.Header{}}
	tg.Webhook(never{t}).ServeHTTP(out, r)
	if out.status != http.StatusUnauthorized {
		t.Errorf("status %d", out.status)
	}
}

// TestTheHandlerAsksForMoreTime while a store is away.
func TestTheHandlerAsksForMoreTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	w.dialogs.goAway(func(store.Address) bool { return true })
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(
		`{"update_id":5,"message":{"message_id":1,"from":{"id":9},"chat":{"id":9,"type":"private"},"text":"hello"}}`))
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	out := &recorder{header: http.Header{}}
	w.tg.Webhook(w.bot).ServeHTTP(out, r)
	if out.status != http.StatusServiceUnavailable || out.header.Get("Retry-After") == "" {
		t.Errorf("status %d, Retry-After %q", out.status, out.header.Get("Retry-After"))
	}
}

// A body counts how much of it is read.
type body struct{ left, read int }

func (b *body) Read(p []byte) (int, error) {
	n := min(len(p), b.left)
	b.left, b.read = b.left-n, b.read+n
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// A recorder keeps the first status.
type recorder struct {
	header http.Header
	status int
}

func (r *recorder) Header() http.Header { return r.header }
func (r *recorder) WriteHeader(s int)   { r.status = s }
func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return len(b), nil
}

// never is a handler that must not be asked.
type never struct{ t *testing.T }

func (n never) Handle(context.Context, bot.Update) error {
	n.t.Error("an update is taken")
	return nil
}
func (n never) Deliver(context.Context, store.Address) error { return nil }
func (n never) SetAside(context.Context, store.Aside) error {
	n.t.Error("an update is set aside")
	return nil
}

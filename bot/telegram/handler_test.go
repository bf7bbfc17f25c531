package telegram_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"pledgebot/bot"
	"pledgebot/bot/telegram"
	"pledgebot/store"
)

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

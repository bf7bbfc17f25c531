package telegram_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/store"
)

// TestStoreAwayAcknowledgesNothing: while the database is away a text stays
// with Telegram, a press gets a toast that says so, and once the database is
// back all is as if nothing had been.
func TestStoreAwayAcknowledgesNothing(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "es")
		ana.does("/start", "*draft", "*continue")
		w.pledges.goAway(true)
		ana.Says("Riobamba")
		w.clock.Pass(time.Second)
		b, shown := ana.button("back")
		ana.PressesOn(shown.ID, b.Data)
		want := product.Texts.Text("es", call.Say("telegram.again"))
		w.pass(10*time.Second, func() bool { return len(ana.Toasts()) > 0 })
		if got := ana.Toasts()[0]; got.Text != want {
			t.Errorf("the toast says %q", got.Text)
		}
		if n := w.srv.Pending(); n == 0 {
			t.Error("the text was acknowledged, and is nowhere")
		}
		w.pledges.goAway(false)
		w.pass(3*time.Minute, func() bool { return w.quiet() && len(ana.mine()) > 0 })
		if got := ana.answer("place_name"); got != "Riobamba" {
			t.Errorf("kept is %q", got)
		}
	})
}

// TestOneChatThatWaitsHoldsUpNobody: the dialog of one person cannot be
// reached; others go on, and afterwards theirs is taken in order.
func TestOneChatThatWaitsHoldsUpNobody(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		stuck, free := w.person(7, "en"), w.person(8, "en")
		stuck.does("/start", "*draft", "*continue")
		w.dialogs.goAway(func(a store.Address) bool { return a == stuck.address() })
		stuck.Says("Lima")
		free.Says("/start")
		w.pass(time.Minute, func() bool { return free.Last().Text != "" })
		free.presses("draft")
		w.pass(time.Minute, func() bool { return strings.Contains(free.Last().Text, "Privacy") || len(free.Screen()) > 2 })
		w.dialogs.goAway(nil)
		w.pass(3*time.Minute, w.quiet)
		if got := stuck.answer("place_name"); got != "Lima" {
			t.Errorf("kept is %q", got)
		}
	})
}

func TestWebhookTakesOnlyWhatTelegramSends(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: webhook})
	good := []byte(`{"update_id":1}`)
	for name, c := range map[string]struct {
		method, secret string
		body           []byte
		want           int
	}{
		"what it sends":   {http.MethodPost, secret, good, http.StatusOK},
		"no secret":       {http.MethodPost, "", good, http.StatusUnauthorized},
		"a wrong secret":  {http.MethodPost, secret + "x", good, http.StatusUnauthorized},
		"a visit":         {http.MethodGet, secret, nil, http.StatusMethodNotAllowed},
		"too long a body": {http.MethodPost, secret, bytes.Repeat([]byte(" "), 1<<20+1), http.StatusRequestEntityTooLarge},
	} {
		r, err := http.NewRequestWithContext(t.Context(), c.method, w.hook.URL, bytes.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", c.secret)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close() // only its status is of interest
		if answer.StatusCode != c.want {
			t.Errorf("%s: %d, want %d", name, answer.StatusCode, c.want)
		}
	}
	w.pledges.goAway(true)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.hook.URL, strings.NewReader(
		`{"update_id":2,"message":{"message_id":1,"from":{"id":7},"chat":{"id":7,"type":"private"},"text":"hello"}}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close() // only its head is of interest
	if answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" {
		t.Errorf("with a database away: %d, Retry-After %q", answer.StatusCode, answer.Header.Get("Retry-After"))
	}
}

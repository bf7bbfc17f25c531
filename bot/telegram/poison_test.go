package telegram_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/telegram"
	"pledgebot/conversation"
)

// poisoned panics at, or refuses, what says so.
type poisoned struct{ telegram.Handler }

func (p poisoned) Handle(ctx context.Context, u bot.Update) error {
	if said, ok := u.Event.(conversation.Said); ok {
		switch said.Text {
		case "a panic":
			panic("canary_PANIC " + said.Text)
		case "an error":
			return errTest
		}
	}
	return p.Handler.Handle(ctx, u)
}

// TestAPoisonedUpdateHoldsUpNobody: the head updates of a hundred chats cannot
// be read, break the handler down or are refused for ever. Others are served as
// always; all hundred are set aside within two minutes, their chats go on, and
// what was set aside can be replayed.
func TestAPoisonedUpdateHoldsUpNobody(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m, handler: func(h telegram.Handler) telegram.Handler { return poisoned{h} }})
		const many = 100
		var all []*person
		for i := range many {
			p := w.person(int64(1000+i), "es")
			switch i % 3 {
			case 0:
				id := itoa(1000 + i)
				w.srv.Raw(`{"message":{"message_id":"nine","from":{"id":` + id + `,"language_code":"es"},"chat":{"id":` + id + `,"type":"private"},"text":"canary_TEXT"}}`)
			case 1:
				p.Says("a panic")
			default:
				p.Says("an error")
			}
			p.Says("/start")
			all = append(all, p)
		}
		bob := w.person(7, "en")
		bob.Says("/start")
		// A poll brings a hundred updates, from the first that is not confirmed.
		most := map[mode]time.Duration{webhook: 3 * time.Second, polling: 10 * time.Second}[m]
		if took := w.pass(time.Minute, func() bool { return len(bob.Screen()) == 2 }); took > most {
			t.Errorf("another person is served after %v", took)
		}
		took := w.pass(5*time.Minute, func() bool { return len(w.asides.kept()) == many && w.quiet() })
		if took > 2*time.Minute {
			t.Errorf("all are set aside after %v", took)
		}
		for _, p := range all {
			w.await("the person is told", func() bool {
				return strings.Contains(fmt.Sprint(p.shown(0)), p.text("telegram.aside"))
			})
			if b, _ := p.button("draft"); b.Data == "" {
				t.Errorf("%d does not go on: %v", p.id, p.Screen())
			}
		}
		if strings.Contains(w.log.String(), "canary_") {
			t.Error("a person's words are in the log")
		}
		w.replays(t)
	})
}

// replays brings what was set aside to a release that can take it.
func (w *world) replays(t *testing.T) {
	t.Helper()
	fixed := w.tg.Webhook(w.bot)
	for _, a := range w.asides.kept() {
		if a.Platform != "tg" || a.User == "" || a.Key == "" || strings.Contains(a.Why, "canary_") {
			t.Errorf("set aside as %+v", a)
		}
		raw := strings.Replace(string(a.Raw), `"nine"`, "9", 1)
		if !json.Valid([]byte(raw)) {
			t.Errorf("set aside: %s", raw)
		}
		r, _ := http.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(raw))
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		out := &recorder{header: http.Header{}}
		if fixed.ServeHTTP(out, r); out.status != http.StatusOK {
			t.Fatalf("replayed: status %d", out.status)
		}
		if err := w.asides.TakeOut(t.Context(), a.Key); err != nil {
			t.Error(err)
		}
	}
	if n := len(w.asides.kept()); n != 0 {
		t.Errorf("%d are set aside again", n)
	}
	w.settle()
}

// TestABatchWithOneBadUpdate: the others of it are taken, and it is confirmed.
func TestABatchWithOneBadUpdate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	w.end()
	ana, bob := w.person(7, "en"), w.person(8, "en")
	ana.Says("/start")
	w.srv.Raw(`{"message":[]}`)
	w.srv.Raw(`{"edited_message":{"chat":3}}`)
	w.srv.Raw(`{"callback_query":{"id":"5","from":{"id":8},"data":7}}`)
	w.srv.Raw(`{"something_new":{}}`)
	bob.Says("/start")
	w.begin()
	w.settle()
	if n := len(w.asides.kept()); n != 3 || len(ana.Screen()) != 2 {
		t.Errorf("%d set aside, ana reads %v", n, ana.Screen())
	}
	if b, _ := bob.button("draft"); b.Data == "" {
		t.Error("bob is not served")
	}
}

// TestAnAsideThatCannotBeKeptIsNotAcknowledged.
func TestAnAsideThatCannotBeKept(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		w.asides.goAway(true)
		w.srv.Raw(`{"message":[]}`)
		w.pass(10*time.Second, func() bool { return strings.Contains(w.log.String(), "set aside") })
		w.clock.Pass(time.Minute)
		w.pass(5*time.Second, func() bool { return true })
		if w.srv.Pending() != 1 {
			t.Error("it is acknowledged and lost")
		}
		w.asides.goAway(false)
		w.pass(5*time.Minute, w.quiet)
		if len(w.asides.kept()) != 1 {
			t.Error("it is lost")
		}
	})
}

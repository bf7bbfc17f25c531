package telegram_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/telegram"
	"pledgebot/conversation"
)

// A fragile handler breaks down at one text.
type fragile struct{ telegram.Handler }

const poison = "canaryTEXT that breaks the handler"

func (f fragile) Handle(ctx context.Context, u bot.Update) error {
	if said, ok := u.Event.(conversation.Said); ok && said.Text == poison {
		panic(said.Text)
	}
	return f.Handler.Handle(ctx, u)
}

// TestPoisonBlocksNobody: the head of a hundred chats cannot be decoded, or
// breaks the handler. All are set aside within two minutes, those behind them
// are taken, others notice nothing, and what was set aside is there as it came.
func TestPoisonBlocksNobody(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m, handler: func(h telegram.Handler) telegram.Handler { return fragile{h} }})
		healthy := w.person(1, "en")
		healthy.does("/start")
		const many = 100
		var people []*person
		const asked = 8 // of them
		for i := range many {
			p := w.person(int64(100+i), "fr")
			people = append(people, p)
			if i < asked {
				p.does(naming...)
				continue
			}
			p.Says("/start")
		}
		w.pass(time.Minute, w.quiet)
		for i, p := range people {
			if i%2 == 0 {
				p.Says(poison)
				continue
			}
			w.srv.Raw(fmt.Sprintf(`{"message":{"message_id":"none","from":{"id":%d,"language_code":"fr"},"chat":{"id":%d,"type":"private"},"text":"canaryTEXT"}}`, p.id, p.id))
		}
		healthy.Says("/start")
		w.pass(2*time.Minute, func() bool { return len(w.asides.kept()) == many && w.quiet() })
		if n := len(healthy.Screen()); n < 4 {
			t.Errorf("the healthy chat has %d messages", n)
		}
		raw := 0
		for _, a := range w.asides.kept() {
			if strings.Contains(string(a.Raw), "canaryTEXT") && a.User != "" && !strings.Contains(a.Why, "canary") {
				raw++
			}
		}
		if raw != many {
			t.Errorf("%d of %d can be replayed", raw, many)
		}
		for _, p := range people[:4] {
			p.does("/start") // they go on
		}
		for _, a := range w.asides.kept() {
			decodes := strings.Contains(string(a.Raw), poison)
			if err := w.tg.Replay(t.Context(), w.bot, a.Raw); (err == nil) != decodes {
				t.Errorf("replayed after a fix: %v", err)
			}
		}
		w.pass(time.Minute, w.quiet)
		for i := 0; i < asked; i += 2 {
			if i < 4 { // who has gone on since is asked first
				people[i].does("*yes")
			}
			if got := people[i].answer("place_name"); got != poison {
				t.Errorf("replayed, it answers %q", got)
			}
		}
	})
}

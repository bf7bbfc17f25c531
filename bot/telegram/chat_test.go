package telegram_test

import (
	"testing"

	"pledgebot/conversation/call"
)

// TestABlockedBotSendsNothing until the person returns; then news comes, and
// the draft is where it was.
func TestABlockedBotSendsNothing(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(append(append(append(drafting[:len(drafting):len(drafting)], filling...), signing...), sending...)...)
		ana.Blocks()
		w.settle()
		sent := w.srv.Count("sendMessage") + w.srv.Count("editMessageText")
		p := &play{person: ana}
		p.desk("accept")
		w.settle()
		if got := w.srv.Count("sendMessage") + w.srv.Count("editMessageText"); got != sent {
			t.Errorf("%d messages are tried for somebody who is away", got-sent)
		}
		screen := len(ana.Screen())
		ana.Returns()
		w.settle()
		ana.Says("/start")
		w.settle()
		w.clock.Pass(25 * 3600e9)
		if err := w.bot.DeliverDue(t.Context(), "tg"); err != nil {
			t.Fatal(err)
		}
		w.settle()
		news := ana.Screen()[screen:]
		if len(news) != 3 || ana.mine()[0].Submitted == nil {
			t.Fatalf("%d messages after the return: %v", len(news), news)
		}
		if _, ok := buttonOf(ana.Last(), "consent_publish"); !ok {
			t.Errorf("the news ends in %v", ana.Last().Buttons)
		}
	})
}

// TestWhoIsGoneIsLeftAlone, where only the next message finds out.
func TestWhoIsGoneIsLeftAlone(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(append(append(append(drafting[:len(drafting):len(drafting)], filling...), signing...), sending...)...)
		ana.Deactivates()
		p := &play{person: ana}
		p.desk("accept")
		w.settle()
		sent := w.srv.Count("sendMessage")
		for range 3 {
			w.clock.Pass(25 * 3600e9)
			if err := w.bot.DeliverDue(t.Context(), "tg"); err != nil {
				t.Fatal(err)
			}
			if err := w.bot.Sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if got := w.srv.Count("sendMessage"); got != sent {
			t.Errorf("%d more messages are tried", got-sent)
		}
		if ana.mine()[0].Submitted == nil {
			t.Error("the pledge is gone too")
		}
	})
}

// TestLinksAndCommands: /start, a link with a language, a command that names
// the bot.
func TestLinksAndCommands(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		phone, typed string
		want         call.Lang // of the greeting; "" where the language is asked
	}{
		{"es", "/start", "es"},
		{"fr-CA", "/start", "fr"},
		{"en", "/start es", "es"},
		{"de", "/start fr", "fr"},
		{"", "/start", ""},
		{"de", "/start", ""},
		{"fr", "/start@test_bot", "fr"},
		{"en", "/START@test_bot es", "es"},
		{"en", "/start zz", "en"},
	} {
		t.Run(tt.phone+tt.typed, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{mode: polling})
			ana := w.person(7, call.Lang(tt.phone))
			ana.does(tt.typed)
			ana.lang = tt.want
			want := ana.text("menu.ask")
			if tt.want == "" {
				want = product.Texts.Text("en", call.Say("hello.language"))
			}
			if got := ana.Last().Text; len(got) < len(want) || got[len(got)-len(want):] != want {
				t.Errorf("it says %q, want %q", got, want)
			}
		})
	}
}

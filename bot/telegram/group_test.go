package telegram_test

import (
	"testing"

	"pledgebot/bot/telegram/telegramtest"
)

// said are the bot's messages in a group.
func said(g *telegramtest.Group) []string {
	var out []string
	for _, m := range g.Screen() {
		if !m.Own {
			out = append(out, m.Text)
		}
	}
	return out
}

// TestAGroupIsToldOnce, in the language of who brings the bot in, and never
// again: not at commands, not after a restart, not when it moves.
func TestAGroupIsToldOnce(t *testing.T) {
	t.Parallel()
	for i, lang := range product.Texts.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{mode: modes[i%2]})
			ana := w.person(7, lang)
			g := w.srv.Group(-100, "Mayor's office")
			g.Joins(ana.Person)
			w.settle()
			if got := said(g); len(got) != 1 || got[0] != ana.text("group.hello") {
				t.Fatalf("it says %q", got)
			}
			ana.In(g).Says("/start@test_bot")
			ana.In(g).Says("/pledge")
			ana.In(g).Says("@test_bot our city is Riobamba")
			w.settle()
			w.end()
			w.dialogs.wipe(ana.address())
			w.begin()
			ana.In(g).Says("/help")
			super, _ := g.Migrates(-1001, ana.Person)
			ana.In(super).Says("/start")
			w.settle()
			ana.In(super).Says("/help@test_bot")
			w.settle()
			if got := append(said(g), said(super)...); len(got) != 1 {
				t.Errorf("it says %q", got)
			}
			if len(ana.mine()) != 0 {
				t.Error("something said in a group is kept")
			}
		})
	}
}

// TestACommandInAGroupIsAnsweredOnce where the bot was brought in unseen.
func TestACommandInAGroupIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "fr")
		for _, text := range []string{"Riobamba", "/start", "/start@test_bot es", "/menu"} {
			w.srv.Raw(`{"message":{"message_id":` + itoa(len(text)) + `,"from":{"id":7,"language_code":"fr"},` +
				`"chat":{"id":-5,"type":"supergroup"},"text":"` + text + `"}}`)
		}
		w.await("the group is answered", func() bool { return w.srv.Count("sendMessage") == 1 && w.srv.Pending() == 0 })
		for _, c := range w.srv.Calls() {
			if c.Method == "sendMessage" && c.Params["text"] != ana.text("group.hello") {
				t.Errorf("it says %q", c.Params["text"])
			}
		}
	})
}

// TestAPressInAGroupDoesNothing and is answered.
func TestAPressInAGroupDoesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana, other := w.person(7, "en"), w.person(8, "en")
	other.does("/start")
	g := w.srv.Group(-100, "Mayor's office")
	g.Joins(ana.Person)
	w.settle()
	data := other.Last().Buttons[0][0].Data
	other.In(g).PressesOn(2, data)
	w.settle()
	if len(said(g)) != 1 || len(other.Screen()) != 2 {
		t.Error("it does something")
	}
}

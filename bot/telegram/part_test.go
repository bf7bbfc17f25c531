package telegram_test

import (
	"context"
	"strings"
	"testing"

	"pledgebot/bot"
	"pledgebot/bot/telegram/telegramtest"
)

// message is a text alone.
func message(text string) bot.Message { return bot.Message{Lang: "en", Text: text} }

// sends sends a message as the Bot does and gives what the person sees of it.
func (p *person) sends(t interface{ Fatal(args ...any) }, m bot.Message) []telegramtest.Shown {
	top := p.top()
	if _, err := p.w.tg.Send(context.Background(), p.address(), m); err != nil {
		t.Fatal(err)
	}
	return p.shown(top)
}

// TestTextsArePartedBetweenParagraphs where they are, else between lines, else
// between words.
func TestTextsArePartedBetweenParagraphs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	for name, tt := range map[string]struct{ text, first string }{
		"paragraphs": {strings.Repeat("a", 3000) + "\n\n" + strings.Repeat("b", 2000), strings.Repeat("a", 3000)},
		"lines":      {strings.Repeat("a", 3000) + "\n" + strings.Repeat("b b ", 500), strings.Repeat("a", 3000)},
		"words":      {strings.Repeat("a", 4000) + " " + strings.Repeat("b", 300), strings.Repeat("a", 4000)},
	} {
		if got := ana.sends(t, message(tt.text)); len(got) != 2 || got[0].Text != tt.first {
			t.Errorf("%s: %d messages, the first has %d letters", name, len(got), len(got[0].Text))
		}
	}
}

// TestAnEndlessClusterIsStillShown: one grapheme longer than a message.
func TestAnEndlessClusterIsStillShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	text := "a" + strings.Repeat("\u0301", 9000)
	got := ""
	for _, m := range ana.sends(t, message(text)) {
		got += m.Text
	}
	if got != text || len(w.noticed()) > 0 {
		t.Errorf("%d of %d bytes are shown", len(got), len(text))
	}
}

// TestTheButtonsAreUnderTheLastMessage, and its mark is the one that is kept.
func TestTheButtonsAreUnderTheLastMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	m := message(strings.Repeat("A paragraph of some length.\n\n", 300))
	m.Prompt, m.Options = "ABCDEFGH.menu.1", []bot.Button{{ID: "yes", Label: "Yes"}}
	top := ana.top()
	mark, err := w.tg.Send(t.Context(), ana.address(), m)
	if err != nil {
		t.Fatal(err)
	}
	all := ana.shown(top)
	for i, s := range all {
		if last := i == len(all)-1; (len(s.Buttons) > 0) != last || last && int64(mark) != s.ID {
			t.Errorf("message %d of %d has %v; the mark is %d", i+1, len(all), s.Buttons, mark)
		}
	}
}

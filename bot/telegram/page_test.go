package telegram_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"pledgebot/bot"
	"pledgebot/bot/telegram"
	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/store"
)

// message is a text alone.
func message(text string) bot.Message { return bot.Message{Lang: "en", Text: text} }

// nobody is away.
func nobody(store.Address) bool { return true }

// sends sends a message as the Bot does and gives what the person sees of it.
func (p *person) sends(t interface{ Fatal(args ...any) }, m bot.Message) []telegramtest.Shown {
	top := p.top()
	if _, err := p.w.tg.Send(p.w.t.Context(), p.address(), m); err != nil {
		t.Fatal(err)
	}
	return p.shown(top)
}

// pieces are what texts are made of here: words, clusters of several runes and
// what is escaped.
var pieces = []string{
	"a", "word ", "é", "e\u0301", "👨‍👩‍👧‍👦", "👍🏽", "🇪🇨", "مرحبا ", "العربية", "क्षि", "한국어 ", "x\u0323\u0302", "\n", "\n\n", " ",
	"<b>", "&amp;", "&", "</i>", "\"", "'", "z\u0335\u0321\u0322", strings.Repeat("y", 700), strings.Repeat("long words ", 300),
	strings.Repeat("👨‍👩‍👧‍👦", 90), strings.Repeat("e\u0301", 900), strings.Repeat("line\n", 400),
}

var texts = rapid.Custom(func(t *rapid.T) string {
	return "t" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "pieces"), "") + "t"
})

// graphemes are the clusters of a text that are seen, without what parts words.
func graphemes(s string) []string {
	var out []string
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if strings.TrimSpace(g.Str()) != "" {
			out = append(out, g.Str())
		}
	}
	return out
}

// TestLongTextsAreParted: no message is over the limit, together they give the
// text back, and no cluster is broken.
func TestLongTextsAreParted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		var got []string
		for _, m := range ana.sends(t, message(text)) {
			if n := len(utf16.Encode([]rune(m.Text))); n > 4096 {
				t.Fatalf("a message has %d units", n)
			}
			got = append(got, graphemes(m.Text)...)
		}
		want := graphemes(bot.Clean(text))
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	})
	if n := w.noticed(); len(n) > 0 {
		t.Errorf("Telegram found a message malformed: %v", n)
	}
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

var _ telegram.Words = product.texts

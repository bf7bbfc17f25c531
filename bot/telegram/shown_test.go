package telegram_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"pledgebot/bot"
)

// inked holds for what leaves something to see.
func inked(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) &&
		!unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) && !strings.ContainsRune("\u2800\ufffc", r)
}

// visibleText is a text without what nobody sees: white space, and the marks
// that Telegram's servers take out.
func visibleText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2000 && r <= 0x202f, r >= 0x2060 && r <= 0x206f, r == 0x0333, r == 0x033f, r == 0x030a:
			return -1
		case strings.ContainsRune(" \n\u00a0\u1680\u180e\u205f\u2800\u3000\ufeff\ufffc", r):
			return -1
		}
		return r
	}, s)
}

// shows has a text shown as a paragraph, as a page to copy, as an option and
// below one, and compares.
func (p *person) shows(t interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}, typed string,
) {
	t.Helper()
	m := bot.Message{
		Lang: "en", Text: "You wrote:\n\n" + typed + "\n\nTake it?", Prompt: "ABCDEFGH.menu.1",
		Options: []bot.Button{{ID: "1", Label: typed, Detail: typed}, {ID: "2", Label: "No"}},
	}
	for _, paper := range []string{"", typed} {
		m.Paper = paper
		calls := len(p.w.srv.Calls())
		var got strings.Builder
		for _, s := range p.sends(t, m) {
			got.WriteString(s.Text)
		}
		label := bot.OneLine(typed)
		if !strings.ContainsFunc(label, inked) {
			label = "…"
		}
		want := bot.Clean(paper) + bot.Clean(m.Text) + "1." + label + bot.Clean(typed) + "2.No"
		if g, w := visibleText(got.String()), visibleText(want); g != w {
			t.Fatalf("%q is shown as\n%q\nwant\n%q", typed, g, w)
		}
		for _, c := range p.w.srv.Calls()[calls:] {
			if c.Refused != "" {
				t.Fatalf("%q: %s is refused: %s", typed, c.Method, c.Refused)
			}
		}
	}
}

// FuzzShown: whatever somebody typed, Telegram takes it back, and it is shown as
// it was typed, but for what no screen may obey.
func FuzzShown(f *testing.F) {
	w := newWorld(f, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	for _, s := range []string{"", "a < b & c", "&lt;b&gt;", "<b>", "\u2800", strings.Repeat("\u2800", 5000), "\u202e", "👩‍👩‍👧‍👦", "\xff", strings.Repeat("<&>", 4000), "عَمّان"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) { ana.shows(t, typed) })
}

// typing draws texts of awkward pieces, some of them long.
func typing() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.SampledFrom(awkward), rapid.String(), rapid.SampledFrom([]string{
		"\n\n", "\r\n", "&amp;", "</b>", "<a href='", strings.Repeat("\u2800", 4200), strings.Repeat("x", 4100), strings.Repeat("la ciudad ", 300), strings.Repeat("\n", 50),
	}))
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
	})
}

// TestShownAsTyped is FuzzShown's property on awkward texts.
func TestShownAsTyped(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	rapid.Check(t, func(t *rapid.T) { ana.shows(t, typing().Draw(t, "typed")) })
	if got := w.noticed(); len(got) > 0 {
		t.Errorf("an operator is told %v", got)
	}
}

// TestWhateverIsTypedIsAnswered: through the whole conversation, in every
// language, with all that the answer has to say on the screen.
func TestWhateverIsTypedIsAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	id := int64(1000)
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom(product.Texts.Langs()).Draw(t, "lang")
		id++
		w.people = nil
		p := w.person(id, lang)
		p.does(join(naming, rapid.SampledFrom([][]string{nil, {"Riobamba"}, {"Riobamba", "Ecuador"}}).Draw(t, "at")...)...)
		for range rapid.IntRange(1, 3).Draw(t, "texts") {
			top, turns := p.top(), len(w.dialogs.of(p.address()))
			pieces := p.Pastes("x" + typing().Draw(t, "typed"))
			w.settle()
			var want, got strings.Builder
			for _, turn := range w.dialogs.of(p.address())[turns:] {
				for _, o := range turn.owed {
					want.WriteString(looks(p.lang, o.Reply))
				}
			}
			for _, m := range p.shown(top) {
				got.WriteString(m.Text)
			}
			if len(w.dialogs.of(p.address())) != turns+len(pieces) || visibleText(got.String()) != visibleText(want.String()) {
				t.Fatalf("shown is\n%q\nwant\n%q", got.String(), want.String())
			}
		}
		if got := w.noticed(); len(got) > 0 {
			t.Fatalf("an operator is told %v", got)
		}
	})
}

package terminal

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"pledgebot/bot"
)

func TestWrap(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"nothing":            {"", []string{""}},
		"a line that fits":   {"one two", []string{"one two"}},
		"exactly ten":        {"one two xx yy", []string{"one two xx", "yy"}},
		"breaks are kept":    {"one\n\ntwo", []string{"one", "", "two"}},
		"spaces in a row":    {"one  two          xx", []string{"one  two", "xx"}},
		"no-break spaces":    {"combien\u202f? USD\u00a060\u202f000 ou", []string{"combien\u202f?", "USD\u00a060\u202f000", "ou"}},
		"a long word":        {"a bbbbbbbbbbbbbbbbbbbbbbb c", []string{"a", "bbbbbbbbbb", "bbbbbbbbbb", "bbb c"}},
		"a code stays whole": {"code ABC-DEFG", []string{"code", "ABC-DEFG"}},
		"a long address":     {"see https://example.org/a/b", []string{"see", "https://", "example.or", "g/a/b"}},
		"wide characters":    {"日本語の文章です。", []string{"日本語の文", "章です。"}},
		"combining marks":    {"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", []string{strings.Repeat("e\u0301", 10), "e\u0301"}},
		"a family":           {"xxxxxxxxx👨‍👩‍👧‍👦", []string{"xxxxxxxxx", "👨‍👩‍👧‍👦"}},
		"flags":              {"🇵🇪🇨🇴🇪🇨🇧🇴🇨🇱🇦🇷", []string{"🇵🇪🇨🇴🇪🇨🇧🇴🇨🇱", "🇦🇷"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := wrap(c.text, 10); !slices.Equal(got, c.want) {
				t.Errorf("wrapped as %q, want %q", got, c.want)
			}
		})
	}
}

func TestParagraphsIndentLists(t *testing.T) {
	t.Parallel()
	got := strings.Join(paragraphs("Open:\n1. how many homes\n- for whom it is\n  and more words\n2028 is no item", 12), "\n")
	want := "Open:\n1. how many\n   homes\n- for whom\n  it is\n  and more\n  words\n2028 is no\nitem"
	if got != want {
		t.Errorf("wrapped as\n%s\nwant\n%s", got, want)
	}
}

// awkward draws text made of what is hard about text.
func awkward() *rapid.Generator[string] {
	bits := []string{
		" ", " ", "  ", "\n", "\u00a0", "\u202f", "\u200b", "\u2060", "\u3000", "\u2009", "-", "/", "—", "«", "»", "?", ".", "…",
		"a", "pledge", "é", "e\u0301", "日本", "한국", "👨‍👩‍👧‍👦", "🇵🇪", "🇵", "\u200d", "\ufe0f", "❤️", "⸻", "⸺", "ﷺ", "क्षि", "สวัสดี", "שלום", "مرحبا",
		"\u0301", "\u00ad", "https://example.org/a-b?c=d", strings.Repeat("x", 30), "1. ", "- ", "\u2068", "\u2069", "\u202e", "\x1b[31m", "\u009b2J", "\t", "\r\n", "\r", "\x00", "\xff", "\xc2",
	}
	return rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(bits), rapid.String()), 0, 40).Draw(t, "words")
		return strings.Join(words, "")
	})
}

func graphemes(s string) []string {
	var out []string
	for state := -1; len(s) > 0; {
		var c string
		c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		out = append(out, c)
	}
	return out
}

// visible is text without anything that a break may swallow.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' {
			return -1
		}
		return r
	}, s)
}

func TestWrapKeepsItsPromises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := bot.Clean(awkward().Draw(t, "text"))
		width := rapid.IntRange(1, 40).Draw(t, "width")
		lines := wrap(text, width)
		for _, l := range lines {
			if w := uniseg.StringWidth(l); w > width && len(graphemes(l)) > 1 {
				t.Fatalf("%q is %d wide, in %d", l, w, width)
			}
		}
		if got, want := visible(strings.Join(lines, "")), visible(text); got != want {
			t.Fatalf("%q became %q", want, got)
		}
		if len(lines) < 1+strings.Count(text, "\n") {
			t.Fatalf("%q lost a line break: %q", text, lines)
		}
		var pieces []string
		for _, l := range lines {
			pieces = append(pieces, graphemes(l)...)
		}
		keep := func(cs []string) []string {
			return slices.DeleteFunc(cs, func(c string) bool { return c == "\n" || blank(c) })
		}
		if got, want := keep(pieces), keep(graphemes(text)); !slices.Equal(got, want) {
			t.Fatalf("a character was split: %q, want %q", got, want)
		}
	})
}

func TestParagraphsKeepTheirWidth(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := bot.Clean(awkward().Draw(t, "text"))
		width := rapid.IntRange(8, 40).Draw(t, "width")
		for _, l := range paragraphs(text, width) {
			if w := uniseg.StringWidth(l); w > width {
				t.Fatalf("%q is %d wide, in %d", l, w, width)
			}
		}
	})
}

func BenchmarkWrap(b *testing.B) {
	text := strings.Repeat("L'Appel à l'action locale invite les villes à prendre un engagement\u202f: « agir » dans un ou plusieurs domaines. ", 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		wrap(text, 80)
	}
}

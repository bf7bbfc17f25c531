package terminal

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pledgebot/bot"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"plain":                  {"¿Cuántas?\nUn número", "¿Cuántas?\nUn número"},
		"an escape sequence":     {"\x1b[2J\x07hello\b", "[2Jhello"},
		"C1 as a rune":           {"a\u009b31mb", "a31mb"},
		"C1 as a byte":           {"a\x9b31mb", "a\uFFFD31mb"},
		"line ends":              {"a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"},
		"a tab":                  {"a\tb", "a b"},
		"an override":            {"Budget approved\u202edetcejer ton\u202c", "Budget approveddetcejer ton"},
		"an isolate for nothing": {"by \u2068Lima\u2069", "by Lima"},
		"an isolate for Arabic":  {"by \u2068عَمّان\u2069.", "by \u2068عَمّان\u2069."},
		"isolates within":        {"\u2068a \u2068שלום\u2069 \u2068b\u2069\u2069", "\u2068a \u2068שלום\u2069 b\u2069"},
		"half an isolate":        {"\u2069\u2068שלום", "שלום"},
		"over a line":            {"\u2068שלום\nb\u2069", "שלום\nb"},
		"other isolates":         {"\u2066a\u2069\u2067b\u2069", "ab"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := bot.Clean(c.text); got != c.want {
				t.Errorf("it is %q, want %q", got, c.want)
			}
		})
	}
}

// forbidden finds what must never reach a terminal.
func forbidden(s string, allowed ...string) bool {
	for _, a := range allowed {
		s = strings.ReplaceAll(s, a, "")
	}
	return !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool {
		return r != '\n' && r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r == 0x2066 || r == 0x2067
	})
}

func TestCleanLetsNothingThrough(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := awkward().Draw(t, "text")
		got := bot.Clean(text)
		if forbidden(got) {
			t.Fatalf("%q became %q", text, got)
		}
		if again := bot.Clean(got); again != got {
			t.Fatalf("%q became %q, and then %q", text, got, again)
		}
		if strings.Count(got, "\u2068") != strings.Count(got, "\u2069") {
			t.Fatalf("%q became %q: isolates are not in pairs", text, got)
		}
	})
}

func TestNothingShownIsObeyed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) string { return awkward().Draw(t, name) }
		m := bot.Message{
			Prompt: "p", Text: draw("text"), Paper: draw("paper"), Multi: rapid.Bool().Draw(t, "multi"),
			Options: []bot.Button{
				{ID: "a", Label: draw("label"), Detail: draw("detail"), Group: draw("group")},
				{ID: "b", Label: draw("small"), Minor: true},
			},
		}
		p := person{color: true, width: pageWidth(nil, 40)}
		if got := p.message(m); forbidden(got, bold, dim, none) {
			t.Fatalf("a person is shown %q", got)
		}
		if got := (&program{}).message(m); forbidden(got) {
			t.Fatalf("a program is shown %q", got)
		}
	})
}

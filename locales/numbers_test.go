package locales

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// Wording §5.2. A tilde stands for a narrow no-break space.
func TestNumbers(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct{ n, en, es, fr string }{
		{"0", "0", "0", "0"},
		{"40", "40", "40", "40"},
		{"999", "999", "999", "999"},
		{"1500", "1,500", "1500", "1~500"},
		{"15364", "15,364", "15~364", "15~364"},
		{"1250000", "1,250,000", "1~250~000", "1~250~000"},
		{"12.50", "12.50", "12,50", "12,50"},
		{"15364.5", "15,364.5", "15~364,5", "15~364,5"},
		{"-15364", "-15,364", "-15~364", "-15~364"},
		{"1e9", "1e9", "1e9", "1e9"},
		{"", "", "", ""},
	} {
		for lang, want := range map[call.Lang]string{"en": tt.en, "es": tt.es, "fr": tt.fr} {
			got := c.show(c.locale(lang), call.Arg{As: call.AsNumber, Value: tt.n})
			if want = strings.ReplaceAll(want, "~", "\u202F"); got != want {
				t.Errorf("%s, %s: %q, want %q", lang, tt.n, got, want)
			}
		}
	}
}

func TestMoney(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct{ lang, sum, want string }{
		{"en", "USD 60000", "USD\u00A060,000"},
		{"es", "USD 60000", "60\u202F000\u00A0USD"},
		{"fr", "USD 60000", "60\u202F000\u00A0USD"},
		{"es", "EUR 12.50", "12,50\u00A0EUR"},
		{"es", "EUR 1500", "1500\u00A0EUR"},
		{"en", "a lot", "a\u00A0lot"},
		{"en", "nothing", "nothing"},
	} {
		if got := c.locale(call.Lang(tt.lang)).numbers.sum(tt.sum); got != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.lang, tt.sum, got, tt.want)
		}
	}
}

func TestReadNamesOfNumbers(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct {
		lang        call.Lang
		typed, want string
	}{
		{"en", "Twelve.", "12"},
		{"en", "a dozen", "12"},
		{"en", "a hundred", "100"},
		{"es", "once", "11"},
		{"es", "mil", "1000"},
		{"es", "dieciséis", "16"},
		{"es", "UNA DOCENA", "12"},
		{"fr", "dix-sept", "17"},
		{"fr", "quatre vingts", "80"},
		{"fr", "cent", "100"},
		{"en", "once", "once"},
		{"en", "40", "40"},
		{"en", "two or three", "two or three"},
	} {
		if got := c.Read(tt.lang, call.Question{Kind: call.Whole}, tt.typed); got.Text != tt.want || got.Doubt {
			t.Errorf("%s, %q: %+v, want %q", tt.lang, tt.typed, got, tt.want)
		}
	}
	if got := c.Read("es", call.Question{Kind: call.Words}, "once"); got.Text != "once" {
		t.Errorf("where no number is wanted: %+v", got)
	}
}

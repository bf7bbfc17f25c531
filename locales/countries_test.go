package locales

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

func TestReadCountries(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct {
		typed, want string
		doubt       bool
	}{
		{"Ecuador", "EC", false},
		{"ECUADOR.", "EC", false},
		{"équateur", "EC", false},
		{"Equateur", "EC", false},
		{"España", "ES", false},
		{"Spain", "ES", false},
		{"Alemania", "DE", false},
		{"USA", "US", false},
		{"u.s.a.", "US", false},
		{"EE. UU.", "US", false},
		{"États-Unis", "US", false},
		{"etats unis", "US", false},
		{"Bolivia", "BO", false},
		{"Ivory Coast", "CI", false},
		{"Costa de Marfil", "CI", false},
		{"cote d'ivoire", "CI", false},
		{"Côte d’Ivoire", "CI", false},
		{"DRC", "CD", false},
		{"RDC", "CD", false},
		{"Congo-Kinshasa", "CD", false},
		{"República Democrática del Congo", "CD", false},
		{"Türkiye", "TR", false},
		{"Turkey", "TR", false},
		{"Eswatini", "SZ", false},
		{"Swaziland", "SZ", false},
		{"Cabo Verde", "CV", false},
		{"Trinidad & Tobago", "TT", false},
		{"Trinidad and Tobago", "TT", false},
		{"Guinea", "GN", false},
		{"Guinea-Bissau", "GW", false},
		{"Niger", "NE", false},
		{"Nigeria", "NG", false},
		{"la France", "FR", false},
		{"le Maroc", "MA", false},
		{"The Gambia", "GM", false},
		{"l'Algérie", "DZ", false},
		{"EC", "EC", false},
		{"ECU", "EC", false},
		{"UK", "GB", false},
		{"Equador", "EC", true},
		{"Columbia", "CO", true},
		{"Phillipines", "PH", true},
		{"Argentian", "AR", true},
		{"cote divoire", "CI", true},
		{"Ecuad", "EC", true},
		{"Quito, Ecuador", "EC", true},
		{"República del Ecuador", "EC", true},
		{"Equatorial Guinea, Africa", "GQ", true},
		{"Ecu\u0430dor", "EC", true},
		{"\u0415cuador", "EC", true},
		{"P\u0435ru", "PE", true},
		{"Congo", "", false},
		{"Corea", "", false},
		{"United", "", false},
		{"Guin", "", false},
		{"Atlantis", "", false},
		{"Quito", "", false},
		{"Spain and Portugal", "", false},
		{"no", "NO", true},
		{"ec", "EC", true},
		{"ecu", "EC", true},
		{"XX", "", false},
		{"SU", "", false},
		{"EU", "", false},
		{"", "", false},
		{"?!", "", false},
		{"Москва", "", false},
		{strings.Repeat("Ecuador ", 50), "", false},
	} {
		for _, lang := range c.Langs() {
			want := call.Meaning{Text: tt.want, Doubt: tt.doubt}
			if want.Text == "" {
				want.Text = tt.typed
			}
			if got := c.Read(lang, call.Question{Kind: call.Country}, tt.typed); !same(got, want) {
				t.Errorf("%s, %q: %+v, want %+v", lang, tt.typed, got, want)
			}
		}
	}
}

func TestCountries(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct {
		lang  call.Lang
		typed string
		want  string
	}{
		{"es", "corea", "KP KR"},
		{"en", "congo", "CD CG"},
		{"en", "guin", "GQ GN GW PG"},
		{"fr", "guin", "GN GQ GW PG"},
		{"es", "guinea e", "GQ GN"},
		{"en", "Columbia", "CO"},
		{"en", "Spain and Portugal", "PT ES"},
		{"en", "x", ""},
		{"en", "Atlantis", ""},
	} {
		got := c.Countries(tt.lang, tt.typed)
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s, %q: %v, want %s", tt.lang, tt.typed, got, tt.want)
		}
	}
	if got := c.Countries("en", "an"); len(got) != 8 {
		t.Errorf("many: %v", got)
	}
}

// Every country has a name in every language, which leads back to it.
func TestEveryCountryIsUnderstood(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, lang := range c.Langs() {
		for _, code := range call.Countries() {
			name := c.country(c.locale(lang), code)
			if got, guess := c.vocabulary.countries.find(name); got != code || guess {
				t.Errorf("%s, %s: %q is %q, guess %v", lang, code, name, got, guess)
			}
		}
	}
	for _, lang := range c.Langs() {
		for _, pair := range c.locales[lang].regions.also {
			if got := c.vocabulary.countries.exact[spoken(pair[1])]; got != pair[0] {
				t.Errorf("%s: %q is claimed by %s and %s", lang, pair[1], got, pair[0])
			}
		}
	}
}

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"abc", "abc", 0},
		{"abc", "abd", 1},
		{"abc", "acb", 1},
		{"abc", "ab", 1},
		{"ab", "abc", 1},
		{"kitten", "sitting", 3},
		{"abcd", "badc", 2},
		{"a", "abcdef", 5},
	} {
		if got := distance(tt.a, tt.b, 4); got != tt.want {
			t.Errorf("distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

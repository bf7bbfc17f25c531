package locales

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// Wording §5.1. A tilde stands for a no-break space.
func TestDatesInWords(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct {
		lang            call.Lang
		iso             string
		plain, by, from string
	}{
		{"en", "2028-06-30", "30~June~2028", "by 30~June~2028", "from 30~June~2028"},
		{"en", "2027-03-01", "1~March~2027", "by 1~March~2027", "from 1~March~2027"},
		{"en", "2028-06", "June~2028", "by the end of June~2028", "from June~2028"},
		{"en", "2028", "2028", "by the end of 2028", "from 2028"},
		{"es", "2028-06-30", "30~de~junio~de~2028", "a más tardar el 30~de~junio~de~2028", "a partir del 30~de~junio~de~2028"},
		{"es", "2027-03-01", "1~de~marzo~de~2027", "a más tardar el 1~de~marzo~de~2027", "a partir del 1~de~marzo~de~2027"},
		{"es", "2028-06", "junio~de~2028", "a más tardar en junio~de~2028", "a partir de junio~de~2028"},
		{"es", "2028", "2028", "a más tardar en 2028", "a partir de 2028"},
		{"fr", "2028-06-30", "30~juin~2028", "d'ici au 30~juin~2028", "à partir du 30~juin~2028"},
		{"fr", "2027-03-01", "1er~mars~2027", "d'ici au 1er~mars~2027", "à partir du 1er~mars~2027"},
		{"fr", "2028-06", "juin~2028", "d'ici à fin juin~2028", "à partir de juin~2028"},
		{"fr", "2027-04", "avril~2027", "d'ici à fin avril~2027", "à partir d'avril~2027"},
		{"fr", "2027-08", "août~2027", "d'ici à fin août~2027", "à partir d'août~2027"},
		{"fr", "2027-10", "octobre~2027", "d'ici à fin octobre~2027", "à partir d'octobre~2027"},
		{"fr", "2027-04-01", "1er~avril~2027", "d'ici au 1er~avril~2027", "à partir du 1er~avril~2027"},
		{"fr", "2028", "2028", "d'ici à fin 2028", "à partir de 2028"},
		{"en", "soon", "soon", "soon", "soon"},
		{"en", "2027-02-29", "2027-02-29", "2027-02-29", "2027-02-29"},
	} {
		for as, want := range map[call.As]string{call.AsDate: tt.plain, call.AsBy: tt.by, call.AsFrom: tt.from} {
			got := c.show(c.locale(tt.lang), call.Arg{As: as, Value: tt.iso})
			if want = strings.ReplaceAll(want, "~", "\u00A0"); got != want {
				t.Errorf("%s, %s as %s: %q, want %q", tt.lang, tt.iso, as, got, want)
			}
		}
	}
}

func TestReadDates(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct {
		typed string
		want  string
		doubt bool
	}{
		{"15 de marzo de 2027", "2027-03-15", false},
		{"le 3 mai 2027", "2027-05-03", false},
		{"March 2027", "2027-03", false},
		{"3 May 2027", "2027-05-03", false},
		{"May 3, 2027", "2027-05-03", false},
		{"May 3rd, 2027", "2027-05-03", false},
		{"the 15th of March 2027", "2027-03-15", false},
		{"1er mars 2027", "2027-03-01", false},
		{"1º de marzo 2027", "2027-03-01", false},
		{"1ro de marzo de 2027", "2027-03-01", false},
		{"1.º de marzo del 2027", "2027-03-01", false},
		{"primero de mayo de 2027", "2027-05-01", false},
		{"the first of May 2027", "2027-05-01", false},
		{"15-mar-2027", "2027-03-15", false},
		{"15 MARS 2027.", "2027-03-15", false},
		{"abr 2027", "2027-04", false},
		{"avr. 2027", "2027-04", false},
		{"Apr 2027", "2027-04", false},
		{"août 2027", "2027-08", false},
		{"aout 2027", "2027-08", false},
		{"ago 2027", "2027-08", false},
		{"sept 2027", "2027-09", false},
		{"set 2027", "2027-09", false},
		{"setiembre de 2027", "2027-09", false},
		{"septembre 2027", "2027-09", false},
		{"dic 2027", "2027-12", false},
		{"dec 2027", "2027-12", false},
		{"févr 2027", "2027-02", false},
		{"juin 2027", "2027-06", false},
		{"juil 2027", "2027-07", false},
		{"jui 2027", "", false},
		{"ju 2027", "", false},
		{"fin 2028", "2028", false},
		{"by the end of June 2028", "2028-06", false},
		{"a más tardar en junio de 2028", "2028-06", false},
		{"d’ici à fin juin 2028", "2028-06", false},
		{"à partir d’avril 2027", "2027-04", false},
		{"31 December 2030 at the latest", "2030-12-31", false},
		{"antes de junio de 2028", "2028-06", true},
		{"avant 2029", "2029", true},
		{"about May 2027", "2027-05", true},
		{"début 2028", "2028", true},
		{"second quarter of 2031", "2031-06", true},
		{"segundo trimestre de 2031", "2031-06", true},
		{"2º trimestre de 2031", "2031-06", true},
		{"deuxième trimestre 2031", "2031-06", true},
		{"Q2 2031", "2031-06", true},
		{"2031 Q4", "2031-12", true},
		{"T3 2031", "2031-09", true},
		{"first half of 2031", "2031-06", true},
		{"second semestre 2031", "2031-12", true},
		{"mid 2031", "2031-06", true},
		{"mi-2031", "2031-06", true},
		{"mid-June 2031", "2031-06", true},
		{"mediados de 2031", "2031-06", true},
		{"29 February 2028", "2028-02-29", false},
		{"29 February 2027", "", false},
		{"31 de abril de 2027", "", false},
		{"0 May 2027", "", false},
		{"32 May 2027", "", false},
		{"2028", "", false},
		{"2028-06-30", "", false},
		{"30/06/2028", "", false},
		{"3 de 5 de 2028", "", false},
		{"15 March", "", false},
		{"March", "", false},
		{"the 15th of 2027", "", false},
		{"March 27", "", false},
		{"May June 2027", "", false},
		{"2027 2028 May", "", false},
		{"in two years", "", false},
		{"end of next year", "", false},
		{"when the budget of 2027 is passed", "", false},
		{"", "", false},
		{"no", "", false},
		{"3rd", "", false},
	} {
		for _, lang := range c.Langs() {
			got := c.Read(lang, call.Question{Kind: call.Date}, tt.typed)
			want := call.Meaning{Text: tt.want, Doubt: tt.doubt}
			if tt.want == "" {
				want.Text = tt.typed
			}
			if got.Text != want.Text || got.Doubt != want.Doubt {
				t.Errorf("%s, %q: %q, doubt %v, want %q, %v", lang, tt.typed, got.Text, got.Doubt, want.Text, want.Doubt)
			}
		}
	}
}

func TestReadDateInsideAGroup(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for typed, want := range map[string]string{
		"Mayor's office, 2 December 2026":                    "Mayor's office, 2026-12-02",
		"Mayor's office, December 2, 2026":                   "Mayor's office, 2026-12-02",
		"Mayor's office on 2 December 2026.":                 "Mayor's office, 2026-12-02",
		"Despacho de la Alcaldía, el 2 de diciembre de 2026": "Despacho de la Alcaldía, 2026-12-02",
		"2 décembre 2026, cabinet du maire":                  "cabinet du maire, 2026-12-02",
		"Mayor's office, 2026-12-02":                         "Mayor's office, 2026-12-02",
		"Mayor's office":                                     "Mayor's office",
		"2 December 2026":                                    "2 December 2026",
		"Council, decision 2026-114":                         "Council, decision 2026-114",
	} {
		if got := c.Read("en", call.Question{Kind: call.Groups}, typed); got.Text != want || got.Doubt {
			t.Errorf("%q: %+v, want %q", typed, got, want)
		}
	}
}

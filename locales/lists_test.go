package locales

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// Wording §5.3. A bar parts the items; a tilde stands for U+202F.
func TestLists(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct{ lang, items, how, want string }{
		{"en", "A", "", "A"},
		{"en", "A|B", "", "A and B"},
		{"en", "A|B|C", "", "A, B and C"},
		{"es", "A|B|C", "", "A, B y C"},
		{"fr", "A|B|C", "", "A, B et C"},
		{"en", "A|B|C", "or", "A, B or C"},
		{"fr", "A|B", "or", "A ou B"},

		{"es", "francés|inglés", "", "francés e inglés"},
		{"es", "Cáritas|Hijas de la Caridad", "", "Cáritas e Hijas de la Caridad"},
		{"es", "agua|hielo", "", "agua y hielo"},
		{"es", "Perú|Yemen", "", "Perú y Yemen"},
		{"es", "Asunción|Ypacaraí", "", "Asunción e Ypacaraí"},
		{"es", "Microsoft|IBM", "", "Microsoft e IBM"},
		{"es", "datos|iones", "", "datos y iones"},
		{"es", "hierbas|hiatos", "", "hierbas y hiatos"},
		{"es", "A|“Íntegra”", "", "A e “Íntegra”"},
		{"es", "A|B|Ibarra", "", "A, B e Ibarra"},
		{"es", "A|Quito", "", "A y Quito"},
		{"en", "French|Italian", "", "French and Italian"},

		{"es", "7|8", "or", "7 u 8"},
		{"es", "10|11", "or", "10 u 11"},
		{"es", "10|11 000", "or", "10 u 11 000"},
		{"es", "10|110", "or", "10 o 110"},
		{"es", "10|1100", "or", "10 o 1100"},
		{"es", "plata|oro", "or", "plata u oro"},
		{"es", "días|horas", "or", "días u horas"},
		{"es", "uno|dos", "or", "uno o dos"},

		{"es", "Ministerio de Trabajo y Empleo|ACNUR", "", "Ministerio de Trabajo y Empleo así como ACNUR"},
		{"en", "Labour and Employment|UNHCR", "", "Labour and Employment as well as UNHCR"},
		{"fr", "Santé et famille|HCR", "", "Santé et famille ainsi que HCR"},
		{"es", "A y B|C|D", "", "A y B; C; y D"},
		{"es", "A y B|C|Ibarra", "", "A y B; C; e Ibarra"},
		{"en", "Cuenca, Ecuador|Quito|Lima", "", "Cuenca, Ecuador; Quito; and Lima"},
		{"fr", "A et B|C|D", "", "A et B~; C~; et D"},
		{"en", "1,500 homes|200 places|3 desks", "", "1,500 homes, 200 places and 3 desks"},
		{"en", "Sandy|Andy|Brandy", "", "Sandy, Andy and Brandy"},
		{"en", "مدينة|B", "", "\u2068مدينة\u2069 and B"},
	} {
		arg := call.Arg{As: call.AsList, Value: tt.how, Values: strings.Split(tt.items, "|")}
		got := c.show(c.locale(call.Lang(tt.lang)), arg)
		if want := strings.ReplaceAll(tt.want, "~", "\u202F"); got != want {
			t.Errorf("%s, %s: %q, want %q", tt.lang, tt.items, got, want)
		}
	}
	if got := c.show(c.locale("en"), call.Arg{As: call.AsList}); got != "—" {
		t.Errorf("no items: %q", got)
	}
}

// What is typed as a list is read by commas, semicolons and lines alone; the
// word before the last item becomes one of these.
func TestReadLists(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct{ lang, typed, want string }{
		{"en", "A, B and C", "A, B, C"},
		{"en", "A, B, and C", "A, B, C"},
		{"en", "A, B", "A, B"},
		{"es", "Cáritas, ACNUR e Ibarra Solidaria", "Cáritas, ACNUR, Ibarra Solidaria"},
		{"es", "A, B y C", "A, B, C"},
		{"fr", "A, B et C", "A, B, C"},
		{"en", "A, B y C", "A, B y C"},
		{"en", "Caritas and the University of Ibarra", "Caritas and the University of Ibarra"},
		{"es", "A y B; C; y D", "A y B; C; D"},
		{"en", "Cuenca, Ecuador; Quito; and Lima", "Cuenca, Ecuador; Quito; Lima"},
		{"en", "A, B (x and y)", "A, B (x and y)"},
		{"en", "A (x, y) and B", "A (x, y) and B"},
		{"en", "A, B (x and y) and C", "A, B (x and y), C"},
		{"en", "A\nB, C and D", "A\nB, C and D"},
		{"en", "1,500 homes and 3 desks", "1,500 homes and 3 desks"},
		{"en", "A, and", "A, and"},
		{"en", ", ,", ", ,"},
		{"en", "Caritas", "Caritas"},
	} {
		if got := c.Read(call.Lang(tt.lang), call.Question{Kind: call.ListOf}, tt.typed); got.Text != tt.want {
			t.Errorf("%s, %q: %q, want %q", tt.lang, tt.typed, got.Text, tt.want)
		}
	}
}

// Wording §2.3: a plural noun without article, a verb without "to".
func TestReadForms(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct{ form, typed, want string }{
		{"plural", "the newly arrived families", "newly arrived families"},
		{"plural", "Some families", "families"},
		{"plural", "Las familias recién llegadas", "familias recién llegadas"},
		{"plural", "unos jóvenes", "jóvenes"},
		{"plural", "Les femmes réfugiées", "femmes réfugiées"},
		{"plural", "des familles", "familles"},
		{"plural", "theatre groups", "theatre groups"},
		{"plural", "the", "the"},
		{"infinitive", "to open a joint help desk", "open a joint help desk"},
		{"infinitive", "To open it", "open it"},
		{"infinitive", "together open it", "together open it"},
		{"", "the families", "the families"},
		{"unheard", "the families", "the families"},
	} {
		if got := c.Read("en", call.Question{Kind: call.Words, Form: tt.form}, tt.typed); got.Text != tt.want {
			t.Errorf("%s, %q: %q, want %q", tt.form, tt.typed, got.Text, tt.want)
		}
	}
}

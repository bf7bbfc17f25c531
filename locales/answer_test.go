package locales

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// items makes the answer of a group: part=value|part=value.
func items(groups ...string) []string {
	for i, g := range groups {
		groups[i] = strings.ReplaceAll(g, "|", "\x1e")
	}
	return groups
}

// Every kind of answer, in the three languages. A tilde stands for U+202F.
func TestAnswers(t *testing.T) {
	t.Parallel()
	c := catalogue(t).With(call.Default())
	for _, tt := range []struct {
		field      call.FieldKey
		v          []string
		en, es, fr string
	}{
		{"title", []string{"Housing desk"}, "Housing desk", "Housing desk", "Housing desk"},
		{"description", []string{"One.", "Two."}, "One.\nTwo.", "One.\nTwo.", "One.\nTwo."},
		{"contact_email", []string{"ana@ciudad.gov.co"}, "ana@ciudad.gov.co", "ana@ciudad.gov.co", "ana@ciudad.gov.co"},
		{"consent_publish", []string{"full_text"}, "Full text", "Texto completo", "Texte intégral"},
		{"consent_publish", []string{"gone"}, "gone", "gone", "gone"},
		{"priorities", []string{"4", "5"}, "Social integration and Against discrimination", "Inclusión social y Contra la discriminación", "Intégration sociale et Contre la discrimination"},
		{"priorities", []string{"1"}, "Improve cities' internal, vertical and international governance", "Mejorar la gobernanza interna, vertical e internacional de las ciudades", "Renforcer la gouvernance et la collaboration internes, verticales et internationales"},
		{"beneficiaries", []string{"refugees", "street vendors"}, "Refugees and street vendors", "Personas refugiadas y street vendors", "Personnes réfugiées et street vendors"},
		{"population", []string{"180000"}, "180,000", "180~000", "180~000"},
		{"target_date", []string{"2028-06"}, "June 2028", "junio de 2028", "juin 2028"},
		{"budget_committed", []string{"USD 60000"}, "USD 60,000", "60~000 USD", "60~000 USD"},
		{"country", []string{"CI"}, "Côte d’Ivoire", "Côte d’Ivoire", "Côte d’Ivoire"},
		{"country", []string{"SZ"}, "Eswatini", "Esuatini", "Eswatini"},
		{"country", []string{"XX"}, "XX", "XX", "XX"},
		{"partners", []string{"Caritas", "IOM", "UNHCR"}, "Caritas, IOM and UNHCR", "Caritas, IOM y UNHCR", "Caritas, IOM et UNHCR"},
		{"links", []string{"https://example.org"}, "https://example.org", "https://example.org", "https://example.org"},
		{"joint_with", items("place=Ambato|country=EC", "place=Lima|country=PE"), "Ambato, Ecuador; Lima, Peru", "Ambato, Ecuador; Lima, Perú", "Ambato, Équateur~; Lima, Pérou"},
		{"milestones", items("date=2027-09|text=desk open"), "September 2027, desk open", "septiembre de 2027, desk open", "septembre 2027, desk open"},
		{"milestones.2.date", []string{"2027-09"}, "September 2027", "septiembre de 2027", "septembre 2027"},
		{"milestones.2.nothing", []string{"x"}, "x", "x", "x"},
		{"p2-work.number", []string{"1500"}, "1,500", "1500", "1~500"},
		{"p2-work.by_date", []string{"2028"}, "2028", "2028", "2028"},
		{"unknown", []string{"a", "b"}, "a and b", "a y b", "a et b"},
		{"title", nil, "—", "—", "—"},
		{"title", []string{"a\u202Eb"}, "ab", "ab", "ab"},
	} {
		for lang, want := range map[call.Lang]string{"en": tt.en, "es": tt.es, "fr": tt.fr} {
			got := c.show(c.locale(lang), call.Arg{As: call.AsAnswer, Field: tt.field, Values: tt.v})
			got = strings.ReplaceAll(got, "\u00A0", " ")
			if want = strings.ReplaceAll(want, "~", "\u202F"); got != want {
				t.Errorf("%s, %s: %q, want %q", lang, tt.field, got, want)
			}
		}
	}
}

func TestYesNoAnswer(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	f := call.Field{Key: "test", Kind: call.YesNo}
	if got := c.byKind(c.locale("es"), f, "", call.Value{"yes"}) + c.byKind(c.locale("fr"), f, "", call.Value{"no"}); got != "SíNon" {
		t.Errorf("%q", got)
	}
}

func TestAnswerWithoutACall(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	if got := c.show(c.locale("en"), call.Arg{As: call.AsAnswer, Field: "population", Values: []string{"1500"}}); got != "1500" {
		t.Errorf("%q", got)
	}
	if c.With(call.Default()).call == nil || c.call != nil {
		t.Error("With changes the catalogue it is called on")
	}
}

func TestOption(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	if got := c.show(c.locale("es"), call.Arg{As: call.AsOption, Field: "priorities", Value: "1"}); got != "Gobernanza de las ciudades" {
		t.Errorf("a button's label: %q", got)
	}
	if got := c.show(c.locale("es"), call.Arg{As: call.AsOption, Field: "priorities", Value: "9"}); got != "—" || c.Missing() != 1 {
		t.Errorf("an option that is gone: %q, %d missing", got, c.Missing())
	}
}

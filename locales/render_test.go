package locales

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

func asWords(s string) call.Arg     { return call.Arg{As: call.AsWords, Value: s} }
func asCount(s string) call.Arg     { return call.Arg{As: call.AsCount, Value: s} }
func asNested(t call.Text) call.Arg { return call.Arg{As: call.AsNested, Text: &t} }

type fill = map[string]call.Arg

func TestTextFallsBack(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		lang    call.Lang
		text    call.Text
		want    string
		missing int64
	}{
		{"its own language", "es", call.Say("test.plain"), "Hola", 0},
		{"a regional language", "es-MX", call.Say("test.plain"), "Hola", 0},
		{"a language not served", "de", call.Say("test.plain"), "Hello", 0},
		{"the key to use instead", "fr", call.Text{Key: "test.none", Else: "test.plain"}, "Bonjour", 0},
		{"the source language", "es", call.Say("test.only.here"), "Only in this language", 1},
		{"nowhere", "es", call.Say("test.none"), "—", 1},
		{"nothing", "es", call.Text{}, "—", 1},
		{"a missing argument", "en", call.Say("test.hello"), "Hello —, welcome.", 1},
		{"a missing text in another", "en", call.Text{Key: "test.hello", Args: fill{"name": {As: call.AsNested}}}, "Hello —, welcome.", 1},
		{"an unknown way of showing", "en", call.Text{Key: "test.hello", Args: fill{"name": {As: "?", Value: "Ana"}}}, "Hello Ana, welcome.", 0},
		{"verbs are no verbs", "en", call.Text{Key: "test.hello", Args: fill{"name": asWords("%!s(x) {{.Name}}")}}, "Hello %!s(x) {{.Name}}, welcome.", 0},
		{"another language inside", "en", call.Text{Key: "test.hello", Args: fill{"name": asNested(call.Text{Key: "test.plain", Lang: "fr"})}}, "Hello Bonjour, welcome.", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := catalogue(t)
			if got := c.Text(tt.lang, tt.text); got != tt.want || c.Missing() != tt.missing {
				t.Errorf("Text = %q with %d missing, want %q with %d", got, c.Missing(), tt.want, tt.missing)
			}
		})
	}
}

// Wording §5.6: millions take "de", and French counts 0 and 1 as singular.
func TestPluralForms(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct {
		lang call.Lang
		n    string
		want string
	}{
		{"en", "0", "0 days"},
		{"en", "1", "1 day"},
		{"en", "2", "2 days"},
		{"en", "1000000", "1,000,000 days"},
		{"es", "0", "0 días"},
		{"es", "1", "1 día"},
		{"es", "2", "2 días"},
		{"es", "1000000", "1\u202F000\u202F000 de días"},
		{"es", "1000001", "1\u202F000\u202F001 días"},
		{"fr", "0", "0 jour"},
		{"fr", "1", "1 jour"},
		{"fr", "2", "2 jours"},
		{"fr", "2000000", "2\u202F000\u202F000 de jours"},
		{"en", "", " days"},
		{"en", "many", "many days"},
		{"en", strings.Repeat("9", 30), groupedNines + " days"},
	} {
		if got := c.Text(tt.lang, call.Text{Key: "test.days", Args: fill{"n": asCount(tt.n)}}); got != tt.want {
			t.Errorf("%s, %s: %q, want %q", tt.lang, tt.n, got, tt.want)
		}
	}
	if got := c.Text("en", call.Text{Key: "test.one.word", Args: fill{"n": asCount("1")}}); got != "one day" {
		t.Errorf("a form without its number: %q", got)
	}
	if got := c.Text("en", call.Say("test.days")); got != "— days" {
		t.Errorf("without a count: %q", got)
	}
}

const groupedNines = "999,999,999,999,999,999,999,999,999,999"

// The template sentences of wording §2, with their examples and traps.
func TestSentences(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	permit := func(entity, permit, by, baseline, target string) call.Text {
		return call.Text{Key: "test.permit.sentence", Args: fill{
			"entity": asWords(entity), "permit": asWords(permit), "by_date": {As: call.AsBy, Value: by},
			"baseline": {As: call.AsNumber, Value: baseline},
			"target":   asNested(call.Text{Key: "test.days", Args: fill{"n": asCount(target)}}),
		}}
	}
	for _, tt := range []struct {
		lang call.Lang
		text call.Text
		want string
	}{
		{"en", permit("The City of Le Havre", "the street-trading permit", "2028-06", "45", "1"), "The City of Le Havre will open the street-trading permit to residents of every nationality by the end of June~2028 and cut the waiting time from 45 to 1 day."},
		{"es", permit("la Alcaldía de Riobamba", "el permiso de venta ambulante", "2028-06-30", "1500", "20"), "La Alcaldía de Riobamba pondrá el permiso de venta ambulante al alcance de residentes de todas las nacionalidades a más tardar el 30~de~junio~de~2028 y reducirá el tiempo de espera de 1500 a 20 días."},
		{"fr", permit("l'Alcaldía d'El Alto", "le permis de vente ambulante", "2027-03-01", "1500", "0"), "L'Alcaldía d'El Alto ouvrira le permis de vente ambulante aux personnes résidentes de toute nationalité d'ici au 1er~mars~2027 et ramènera le délai d'attente de 1\u202F500 à 0 jour."},
		{"es", call.Text{Key: "test.voice.sentence", Args: fill{
			"entity": asWords("El Alto"), "by_date": {As: call.AsBy, Value: "2028"}, "mechanism": asWords("una asamblea anual"),
			"number": asNested(call.Text{Key: "test.voice.count", Args: fill{"n": asCount("1000000")}}),
		}}, "El Alto se compromete a dar voz, a más tardar en 2028, a las personas migrantes y refugiadas en las decisiones locales mediante una asamblea anual, con 1\u202F000\u202F000 de puestos para personas con experiencia propia."},
	} {
		if got, want := c.Text(tt.lang, tt.text), strings.ReplaceAll(tt.want, "~", "\u00A0"); got != want {
			t.Errorf("%s:\n got %q\nwant %q", tt.lang, got, want)
		}
	}
}

func TestSentencesAndTitlesBeginWithACapital(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for what, want := range map[string]string{
		"état civil":       "État civil pour toutes et tous",
		"à l'école":        "À l'école pour toutes et tous",
		"d'accord":         "D'accord pour toutes et tous",
		"« écoles »":       "« Écoles » pour toutes et tous",
		"40 écoles":        "40 écoles pour toutes et tous",
		"ÉCOLES":           "ÉCOLES pour toutes et tous",
		"":                 " Pour toutes et tous",
		"\u2068\u2069 été": " Été pour toutes et tous",
	} {
		if got := c.Text("fr", call.Text{Key: "test.sub.title", Args: fill{"what": asWords(what)}}); got != want {
			t.Errorf("%q: %q, want %q", what, got, want)
		}
	}
}

// Wording §5.5 and the cases UNI-004 and UNI-019: marks that turn the direction
// never reach a sentence, and words from right to left stand apart.
func TestWordsAreCleaned(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for typed, want := range map[string]string{
		"Budget approved\u202Edetcejer ton\u202C": "Hello Budget approveddetcejer ton, welcome.",
		"\u2066a\u2067b\u2068c\u2069":             "Hello abc, welcome.",
		"\x1b[2J\ahello\b":                        "Hello [2Jhello, welcome.",
		"two\nlines":                              "Hello two\nlines, welcome.",
		"مدينة":                                   "Hello \u2068مدينة\u2069, welcome.",
		"חיפה 2028":                               "Hello \u2068חיפה 2028\u2069, welcome.",
		"Łódź":                                    "Hello Łódź, welcome.",
		"bad \xff end":                            "Hello bad \uFFFD end, welcome.",
	} {
		if got := c.Text("en", call.Text{Key: "test.hello", Args: fill{"name": asWords(typed)}}); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestArgumentsThatComeAsTexts(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	example := func(as call.As, key string) call.Text {
		text := call.Say(key)
		return call.Text{Key: "test.hello", Args: fill{"name": {As: as, Text: &text}}}
	}
	for _, tt := range []struct {
		text call.Text
		want string
	}{
		{example(call.AsWords, "test.a"), "Hello the first, welcome."},
		{example(call.AsBy, "test.example.date"), "Hello by the end of June\u00A02028, welcome."},
		{example(call.AsList, "test.example.list"), "Hello training, mentoring and loans, welcome."},
		{call.Text{Key: "test.hello", Args: fill{"name": {As: call.AsNestedList, Texts: []call.Text{call.Say("test.a"), call.Say("test.b")}}}}, "Hello the first and the second, welcome."},
		{call.Text{Key: "test.hello", Args: fill{"name": {As: call.AsLang, Value: "fr"}}}, "Hello Français, welcome."},
	} {
		if got := c.Text("en", tt.text); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	text := call.Say("test.example.one")
	if got := c.Text("en", call.Text{Key: "test.days", Args: fill{"n": {As: call.AsCount, Text: &text}}}); got != "1 day" {
		t.Errorf("a count: %q", got)
	}
}

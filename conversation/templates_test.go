package conversation_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/locales"
)

// contractions are what no language may show where two words must become one.
var contractions = map[call.Lang][]string{
	"es": {" de el ", " a el "},
	"fr": {" de le ", " de les ", " à le ", " à les ", " que il ", "  "},
}

// TestSentences renders every template in every language: with its examples,
// with a count of one and of a million, and with all gaps open. The golden
// files are to be read aloud.
func TestSentences(t *testing.T) {
	t.Parallel()
	c, texts := product(t)
	for _, lang := range texts.Langs() {
		var out strings.Builder
		for _, tpl := range c.Templates {
			fmt.Fprintf(&out, "# %s\n", tpl.ID)
			for _, count := range []string{"", "1", "1000000", "?"} {
				p := filled(c, texts, lang, tpl, count)
				for _, form := range []string{"sentence", "title"} {
					said := texts.Text(lang, pledge.Sentence(c, p, tpl, form))
					fmt.Fprintln(&out, said)
					sound(t, lang, tpl.ID, form, said)
				}
			}
			gap := texts.Text(lang, call.Say("field.entity_name.gap"))
			raw := texts.Text(lang, pledge.Sentence(c, pledge.Pledge{}, tpl, "sentence"))
			if !strings.HasPrefix(strings.ToLower(raw), strings.ToLower(gap)) {
				t.Errorf("%s %s does not begin with the government: %s", lang, tpl.ID, raw)
			}
		}
		golden := filepath.Join("testdata", "sentences", string(lang)+".txt")
		if *update {
			if err := os.WriteFile(golden, []byte(out.String()), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if out.String() != string(want) {
			t.Errorf("%s: %s", lang, firstDifference(out.String(), string(want)))
		}
	}
}

// filled is a pledge whose slots are the template's own examples; a count
// other than "" stands in for every number, "?" leaves all gaps open.
func filled(c *call.Call, texts *locales.Catalogue, lang call.Lang, tpl call.Template, count string) pledge.Pledge {
	p := pledge.Pledge{Lang: lang, Answers: map[call.FieldKey]pledge.Answer{
		"entity_name": {Value: call.Value{texts.Text(lang, call.Say("field.entity_name.example"))}},
	}}
	for _, slot := range tpl.Slots {
		value := call.Value{texts.Text(lang, pledge.SlotText(tpl.ID, slot.Name, "example"))}
		switch {
		case count == "?":
			continue
		case slot.Kind == call.ListOf:
			f, _ := c.Field(tpl.Key(slot.Name))
			value = f.Read(value.First()).Value
		case slot.Kind == call.Whole && count == "1" && slot.Limits.Min > 1:
			value = call.Value{"2"}
		case slot.Kind == call.Whole && count != "":
			value = call.Value{count}
		}
		p.Answers[tpl.Key(slot.Name)] = pledge.Answer{Value: value}
	}
	return p
}

// sound holds a rendered sentence to what can be checked without reading it.
func sound(t *testing.T, lang call.Lang, id call.TemplateID, form, said string) {
	t.Helper()
	for _, bad := range contractions[lang] {
		if strings.Contains(said, bad) {
			t.Errorf("%s %s %s has %q: %s", lang, id, form, bad, said)
		}
	}
	if form == "title" && strings.HasSuffix(said, ".") {
		t.Errorf("%s %s: a title ends with a full stop: %s", lang, id, said)
	}
	if strings.ContainsAny(said, "{}—") {
		t.Errorf("%s %s %s is not filled: %s", lang, id, form, said)
	}
}

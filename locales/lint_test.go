package locales

import (
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

func TestProblems(t *testing.T) {
	t.Parallel()
	c, err := load(base(t, func(lang call.Lang, e entries) {
		for key := range e {
			if strings.HasPrefix(key, "test.") {
				delete(e, key)
			}
		}
		switch lang {
		case "en":
			e["test.fine"], e["test.plural"] = "Hello {name}: 100%?", entries{"one": "one day", "other": "{n} days"}
			e["test.copied"], e["test.short"] = "The same sentence for {name}", "Menu {name}"
			e["test.gap"], e["test.excited"] = "To {name}", "Hello!"
			e["test.list.words"] = "city! | town"
		case "es":
			e["test.fine"], e["test.plural"] = "¿Hola, {name}?", entries{"one": "un día", "other": "{n} días"}
			e["test.copied"], e["test.short"] = "The same sentence for {name}", "Menu {name}"
			e["test.gap"], e["test.excited"] = "A {nombre}", "Hola?"
			e["test.list.words"] = "villa"
			e["test.optional"] = "Opción"
		case "fr":
			e["test.fine"], e["test.plural"] = "Bonjour {name}\u202F: 100\u202F%\u202F? «\u202Foui\u202F», 10:30, https://x.org", entries{"one": "{n} jour", "many": "{n} de jours", "few": "x", "other": "{n} jours"}
			e["test.copied"], e["test.short"] = "La même phrase pour {name}", "Menu {name}"
			e["test.gap"], e["test.excited"] = "Voici", "« Bonjour » : oui ?"
			e["test.list.words"] = "ville"
			e["test.surplus"] = "Personne"
		}
	}), nil)
	if err != nil {
		t.Fatal(err)
	}
	keys := []Key{
		{Name: "test.fine", Args: []string{"name"}},
		{Name: "test.plural", Args: []string{"n"}, Plural: true},
		{Name: "test.copied", Args: []string{"name"}},
		{Name: "test.short", Args: []string{"name"}},
		{Name: "test.gap", Args: []string{"name"}},
		{Name: "test.excited"},
		{Name: "test.list.words"},
		{Name: "test.optional", Optional: true},
		{Name: "test.never", Optional: true},
		{Name: "test.missing"},
		{Name: "test.missing"},
	}
	got := slices.DeleteFunc(c.Problems(keys), func(p string) bool { return !strings.Contains(p, ": test.") })
	want := []string{
		`es: test.plural: plural form "many" is missing`,
		`fr: test.plural: plural form "few" is never selected`,
		`es: test.copied: is the same as in en`,
		`es: test.gap: nothing is filled in for {nombre}`,
		`es: test.gap: {name} is missing`,
		`fr: test.gap: {name} is missing`,
		`en: test.excited: has "!" in it`,
		`es: test.excited: has 0 ¿ and 1 ?`,
		`fr: test.excited: has "« " in it`,
		`en: test.optional: is missing`,
		`fr: test.optional: is missing`,
		`en: test.missing: is missing`,
		`es: test.missing: is missing`,
		`fr: test.missing: is missing`,
		`fr: test.surplus: is not used`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// The categories of CLDR, as go-i18n has them.
func TestCategories(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for lang, want := range map[call.Lang]string{"en": "one other", "es": "many one other", "fr": "many one other"} {
		if got := strings.Join(c.locales[lang].categories, " "); got != want {
			t.Errorf("%s: %s, want %s", lang, got, want)
		}
	}
	for tag, want := range map[string]string{"ar": "few many one other two zero", "ru": "few many one other", "ja": "other"} {
		l, _ := newLocale(call.Lang(tag), nil)
		if got := strings.Join(l.categories, " "); got != want {
			t.Errorf("%s: %s, want %s", tag, got, want)
		}
	}
}

// Ordinary spaces of a French text, in every place where wording §5.5 wants a
// narrow one.
func TestFrenchSpaces(t *testing.T) {
	t.Parallel()
	rules := catalogue(t).locales["fr"].lint
	for text, fine := range map[string]bool{
		"Bonjour\u202F: oui\u202F; non\u202F?": true,
		"Heure : 10:30":                        false,
		"À 10:30, voir https://x.org":          true,
		"Vraiment ?":                           false,
		"Vraiment?":                            false,
		"Voici: oui":                           false,
		"« oui\u202F»":                         false,
		"«\u202Foui »":                         false,
		"«\u202Foui\u202F»":                    true,
		"40 %":                                 false,
		"{name}\u202F: oui":                    true,
		"{name}: oui":                          false,
		"Bravo\u202F!":                         false,
	} {
		if got := rules.problems(text); (len(got) == 0) != fine {
			t.Errorf("%q: %v", text, got)
		}
	}
}

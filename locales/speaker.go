package locales

import (
	"maps"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// patterns checks that every text with gaps is well made. Regular expressions
// are no patterns.
func (f *file) patterns() {
	for _, key := range slices.Sorted(maps.Keys(f.texts)) {
		if f.asked[key] && isExpression(key) {
			continue
		}
		for form, text := range forms(f.texts[key]) {
			if _, err := parse(text); err != nil {
				f.fault(key, "%s: %s", form, err)
			}
		}
	}
}

// speaker makes what selects plural forms. It knows one language only: falling
// back on another is up to the catalogue, which counts it.
func (f *file) speaker(tag language.Tag) *i18n.Localizer {
	bundle := i18n.NewBundle(tag)
	messages := slices.Collect(maps.Values(f.texts))
	if err := bundle.AddMessages(tag, messages...); err != nil {
		f.fault("plural forms", "%s", err)
	}
	return i18n.NewLocalizer(bundle)
}

// categories lists the plural forms that a language tells apart. The rules are
// asked by trying numbers, as they do not say themselves.
func categories(tag language.Tag) []string {
	m := &i18n.Message{ID: "n", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other"}
	bundle := i18n.NewBundle(tag)
	if err := bundle.AddMessages(tag, m); err != nil {
		return nil
	}
	speaker := i18n.NewLocalizer(bundle)
	found := map[string]bool{"other": true}
	try := func(n any) {
		if form, err := speaker.Localize(&i18n.LocalizeConfig{MessageID: "n", PluralCount: n}); err == nil {
			found[form] = true
		}
	}
	for n := range 1001 {
		try(n)
	}
	try(1_000_000)
	return slices.Sorted(maps.Keys(found))
}

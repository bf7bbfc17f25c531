package locales

import (
	"slices"
	"strings"

	"pledgebot/conversation/call"
)

// words are what whole messages mean in one language.
type words struct {
	name       string                 // the language's own
	called     []string               // what people call it
	mean       map[string][]call.Word // a folded message, to its meanings in the order of call.WordList
	everywhere []string               // those that count in every language
	drop       map[string][]string    // by the form wanted, words to drop in front
}

func (f *file) words() words {
	w := words{
		name:       f.text("lang.name"),
		called:     f.list("lang.words"),
		mean:       map[string][]call.Word{},
		everywhere: f.options("words.everywhere"),
		drop:       map[string][]string{},
	}
	for _, word := range call.WordList {
		for _, s := range f.list("word." + string(word)) {
			w.mean[phrase(s)] = append(w.mean[phrase(s)], word)
		}
	}
	for _, key := range []string{"guard.titles", "guard.shelters", "guard.streets"} {
		f.may(key)
	}
	for key := range f.texts {
		form, isForm := strings.CutPrefix(key, "form.")
		if form, drops := strings.CutSuffix(form, ".drop"); isForm && drops {
			w.drop[form] = folded(f.options(key))
		}
	}
	return w
}

// A vocabulary is what is understood whatever the dialog's language.
type vocabulary struct {
	everywhere map[string][]call.Word
	commands   map[string][]call.Word // with a slash in front: platforms list one set for all
	langs      map[string]call.Lang
	drop       map[string][]string
	dates      dateWords
	countries  countries
}

func newVocabulary(c *Catalogue) *vocabulary {
	v := &vocabulary{
		everywhere: map[string][]call.Word{},
		commands:   map[string][]call.Word{},
		langs:      map[string]call.Lang{},
		drop:       map[string][]string{},
		dates:      newDateWords(c),
		countries:  newCountries(c),
	}
	for _, lang := range c.langs {
		w := c.locales[lang].words
		for _, s := range w.everywhere {
			v.everywhere[phrase(s)] = w.mean[phrase(s)]
		}
		for s, meanings := range w.mean {
			v.commands[s] = append(v.commands[s], slices.DeleteFunc(slices.Clone(meanings), isYesNo)...)
		}
		for _, s := range w.called {
			v.langs[phrase(s)] = lang
		}
		for form, list := range w.drop {
			v.drop[form] = append(v.drop[form], list...)
		}
	}
	return v
}

// isYesNo tells the words that one language must not lend to another: "no" and
// "si" say different things.
func isYesNo(w call.Word) bool { return w == call.WordYes || w == call.WordNo }

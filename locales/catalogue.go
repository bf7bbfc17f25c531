package locales

import (
	"embed"
	"errors"
	"io/fs"
	"slices"
	"sync/atomic"

	"golang.org/x/text/language"

	"pledgebot/conversation/call"
)

//go:embed active.*.json
var embedded embed.FS

// Source is the language in which texts are written first. It is the last
// resort where another language lacks one.
const Source call.Lang = "en"

// A Catalogue knows the texts and words of every language that has a file. It
// does not change once loaded, except for its count of missing texts.
type Catalogue struct {
	locales    map[call.Lang]*locale
	langs      []call.Lang
	matcher    language.Matcher
	vocabulary *vocabulary
	guard      guard
	call       *call.Call
	missing    *atomic.Int64
}

// Load reads the texts that come with the program. Files of the same names in
// overlay, which may be nil, replace single texts or add a language. All
// mistakes are reported together; with any of them there is no catalogue.
func Load(overlay fs.FS) (*Catalogue, error) {
	return load(embedded, overlay)
}

func load(base, overlay fs.FS) (*Catalogue, error) {
	files, problems := readFiles(base)
	if overlay != nil {
		problems = append(problems, files.replace(overlay)...)
	}
	c := &Catalogue{locales: map[call.Lang]*locale{}, missing: new(atomic.Int64)}
	for _, lang := range files.langs() {
		l, faults := newLocale(lang, files[lang])
		c.locales[lang] = l
		problems = append(problems, faults...)
	}
	if c.locales[Source] == nil {
		problems = append(problems, errors.New("no file of the source language"))
	}
	if len(problems) > 0 {
		return nil, errors.Join(problems...)
	}
	c.langs = files.langs()
	c.matcher = c.newMatcher()
	c.vocabulary = newVocabulary(c)
	c.guard = newGuard(c)
	return c, nil
}

// With gives the catalogue the Call by whose fields answers are shown.
// It shares everything else with c.
func (c *Catalogue) With(data *call.Call) *Catalogue {
	with := *c
	with.call = data
	return &with
}

// Langs lists the languages served, the source language first.
func (c *Catalogue) Langs() []call.Lang { return slices.Clone(c.langs) }

// Has tells whether a language has a text of its own under a key.
func (c *Catalogue) Has(lang call.Lang, key string) bool {
	l, ok := c.locales[lang]
	return ok && l.texts[key] != nil
}

// Missing counts how often a text or an argument was not there.
func (c *Catalogue) Missing() int64 { return c.missing.Load() }

// locale finds a language's texts, or those that come nearest to it.
func (c *Catalogue) locale(lang call.Lang) *locale {
	if l, ok := c.locales[lang]; ok {
		return l
	}
	if near, ok := c.Match(string(lang)); ok {
		return c.locales[near]
	}
	return c.locales[Source]
}

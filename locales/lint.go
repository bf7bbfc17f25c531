package locales

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"pledgebot/conversation/call"
)

// A Key is a text that the product uses, and what it fills into it.
type Key struct {
	Name     string
	Args     []string
	Plural   bool // one of Args is a count
	Optional bool // may be missing, but then in every language
	Some     bool // may use some of Args and leave others out
}

// Problems lists all that is wrong with the texts, given every key that the
// product uses: texts missing or not used, gaps that nothing fills, plural
// forms missing or never selected, marks that the language does not set so, and
// English left standing.
func (c *Catalogue) Problems(keys []Key) []string {
	used := map[string]bool{}
	var problems []string
	for _, k := range keys {
		if used[k.Name] {
			continue
		}
		used[k.Name] = true
		for _, lang := range c.langs {
			for _, problem := range c.problems(c.locales[lang], k) {
				problems = append(problems, fmt.Sprintf("%s: %s: %s", lang, k.Name, problem))
			}
		}
	}
	for _, lang := range c.langs {
		for _, key := range slices.Sorted(maps.Keys(c.locales[lang].texts)) {
			if !used[key] && !c.reads(key) {
				problems = append(problems, fmt.Sprintf("%s: %s: is not used", lang, key))
			}
		}
	}
	return problems
}

// reads tells whether this package itself looks a key up.
func (c *Catalogue) reads(key string) bool {
	for _, l := range c.locales {
		if l.own[key] {
			return true
		}
	}
	return false
}

func (c *Catalogue) problems(l *locale, k Key) []string {
	m := l.texts[k.Name]
	if m == nil {
		if k.Optional && !c.anywhere(k.Name) {
			return nil
		}
		return []string{"is missing"}
	}
	all := forms(m)
	problems := pluralProblems(l, k, all)
	for _, form := range slices.Sorted(maps.Keys(all)) {
		problems = append(problems, gapProblems(k, form, all[form])...)
		if !strings.HasSuffix(k.Name, ".words") {
			problems = append(problems, l.lint.problems(all[form])...)
		}
	}
	if c.copied(l, k.Name, m.Other) {
		problems = append(problems, "is the same as in "+string(Source))
	}
	return problems
}

func (c *Catalogue) anywhere(key string) bool {
	return slices.ContainsFunc(c.langs, func(lang call.Lang) bool { return c.Has(lang, key) })
}

// pluralProblems compares a text's plural forms with those the language has.
func pluralProblems(l *locale, k Key, all map[string]string) []string {
	wanted := []string{"other"}
	if k.Plural {
		wanted = l.categories
	}
	var problems []string
	for _, form := range wanted {
		if all[form] == "" {
			problems = append(problems, fmt.Sprintf("plural form %q is missing", form))
		}
	}
	for _, form := range slices.Sorted(maps.Keys(all)) {
		if !slices.Contains(wanted, form) {
			problems = append(problems, fmt.Sprintf("plural form %q is never selected", form))
		}
	}
	return problems
}

// gapProblems compares a text's gaps with what is filled in. A form for one
// number may say it in words and leave one out.
func gapProblems(k Key, form, text string) []string {
	p, err := parse(text)
	if err != nil {
		return []string{err.Error()}
	}
	gaps := p.gaps()
	var problems, unfilled []string
	for _, arg := range k.Args {
		if !gaps[arg] {
			unfilled = append(unfilled, arg)
		}
		delete(gaps, arg)
	}
	for _, gap := range slices.Sorted(maps.Keys(gaps)) {
		problems = append(problems, fmt.Sprintf("nothing is filled in for {%s}", gap))
	}
	if k.Some || form != "other" && len(unfilled) == 1 {
		return problems
	}
	for _, arg := range unfilled {
		problems = append(problems, fmt.Sprintf("{%s} is missing", arg))
	}
	return problems
}

// copied tells whether a text of more than twelve letters was left in the
// source language.
func (c *Catalogue) copied(l *locale, key, text string) bool {
	source := c.locales[Source].texts[key]
	if l.lang == Source || source == nil || source.Other != text || slices.Contains(l.lint.same, key) {
		return false
	}
	letters := 0
	for _, r := range gap.ReplaceAllString(text, "") {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 12
}

var gap = regexp.MustCompile(`\{[^}]*\}`)

// A lint holds a language's own rules for its sentences.
type lint struct {
	never *regexp.Regexp
	pairs []string // two marks each, which occur equally often
	same  []string // keys whose texts are the same as in the source language
}

func (f *file) lint() lint {
	rules := lint{never: f.expression("lint.never"), pairs: f.options("lint.pairs"), same: f.options("lint.same")}
	for _, pair := range rules.pairs {
		if len([]rune(pair)) != 2 {
			f.fault("lint.pairs", "%q is not two marks", pair)
		}
	}
	return rules
}

func (rules lint) problems(text string) []string {
	var problems []string
	if rules.never != nil {
		if found := rules.never.FindString(gap.ReplaceAllString(text, "x")); found != "" {
			problems = append(problems, fmt.Sprintf("has %q in it", found))
		}
	}
	for _, pair := range rules.pairs {
		marks := []rune(pair)
		if opened, closed := strings.Count(text, string(marks[0])), strings.Count(text, string(marks[1])); opened != closed {
			problems = append(problems, fmt.Sprintf("has %d %c and %d %c", opened, marks[0], closed, marks[1]))
		}
	}
	return problems
}

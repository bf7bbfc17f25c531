package locales

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"pledgebot/conversation/call"
)

// countries finds countries by their names in every language.
type countries struct {
	names    []countryName
	exact    map[string]string // a name's words, to its code
	articles map[string]bool
}

type countryName struct{ words, code string }

func newCountries(c *Catalogue) countries {
	all := countries{exact: map[string]string{}, articles: map[string]bool{}}
	for _, lang := range c.langs {
		l := c.locales[lang]
		for _, pair := range l.regions.also {
			all.add(pair[0], spoken(pair[1]))
			if before, _, ok := strings.Cut(pair[1], "("); ok {
				all.add(pair[0], spoken(before))
			}
		}
		for _, article := range l.articles {
			all.articles[strings.Trim(article, "'")] = true
		}
	}
	return all
}

// add enters a name. The first language to claim it keeps it.
func (c *countries) add(code, words string) {
	if _, taken := c.exact[words]; !taken && words != "" {
		c.exact[words] = code
		c.names = append(c.names, countryName{words, code})
	}
}

// find tells which country was meant; "" if none or one of several. It is a
// guess where the name was only begun, stands among other words, is misspelt,
// has letters of another script that look alike, or is a code in small letters,
// which may be a word: "no".
func (c countries) find(text string) (code string, guess bool) {
	if len(text) > longest/4 {
		return "", false
	}
	if code := isoCode(text); code != "" {
		return code, false
	}
	words := spoken(text)
	if code := c.named(words); code != "" {
		return code, false
	}
	for _, code := range []string{isoCode(strings.ToUpper(text)), c.guessed(words)} {
		if code != "" {
			return code, true
		}
	}
	if latin := lookAlikes.Replace(words); latin != words {
		code = c.named(latin)
		if code == "" {
			code = c.guessed(latin)
		}
	}
	return code, code != ""
}

// isoCode reads a code of two or three capitals.
func isoCode(text string) string {
	if len(text) < 2 || len(text) > 3 || strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	r, err := language.ParseRegion(text)
	if err != nil || !slices.Contains(call.Countries(), r.String()) {
		return ""
	}
	return r.String()
}

func (c countries) named(words string) string {
	if code, ok := c.exact[words]; ok {
		return code
	}
	if first, rest, ok := strings.Cut(words, " "); ok && c.articles[first] {
		return c.exact[rest]
	}
	return ""
}

// guessed is the only country whose name begins so, is part of what was said or
// is misspelt so.
func (c countries) guessed(words string) string {
	if utf8.RuneCountInString(words) < 3 {
		return ""
	}
	if codes := c.having(func(n countryName) bool { return strings.HasPrefix(n.words, words) }); len(codes) > 0 {
		return only(codes)
	}
	if codes := c.within(words); len(codes) > 0 {
		return only(codes)
	}
	return only(c.nearest(words))
}

func only(codes []string) string {
	if len(codes) != 1 {
		return ""
	}
	return codes[0]
}

// having lists the countries with a name that fits, each once.
func (c countries) having(fits func(countryName) bool) []string {
	var codes []string
	for _, n := range c.names {
		if fits(n) && !slices.Contains(codes, n.code) {
			codes = append(codes, n.code)
		}
	}
	return codes
}

// within lists the countries named among other words. A name that is part of a
// longer one does not count: Guinea in Equatorial Guinea.
func (c countries) within(words string) []string {
	var names []countryName
	for _, n := range c.names {
		if len(n.words) > 3 && strings.Contains(" "+words+" ", " "+n.words+" ") {
			names = append(names, n)
		}
	}
	var codes []string
	for _, n := range names {
		inside := slices.ContainsFunc(names, func(m countryName) bool {
			return m.code != n.code && strings.Contains(" "+m.words+" ", " "+n.words+" ")
		})
		if !inside && !slices.Contains(codes, n.code) {
			codes = append(codes, n.code)
		}
	}
	return codes
}

// Countries lists up to eight countries that typed text may mean, by ISO 3166-1
// code: those whose name begins so first, then those with a word that does,
// then those that contain it or are misspelt so; each in the order of their
// names in the language.
func (c *Catalogue) Countries(lang call.Lang, typed string) []string {
	words := spoken(typed)
	if utf8.RuneCountInString(words) < 2 || len(words) > longest/4 {
		return nil
	}
	all, l := c.vocabulary.countries, c.locale(lang)
	var found []string
	for _, codes := range [][]string{
		all.having(func(n countryName) bool { return strings.HasPrefix(n.words, words) }),
		all.having(func(n countryName) bool { return strings.Contains(n.words, " "+words) }),
		all.having(func(n countryName) bool { return len(words) > 3 && strings.Contains(n.words, words) }),
		all.within(words),
		all.nearest(words),
	} {
		slices.SortFunc(codes, func(a, b string) int { return cmp.Compare(fold(c.country(l, a)), fold(c.country(l, b))) })
		for _, code := range codes {
			if !slices.Contains(found, code) {
				found = append(found, code)
			}
		}
	}
	return found[:min(len(found), 8)]
}

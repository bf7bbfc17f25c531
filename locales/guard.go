package locales

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A guard finds what may let somebody be recognised, in a text of whatever language: a
// title with a name behind it, a telephone number, an address of e-mail, a number of a
// paper, and the street of a shelter. It is made to ask, and not to forbid: it takes some
// things for what they are not, and does not find everything.
type guard struct {
	titles   *regexp.Regexp
	shelters []string // folded
	streets  []string // folded
}

func newGuard(c *Catalogue) guard {
	var titles, shelters, streets []string
	for _, lang := range c.langs {
		titles = append(titles, c.listIn(lang, "guard.titles")...)
		shelters = append(shelters, c.listIn(lang, "guard.shelters")...)
		streets = append(streets, c.listIn(lang, "guard.streets")...)
	}
	for i, title := range titles {
		titles[i] = regexp.QuoteMeta(title)
	}
	g := guard{shelters: spokenAll(shelters), streets: spokenAll(streets)}
	if len(titles) > 0 {
		slices.SortFunc(titles, func(a, b string) int { return len(b) - len(a) })
		g.titles = regexp.MustCompile(`(?:^|[^\p{L}])(?:` + strings.Join(titles, "|") + `)\.?[ \x{00a0}\x{202f}]+\p{Lu}\p{L}+`)
	}
	return g
}

func spokenAll(items []string) []string {
	out := make([]string, len(items))
	for i, s := range items {
		out[i] = " " + spoken(s) + " "
	}
	return out
}

var (
	// A telephone number has nine figures or more, or eight behind a plus. Figures in
	// threes are an amount.
	phoneNumbers = regexp.MustCompile(`\+?\d[\d ()./\x{00a0}\x{202f}-]{6,}\d`)
	amounts      = regexp.MustCompile(`^\d{1,3}([ .\x{00a0}\x{202f}]\d{3})+$`)
	addresses    = regexp.MustCompile(`[^\s@]+@[^\s@]+\.[^\s@]+`)
	paperNumbers = regexp.MustCompile(`(?:^|[^\p{L}\d-])[A-Z]{1,3}[ -]?\d{6,9}(?:[^\d]|$)`)
)

// finds tells whether a text may let somebody be recognised.
func (g guard) finds(text string) bool {
	return g.titles != nil && g.titles.MatchString(text) || addresses.MatchString(text) || paperNumbers.MatchString(text) ||
		slices.ContainsFunc(phoneNumbers.FindAllString(text, -1), isPhone) || g.findsShelter(text)
}

func isPhone(s string) bool {
	figures := 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			figures++
		}
	}
	return (figures >= 9 || figures >= 8 && s[0] == '+') && !amounts.MatchString(s)
}

// findsShelter tells whether a sentence names a shelter, and a street with a number.
func (g guard) findsShelter(text string) bool {
	for sentence := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(";!?\n", r) }) {
		said := " " + spoken(sentence) + " "
		names := func(list []string) bool {
			return slices.ContainsFunc(list, func(words string) bool { return strings.Contains(said, words) })
		}
		if names(g.shelters) && names(g.streets) && strings.ContainsFunc(said, unicode.IsDigit) {
			return true
		}
	}
	return false
}

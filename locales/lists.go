package locales

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lists puts items together as one language does.
type lists struct {
	comma, semicolon pattern
	mark             string // the comma itself
	and, or          ending
	words            []string // folded; what stands before the last item
}

// An ending joins the last item to those before it. Before some sounds a
// language changes the word: "francés e inglés", "7 u 8".
type ending struct {
	plain, semi   pattern
	changed       pattern
	semiChanged   pattern
	pair          pattern // two items that would read as three
	changedBefore *regexp.Regexp
}

// isExpression tells which texts are regular expressions.
func isExpression(key string) bool {
	return strings.HasPrefix(key, "list.") && strings.HasSuffix(key, ".before") || key == "lint.never"
}

func (f *file) lists() lists {
	l := lists{
		comma:     f.pattern("list.comma", "a", "b"),
		semicolon: f.pattern("list.semicolon", "a", "b"),
		and:       f.ending("list.and"),
		or:        f.ending("list.or"),
		words:     folded(f.list("list.and.words")),
	}
	l.mark = strings.TrimSpace(l.comma.with("a", "", "b", ""))
	return l
}

func (f *file) ending(key string) ending {
	return ending{
		plain:         f.pattern(key, "a", "b"),
		semi:          f.pattern(key+".semi", "a", "b"),
		pair:          f.pattern(key+".pair", "a", "b"),
		changed:       f.variant(key+".alt", "a", "b"),
		semiChanged:   f.variant(key+".semi.alt", "a", "b"),
		changedBefore: f.expression(key + ".before"),
	}
}

// expression gives a regular expression that may be missing.
func (f *file) expression(key string) *regexp.Regexp {
	text := f.may(key)
	if text == "" {
		return nil
	}
	re, err := regexp.Compile(text)
	if err != nil {
		f.fault(key, "%s", err)
	}
	return re
}

// Or as the way of joining makes a list of alternatives.
const or = "or"

// join makes a list in running text: A, B and C. Where an item has a comma or
// the word "and" in it, semicolons keep the items apart.
func (l lists) join(items []string, how string) string {
	end := l.and
	if how == or {
		end = l.or
	}
	last := len(items) - 1
	switch {
	case last < 0:
		return dash
	case last == 0:
		return items[0]
	case !slices.ContainsFunc(items, l.compound):
		return end.choose(end.plain, end.changed, items[last]).with("a", l.chain(l.comma, items[:last]), "b", items[last])
	case last == 1:
		return end.pair.with("a", items[0], "b", items[1])
	}
	return end.choose(end.semi, end.semiChanged, items[last]).with("a", l.chain(l.semicolon, items[:last]), "b", items[last])
}

// row makes a list of whole items, A; B; C, without a last word.
func (l lists) row(items []string) string { return l.chain(l.semicolon, items) }

func (l lists) chain(link pattern, items []string) string {
	if len(items) == 0 {
		return dash
	}
	s := items[0]
	for _, item := range items[1:] {
		s = link.with("a", s, "b", item)
	}
	return s
}

// compound tells whether an item would be taken for two. A comma inside a
// number does not part anything.
func (l lists) compound(item string) bool {
	if strings.Contains(item, ";") || strings.Contains(item+" ", l.mark+" ") {
		return true
	}
	return slices.ContainsFunc(strings.Fields(fold(item)), func(word string) bool { return slices.Contains(l.words, word) })
}

func (e ending) choose(plain, changed pattern, next string) pattern {
	if changed == nil || e.changedBefore == nil || !e.changedBefore.MatchString(bare(next)) {
		return plain
	}
	return changed
}

// bare is a text from its first letter or figure on, without accents, in the
// case in which it was written.
func bare(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

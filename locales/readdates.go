package locales

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// dateWords are the words of dates in every language, folded. They do not
// contradict each other, so that a date is understood in any of them.
type dateWords struct {
	months map[string]int // names and their beginnings of three letters and more; 0 where two months begin so
	around map[string]bool
	vague  map[string]bool
	first  map[string]bool
	nth    map[string]bool
	parts  map[string]int // parts of a year, to the month they end in
}

func newDateWords(c *Catalogue) dateWords {
	w := dateWords{map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]int{}}
	for _, lang := range c.langs {
		cal := c.locales[lang].calendar
		for m := 1; m <= 12; m++ {
			for _, name := range cal.months[m] {
				w.month(fold(name), m)
			}
			for _, part := range cal.parts[m] {
				w.parts[spoken(part)] = m
			}
		}
		for _, list := range []struct {
			into map[string]bool
			of   []string
		}{{w.around, cal.around}, {w.vague, cal.vague}, {w.first, cal.first}, {w.nth, cal.nth}} {
			for _, s := range list.of {
				list.into[fold(s)] = true
			}
		}
	}
	return w
}

func (w dateWords) month(name string, m int) {
	letters := []rune(name)
	for n := min(3, len(letters)); n <= len(letters); n++ {
		beginning := string(letters[:n])
		if other, ok := w.months[beginning]; ok && other != m {
			w.months[beginning] = 0
			continue
		}
		w.months[beginning] = m
	}
}

// read reads a date in words: "15 de marzo de 2027", "by the end of June 2028",
// "second quarter of 2031". It gives "" for what is none, for a day that no
// calendar has and for figures alone, which another reads. A date is vague when
// it had to be taken for the end of a longer time.
func (w dateWords) read(text string) (iso string, vague bool) {
	if len(text) > 120 {
		return "", false
	}
	said := tokens(text)
	if !slices.ContainsFunc(said, func(s string) bool { return strings.Trim(s, "0123456789") != "" }) {
		return "", false
	}
	until, said := w.part(said)
	var d partialDate
	for i, s := range said {
		month, isMonth := w.months[s]
		n, isNumber := w.number(s)
		switch {
		case isNumber && n >= 1000 && n <= 9999 && d.year == 0:
			d.year = n
		case isNumber && n >= 1 && n <= 31 && d.day == 0:
			d.day = n
		case isMonth && month > 0 && d.month == 0:
			d.month = month
		case w.first[s] && d.day == 0:
			d.day = 1
		case w.vague[s]:
			vague = true
		case w.around[s]:
		case i > 0 && w.nth[s] && strings.Trim(said[i-1], "0123456789") == "":
		default:
			return "", false
		}
	}
	if d.year == 0 || d.day > 0 && d.month == 0 {
		return "", false
	}
	if until > 0 && d.month == 0 {
		d.month = until
	}
	iso = d.iso()
	return iso, iso != "" && (vague || until > 0)
}

// last puts a date that is part of a text last and in its canonical form, after
// a comma: "Mayor's office, 2026-12-02". It gives "" where there is none, or
// nothing else.
func (w dateWords) last(text string) (with string, vague bool) {
	if iso, _ := w.read(text); iso != "" {
		return "", false
	}
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			continue
		}
		if iso, vague := w.read(text[i:]); iso != "" {
			return strings.TrimRight(text[:i], ",;: ") + ", " + iso, vague
		}
		if iso, vague := w.read(text[:i]); iso != "" && r == ',' {
			return strings.TrimSpace(text[i+1:]) + ", " + iso, vague
		}
	}
	return "", false
}

// number reads a figure, with or without the mark of an ordinal: 3, 3rd, 1er.
func (w dateWords) number(s string) (int, bool) {
	mark := strings.TrimLeft(s, "0123456789")
	n, err := strconv.Atoi(strings.TrimSuffix(s, mark))
	return n, err == nil && (mark == "" || w.nth[mark] && n <= 31)
}

// part takes the longest name of a part of a year out of what was said.
func (w dateWords) part(said []string) (until int, rest []string) {
	for n := min(3, len(said)); n > 0; n-- {
		for i := range len(said) - n + 1 {
			if m, ok := w.parts[strings.Join(said[i:i+n], " ")]; ok {
				return m, slices.Concat(said[:i], said[i+n:])
			}
		}
	}
	return 0, said
}

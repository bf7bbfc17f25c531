package call

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cleanText makes typed text fit to be kept: valid, NFC, without control
// characters but line feeds, and trimmed. All else stays as it was typed.
func cleanText(text string) string {
	return tidy(text, func(rune) bool { return false })
}

// cleanCode does the same for what is no prose: numbers, dates, addresses and
// codes. In these a mark that nobody can see has no business.
func cleanCode(text string) string { return tidy(text, ignorable) }

func tidy(text string, drop func(rune) bool) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\r', r == '\u0085':
			return '\n'
		case r == '\t':
			return ' '
		case r != '\n' && unicode.IsControl(r), drop(r):
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(norm.NFC.String(text))
}

// ignorable runes are not seen: zero-width spaces and joiners, marks of
// direction, soft hyphens, variation selectors, fillers.
func ignorable(r rune) bool {
	return r > unicode.MaxASCII && unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// visible tells whether anything of a text can be seen. Two symbols are empty
// by design.
func visible(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsSpace(r) && !ignorable(r) && r != '\u2800' && r != '\ufffc'
	})
}

// plainFigures writes the digits of every script as 0 to 9, every space as one
// kind of space and every apostrophe as one kind of apostrophe.
func plainFigures(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '0' + digit(r)
		case unicode.Is(unicode.Zs, r):
			return ' '
		}
		switch r {
		case '’', '‘', 'ʼ', '′', '´', '\u066C': // the last separates thousands in Arabic
			return '\''
		case '\u066B': // and this the decimals
			return ','
		case '\u066A', '％', '﹪':
			return '%'
		case '−', '‐', '‑', '–', '—', '－':
			return '-'
		}
		return r
	}, text)
}

// digit is the value of a digit. The digits of a script stand together, 0 first.
func digit(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return (r - rune(t.Lo)) % 10
		}
	}
	return 0
}

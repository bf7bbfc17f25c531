package locales

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fold makes texts comparable: without case, accents, invisible characters and
// differences of apostrophes, dashes and spaces.
func fold(s string) string {
	if plain(s) {
		return strings.Join(strings.Fields(strings.ToLower(s)), " ")
	}
	s = norm.NFKD.String(apostrophes.Replace(strings.ToValidUTF8(s, "")))
	s = strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII {
			return r
		}
		if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			return -1
		}
		if unicode.Is(unicode.Pd, r) {
			return '-'
		}
		return r
	}, s)
	s = letters.Replace(cases.Fold().String(s))
	return strings.Join(strings.Fields(s), " ")
}

var (
	apostrophes = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "´", "'", "`", "'", "′", "'")
	// letters are those that Unicode does not take apart.
	letters = strings.NewReplacer("œ", "oe", "æ", "ae", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")
)

// folded folds every item.
func folded(items []string) []string {
	out := make([]string, len(items))
	for i, s := range items {
		out[i] = fold(s)
	}
	return out
}

// phrase folds a whole message: besides, hyphens count as spaces and the marks
// around a sentence do not count. A message of marks only is left as it is.
func phrase(s string) string {
	s = fold(strings.ReplaceAll(s, "_", " "))
	inner := strings.TrimRight(strings.TrimLeft(s, "¡¿ "), ".,:;!?… ")
	if inner == "" {
		return s
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(inner, "-", " ")), " ")
}

// tokens takes a text apart into folded words and figures, without any marks.
func tokens(s string) []string {
	return strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// spoken is a text by its words alone.
func spoken(s string) string { return strings.Join(tokens(s), " ") }

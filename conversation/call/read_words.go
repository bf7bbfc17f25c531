package call

import (
	"strings"
	"unicode"
)

// readWords takes any text that can be seen. A phrase loses the full stop at
// its end, since it will stand inside a sentence.
func (f Field) readWords(text string) Reading {
	text = cleanText(text)
	if !visible(text) {
		return refused(problemEmpty())
	}
	if f.Limits.Phrase {
		text = withoutStop(text)
		if latin, mixed := latinised(text); mixed {
			return doubtful(Value{latin})
		}
	}
	return read(text)
}

// withoutStop drops a final full stop, but not the one of an abbreviation with
// several ("D.C.") nor an ellipsis.
func withoutStop(text string) string {
	for strings.HasSuffix(text, ".") {
		rest := strings.TrimSpace(text[:len(text)-1])
		last := rest[strings.LastIndexFunc(rest, unicode.IsSpace)+1:]
		if !visible(rest) || strings.Contains(last, ".") {
			break
		}
		text = rest
	}
	return text
}

// lookalikes are letters of other scripts that cannot be told from Latin ones.
var lookalikes = map[rune]rune{
	// Cyrillic
	'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T',
	'Х': 'X', 'Ѕ': 'S', 'І': 'I', 'Ј': 'J', 'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x',
	'ѕ': 's', 'і': 'i', 'ј': 'j',
	// Greek
	'Α': 'A', 'Β': 'B', 'Ε': 'E', 'Ζ': 'Z', 'Η': 'H', 'Ι': 'I', 'Κ': 'K', 'Μ': 'M', 'Ν': 'N', 'Ο': 'O', 'Ρ': 'P',
	'Τ': 'T', 'Υ': 'Y', 'Χ': 'X', 'ο': 'o', 'ν': 'v',
}

// latinised writes a text with Latin letters for their lookalikes, wherever a
// word mixes the two. Words of one script are left alone.
func latinised(text string) (latin string, changed bool) {
	var b strings.Builder
	for rest := text; rest != ""; {
		end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
		if end < 0 {
			end = len(rest)
		}
		b.WriteString(latinWord(rest[:end]))
		rest = rest[end:]
		next := strings.IndexFunc(rest, unicode.IsLetter)
		if next < 0 {
			next = len(rest)
		}
		b.WriteString(rest[:next])
		rest = rest[next:]
	}
	return b.String(), b.String() != text
}

func mixes(word string) bool {
	latin := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
	return latin && strings.ContainsFunc(word, func(r rune) bool { return lookalikes[r] != 0 })
}

func latinWord(word string) string {
	if !mixes(word) {
		return word
	}
	return strings.Map(func(r rune) rune {
		if l, ok := lookalikes[r]; ok {
			return l
		}
		return r
	}, word)
}

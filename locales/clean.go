package locales

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// Marks that keep a text of another direction apart from the sentence around it.
const (
	isolate    = "\u2068"
	endIsolate = "\u2069"
)

// clean makes what a person wrote safe inside a sentence: marks that turn the
// direction of writing and control characters are left out, and words written
// from right to left are isolated.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if turns(r) || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, string(utf8.RuneError)))
	if strings.ContainsFunc(s, fromRight) {
		return isolate + s + endIsolate
	}
	return s
}

func cleanAll(items []string) []string {
	cleaned := make([]string, len(items))
	for i, s := range items {
		cleaned[i] = clean(s)
	}
	return cleaned
}

// plain is the common case: nothing but printable ASCII.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// turns tells whether a rune changes the direction of what follows.
func turns(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

func fromRight(r rune) bool {
	properties, _ := bidi.LookupRune(r)
	class := properties.Class()
	return class == bidi.R || class == bidi.AL
}

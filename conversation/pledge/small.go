package pledge

import (
	"strings"
	"unicode"

	"pledgebot/conversation/call"
)

// How much a small correction may change: so many words, each by so many letters,
// and only words so long.
const (
	smallWords   = 3
	smallLetters = 2
	smallLeast   = 4
)

// Small tells whether an answer differs from another only by spelling and
// punctuation: it is in words, has as many of them, and all but three differ at
// most in punctuation, capitals and spaces; of those three each has four letters or
// more, no figure, and differs by at most two letters. A choice, a number, an amount
// or a date is never a small correction.
func Small(f call.Field, was, is call.Value) bool {
	if f.Kind != call.Words && f.Kind != call.ListOf || len(was) != len(is) {
		return false
	}
	others := 0
	for i := range was {
		before, after := bareWords(was[i]), bareWords(is[i])
		if len(before) != len(after) {
			return false
		}
		for n := range before {
			if before[n] == after[n] {
				continue
			}
			if others++; others > smallWords || !misspelt(before[n], after[n]) {
				return false
			}
		}
	}
	return true
}

// bareWords are the words of a text in small letters, without punctuation.
func bareWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// misspelt tells whether one word may be another, spelt otherwise.
func misspelt(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) < smallLeast || len(y) < smallLeast || strings.ContainsFunc(a+b, unicode.IsNumber) {
		return false
	}
	return distance(x, y) <= smallLetters
}

// distance is how many letters must be changed, added or left out.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before := row[0]
		row[0] = i + 1
		for j := range b {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, before+1)
		}
	}
	return row[len(b)]
}

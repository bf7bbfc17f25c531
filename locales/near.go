package locales

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// nearest lists the countries whose names differ least from what was typed:
// by one letter, in long names by two.
func (c countries) nearest(words string) []string {
	best := 0
	switch n := utf8.RuneCountInString(words); {
	case n >= 8 && n < 60:
		best = 2
	case n >= 5 && n < 60:
		best = 1
	}
	var codes []string
	for _, name := range c.names {
		d := distance(words, name.words, best)
		if best == 0 || d > best {
			continue
		}
		if d < best {
			best, codes = d, nil
		}
		if !slices.Contains(codes, name.code) {
			codes = append(codes, name.code)
		}
	}
	return codes
}

// distance counts the letters to add, drop, change or swap with their neighbour
// between two words. Beyond limit it only says that it is more.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	var before []int
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next := make([]int, len(y)+1)
		next[0] = i
		for j := 1; j <= len(y); j++ {
			change := row[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			next[j] = min(change, row[j]+1, next[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(y)]
}

// lookAlikes are Cyrillic and Greek letters that pass for Latin ones.
var lookAlikes = strings.NewReplacer(
	"а", "a", "в", "b", "с", "c", "е", "e", "һ", "h", "н", "h", "і", "i", "ј", "j", "к", "k", "м", "m",
	"о", "o", "р", "p", "ѕ", "s", "т", "t", "у", "y", "х", "x", "ԁ", "d", "ԛ", "q", "ԝ", "w",
	"α", "a", "β", "b", "ε", "e", "η", "n", "ι", "i", "κ", "k", "μ", "m", "ν", "v", "ο", "o", "ρ", "p", "τ", "t", "υ", "u", "χ", "x", "ζ", "z",
)

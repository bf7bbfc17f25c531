package desk

import (
	"regexp"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// A word is letters and figures with what joins them, or a single other
// character. Compared by characters, "100" and "250" would come out in shreds.
var wordsOf = regexp.MustCompile(`[\pL\pN]+(?:[.,'’-][\pL\pN]+)*|\s+|.`)

// compare is a wording with what was taken out struck and what came in strong,
// word by word.
func compare(was, is string) Line {
	names := map[string]rune{}
	var back []string
	encode := func(text string) []rune {
		var out []rune
		for _, word := range wordsOf.FindAllString(text, -1) {
			if _, known := names[word]; !known {
				names[word] = rune(len(back) + firstName)
				back = append(back, word)
			}
			out = append(out, names[word])
		}
		return out
	}
	before, after := encode(was), encode(is)
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 0 // the same texts always compare alike
	var line Line
	for _, part := range dmp.DiffCleanupSemantic(dmp.DiffMainRunes(before, after, false)) {
		text := ""
		for _, name := range part.Text {
			text += back[name-firstName]
		}
		mark := map[diffmatchpatch.Operation]Mark{diffmatchpatch.DiffDelete: Struck, diffmatchpatch.DiffInsert: Strong}[part.Type]
		if n := len(line); mark == Strong && n > 0 && line[n-1].Mark == Struck {
			line = append(line, Span{Text: " ", Mark: Apart})
		}
		line = append(line, Span{Text: text, Mark: mark})
	}
	return line
}

// firstName is the first rune that stands for a word: above all surrogates.
const firstName = 0xe000

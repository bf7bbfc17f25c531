// Package compare tells two wordings of a text apart, word by word.
package compare

import (
	"regexp"
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// A Part is a stretch of two texts.
type Part struct {
	Text string
	Is   Kind
}

// Kind says in which of two texts a part stands.
type Kind string

// The kinds.
const (
	Same    Kind = ""
	Removed Kind = "removed" // in the first only
	Added   Kind = "added"   // in the second only
)

// A word is letters and figures with what joins them, or a single other
// character. Compared by characters, "100" and "250" would come out in shreds.
var wordsOf = regexp.MustCompile(`[\pL\pN]+(?:[.,'’-][\pL\pN]+)*|\s+|.`)

// Words is both texts in one, in their order: without what is added the first, without
// what is removed the second. What is removed stands before what replaces it.
func Words(was, is string) []Part {
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
	var out []Part
	for _, d := range dmp.DiffCleanupSemantic(dmp.DiffMainRunes(before, after, false)) {
		var text strings.Builder
		for _, name := range d.Text {
			text.WriteString(back[name-firstName])
		}
		out = append(out, Part{Text: text.String(), Is: kinds[d.Type]})
	}
	return out
}

var kinds = map[diffmatchpatch.Operation]Kind{diffmatchpatch.DiffDelete: Removed, diffmatchpatch.DiffInsert: Added}

// firstName is the first rune that stands for a word: above all surrogates.
const firstName = 0xe000

// A Change is one place at which two texts differ. "" stands for nothing.
type Change struct{ Was, Is string }

// Changes are the places at which the parts of two texts differ, in their order.
func Changes(parts []Part) []Change {
	var out []Change
	for i, p := range parts {
		text := strings.TrimSpace(p.Text)
		switch {
		case p.Is == Same || text == "":
		case p.Is == Added && i > 0 && parts[i-1].Is == Removed && strings.TrimSpace(parts[i-1].Text) != "":
			out[len(out)-1].Is = text
		case p.Is == Added:
			out = append(out, Change{Is: text})
		default:
			out = append(out, Change{Was: text})
		}
	}
	return slices.DeleteFunc(out, func(c Change) bool { return c.Was == c.Is }) // spaces alone
}

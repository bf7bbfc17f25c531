package desk

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// said is a line without what is marked so.
func said(line Line, but Mark) string {
	var b strings.Builder
	for _, s := range line {
		if s.Mark != but && s.Mark != Apart {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// TestADifferenceHoldsBothTexts: without what is struck it is the new text, and
// without what came in the old one.
func TestADifferenceHoldsBothTexts(t *testing.T) {
	t.Parallel()
	words := rapid.SliceOf(rapid.SampledFrom([]string{"40", "100", "250", "1,500", "viviendas", "l'État", "à", "—", " ", "\n", "🏠", "مأوى"}))
	rapid.Check(t, func(t *rapid.T) {
		was, is := strings.Join(words.Draw(t, "was"), " "), strings.Join(words.Draw(t, "is"), " ")
		line := compare(was, is)
		if got := said(line, Struck); got != is {
			t.Errorf("without what is struck it says %q, not %q", got, is)
		}
		if got := said(line, Strong); got != was {
			t.Errorf("without what came in it says %q, not %q", got, was)
		}
	})
}

func TestWordsAreComparedWhole(t *testing.T) {
	t.Parallel()
	line := compare("Pondrá 100 viviendas a disposición.", "Pondrá 250 viviendas a disposición.")
	var struck, strong []string
	for _, s := range line {
		switch s.Mark {
		case Struck:
			struck = append(struck, s.Text)
		case Strong:
			strong = append(strong, s.Text)
		}
	}
	if strings.Join(struck, "|") != "100" || strings.Join(strong, "|") != "250" {
		t.Errorf("struck %q, strong %q", struck, strong)
	}
}

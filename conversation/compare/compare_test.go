package compare_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation/compare"
)

// without is a text of parts but those of a kind.
func without(parts []compare.Part, kind compare.Kind) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Is != kind {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// TestADifferenceHoldsBothTexts: without what was removed it is the new text, and
// without what was added the old one.
func TestADifferenceHoldsBothTexts(t *testing.T) {
	t.Parallel()
	words := rapid.SliceOf(rapid.SampledFrom([]string{"40", "100", "250", "1,500", "viviendas", "l'État", "à", "—", " ", "\n", "🏠", "مأوى"}))
	rapid.Check(t, func(t *rapid.T) {
		was, is := strings.Join(words.Draw(t, "was"), " "), strings.Join(words.Draw(t, "is"), " ")
		parts := compare.Words(was, is)
		if got := without(parts, compare.Removed); got != is {
			t.Errorf("without what was removed it says %q, not %q", got, is)
		}
		if got := without(parts, compare.Added); got != was {
			t.Errorf("without what was added it says %q, not %q", got, was)
		}
		differ := strings.Join(strings.Fields(was), " ") != strings.Join(strings.Fields(is), " ")
		if changes := compare.Changes(parts); differ && len(changes) == 0 {
			t.Errorf("%q and %q: %q", was, is, changes)
		}
	})
}

func TestWordsAreComparedWhole(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		was, is string
		want    []compare.Change
	}{
		{"Pondrá 100 viviendas a disposición.", "Pondrá 250 viviendas a disposición.", []compare.Change{{"100", "250"}}},
		{"Homes for families", "Homes for newly arrived families", []compare.Change{{"", "newly arrived"}}},
		{"Homes, soon, for families", "Homes for families", []compare.Change{{", soon,", ""}}},
		{"Homes for families", "Homes  for\nfamilies", nil},
		{"", "Homes", []compare.Change{{"", "Homes"}}},
		{"L’accueil des familles", "L’accueil des personnes", []compare.Change{{"familles", "personnes"}}},
	} {
		if got := compare.Changes(compare.Words(tc.was, tc.is)); !slices.Equal(got, tc.want) {
			t.Errorf("%q and %q: %q, not %q", tc.was, tc.is, got, tc.want)
		}
	}
}

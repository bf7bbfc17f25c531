package telegram_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"pledgebot/bot"
	"pledgebot/conversation/call"
)

// awkward are pieces of labels that are hard to show: some are not seen, some
// take no room, some are cut wrongly between two runes.
var awkward = []string{
	"", " ", "\n", "\t", "\x1b", "\u00a0", "\u00ad", "\u115f", "\u200b", "\u200d", "\u2028", "\u202e", "\u2060", "\u2068", "\u2069", "\u2800", "\u3000",
	"\u3164", "\ufe0f", "\ufeff", "\ufffc", "\U000e0041", "\u0301", "\u030a", strings.Repeat("\u0301", 300), "a", "é", "1", "·", "عَمّان", "👩‍👩‍👧‍👦", "🇪🇨", "<b>", "&",
	strings.Repeat("Plan ", 20), strings.Repeat("都", 60), "\xff",
}

// TestEveryLabelIsTaken: whatever people's words make of a label, Telegram takes
// the message, something can be seen on every button, and no button is longer
// than a phone shows.
func TestEveryLabelIsTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	label := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(awkward), 0, 4).Draw(t, "pieces"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		m := bot.Message{Lang: "en", Text: "Which one?", Prompt: "ABCDEFGH.menu.1"}
		tick, listed := rapid.Bool().Draw(t, "tick"), rapid.Bool().Draw(t, "listed")
		for i := range rapid.IntRange(1, 12).Draw(t, "many") {
			m.Options = append(m.Options, bot.Button{
				ID: call.OptionID(fmt.Sprint("option", i)), Label: label.Draw(t, "label"), Tick: tick, Ticked: i == 1, Listed: listed && i%2 == 0,
			})
		}
		for i := range 2 {
			m.Options = append(m.Options, bot.Button{ID: call.OptionID(fmt.Sprint("minor", i)), Label: label.Draw(t, "minor label"), Minor: true})
		}
		m.Chosen = &bot.Chosen{At: 2, Labels: []string{label.Draw(t, "chosen")}}
		last := ana.sends(t, m)
		n := 0
		for _, row := range last[len(last)-1].Buttons {
			for _, b := range row {
				n++
				if !strings.ContainsFunc(strings.TrimLeft(b.Label, "☐☑ "), inked) || uniseg.StringWidth(b.Label) > 44 || len([]rune(b.Label)) > 170 {
					t.Fatalf("a button says %q", b.Label)
				}
			}
		}
		if n != len(m.Options) || len(w.noticed()) > 0 {
			t.Fatalf("%d buttons of %d\n%s", n, len(m.Options), w.log)
		}
	})
}

// TestALabelThatSaysNothingHasANumber to press or to type.
func TestALabelThatSaysNothingHasANumber(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	shown := ana.sends(t, bot.Message{Lang: "en", Text: "Which one?", Prompt: "ABCDEFGH.menu.1", Options: []bot.Button{
		{ID: "a", Label: "A plan"}, {ID: "b", Label: "\u2800"}, {ID: "back", Label: "Back", Minor: true},
	}})
	var labels []string
	for _, row := range shown[0].Buttons {
		for _, b := range row {
			labels = append(labels, b.Label)
		}
	}
	if got := strings.Join(labels, ", "); got != "1. A plan, 2. …, Back" || !strings.Contains(shown[0].Text, "1. A plan\n\n2. …") {
		t.Errorf("buttons %s under %q", got, shown[0].Text)
	}
}

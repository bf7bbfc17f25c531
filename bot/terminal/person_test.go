package terminal

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"pledgebot/bot"
)

func TestPages(t *testing.T) {
	t.Parallel()
	turns := [][]bot.Message{{menu()}, {priorities()}, {hostile()}, {forwarded(), received()}}
	for _, width := range []int{40, 80} {
		for _, color := range []bool{false, true} {
			name := fmt.Sprintf("page-%d.txt", width)
			if color {
				name = fmt.Sprintf("page-%d-color.txt", width)
			}
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				got := play(t, &script{turns: turns}, "1\n1, 3\ntitle\n", Options{Width: width, Color: color})
				golden(t, name, got)
			})
		}
	}
}

func TestPagesKeepTheirWidth(t *testing.T) {
	t.Parallel()
	for _, width := range []int{1, 20, 33, 80} {
		p := person{width: pageWidth(nil, width)}
		for _, m := range []bot.Message{menu(), priorities(), hostile(), received()} {
			for line := range strings.SplitSeq(p.message(m), "\n") {
				if got := uniseg.StringWidth(line); got > max(width, least) {
					t.Errorf("%q is %d wide, in %d", line, got, width)
				}
			}
		}
	}
}

func TestNumbersCountWhatIsNotMinor(t *testing.T) {
	t.Parallel()
	p := person{width: pageWidth(nil, 80)}
	got := p.message(bot.Message{Options: []bot.Button{
		{ID: "a", Label: "First"},
		{ID: "b", Label: "Second", Group: "Heading"},
		{ID: "l", Label: "In the text", Listed: true},
		{ID: "c", Label: "Third"},
		{ID: "back", Label: "Back", Minor: true},
	}})
	if want := "\n1. First\n\nHeading\n2. Second\n\n4. Third\n\nBack\n"; got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
}

func TestQuestionStandsOut(t *testing.T) {
	t.Parallel()
	p := person{color: true, width: pageWidth(nil, 80)}
	for name, c := range map[string]struct{ text, want string }{
		"a question before what is expected": {"6 of 13\n\nHow many?\n\nA number.", "\n6 of 13\n\n\x1b[1mHow many?\x1b[0m\n\nA number.\n"},
		"no question mark":                   {"6 of 13\n\nName the city.", "\n6 of 13\n\n\x1b[1mName the city.\x1b[0m\n"},
		"a quoted question":                  {"« Combien\u202f?\u202f»\n\nUn nombre.", "\n\x1b[1m« Combien\u202f?\u202f»\x1b[0m\n\nUn nombre.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := p.message(bot.Message{Text: c.text, Prompt: "p"}); got != c.want {
				t.Errorf("shown %q, want %q", got, c.want)
			}
		})
	}
	if got := p.message(text("Why?")); got != "\nWhy?\n" {
		t.Errorf("what asks nothing is shown as %q", got)
	}
}

func TestNothingIsShownForNothing(t *testing.T) {
	t.Parallel()
	if got := (person{width: pageWidth(nil, 80)}).message(bot.Message{}); got != "" {
		t.Errorf("shown %q", got)
	}
}

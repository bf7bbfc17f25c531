package telegram_test

import (
	"strings"
	"testing"
)

// TestTwoAnswerAtOnce: both texts are kept, and the second to come sees both, with
// who wrote the first.
func TestTwoAnswerAtOnce(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, health := w.person(7, "en"), w.person(9, "en")
		ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
		ana.lets(health, "Health Department", "*let_write")
		ana.does("/preview", "*title")
		health.does("/preview", "*title", "Forty homes for families")
		ana.does("Forty places for families")
		got := strings.ReplaceAll(ana.Last().Text, "\u00a0", " ")
		for _, part := range []string{"It reads now (Health Department, 25 November 2026): Forty homes for families", "You wrote: Forty places for families"} {
			if !strings.Contains(got, part) {
				t.Errorf("%q is not in\n%s", part, got)
			}
		}
		health.does("*title", "Homes that last for families")
		ana.does("*mine")
		if got := ana.Last().Text; !strings.Contains(got, "Homes that last for families") || ana.answer("title") != "Homes that last for families" {
			t.Errorf("what was written since is written over unread: %s", got)
		}
		ana.does("*mine")
		if title := ana.mine()[0].Value("title").First(); title != "Forty places for families" {
			t.Errorf("the title is %q", title)
		}
	})
}

// TestWhatIsOfferedShowsAColleaguesText: a yes writes over it, so it is read first.
func TestWhatIsOfferedShowsAColleaguesText(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	ana, health := w.person(7, "en"), w.person(9, "en")
	ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
	ana.lets(health, "Health Department", "*let_write")
	ana.does("/preview", "*title")
	question := ana.Last()
	ana.does("/preview")
	health.does("/preview", "*title", "Forty homes for families")
	ana.Quotes(question.ID, "Forty places for families")
	w.settle()
	if got := ana.Last().Text; !strings.Contains(got, "Your answer so far: Forty homes for families\n\nYou wrote: “Forty places for families”. Shall I take it") {
		t.Errorf("ana reads\n%s", got)
	}
	health.does("/preview", "*title", "Homes that last for families")
	ana.does("*yes")
	if got := ana.Last().Text; !strings.Contains(got, "was changed while you were writing") || ana.answer("title") != "Homes that last for families" {
		t.Errorf("what was written since is written over unread: %s", got)
	}
}

// TestAnAdviceTakenOverAnotherText: what a colleague has written since a single answer
// of another was shown is not written over unread.
func TestAnAdviceTakenOverAnotherText(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: webhook})
	ana, health, housing := w.person(7, "en"), w.person(9, "en"), w.person(8, "en")
	ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
	ana.lets(health, "Health Department", "*let_write")
	ana.does("/preview", "*title", "*involve", "*consult")
	_, payload := ana.passedOn()
	housing.does("/start "+payload, "*continue", "Homes by the housing office", "Housing Department")
	w.told()
	ana.reads("Homes by the housing office")
	health.does("/preview", "*title", "Homes by the health office")
	ana.does("*yes")
	if got := ana.answer("title"); got != "Homes by the health office" {
		t.Errorf("the title is %q", got)
	}
	ana.reads("Homes by the health office", "You wrote: Homes by the housing office")
	ana.does("*mine")
	if got := ana.answer("title"); got != "Homes by the housing office" {
		t.Errorf("the title is %q", got)
	}
}

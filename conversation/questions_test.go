package conversation_test

import (
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// notCounted are places that ask for neither an answer nor the confirmation.
var notCounted = []string{"language", "privacy", "menu", "drafts", "preview", "open", "clash"}

// fitting answers every kind of slot.
func fitting(s call.Slot) string {
	switch s.Kind {
	case call.Whole:
		if s.Name == "target" {
			return "20"
		}
		return "45"
	case call.Date:
		return "June 2028"
	}
	return "a first thing"
}

// TestQuestionsPerTemplate counts what is asked from "draft a pledge" to
// "submitted": nine and a question a slot, and four less where the city is
// known.
func TestQuestionsPerTemplate(t *testing.T) {
	t.Parallel()
	for _, tpl := range call.Default().Templates {
		t.Run(string(tpl.ID), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.line("/open en")
			first := submitTemplate(w, tpl, "Riobamba", "Ecuador", "The City of Riobamba")
			second := submitTemplate(w, tpl)
			if len(w.pledges) != 2 || w.pledges[1].Submitted == nil {
				t.Fatal("not submitted")
			}
			if want := 9 + len(tpl.Slots); first != want {
				t.Errorf("%d questions, want %d", first, want)
			}
			if want := 5 + len(tpl.Slots); second != want {
				t.Errorf("%d questions for a known city, want %d", second, want)
			}
			t.Logf("%s: %d slots, %d questions, %d for a known city", tpl.ID, len(tpl.Slots), first, second)
		})
	}
}

func submitTemplate(w *world, tpl call.Template, city ...string) int {
	w.asked = nil
	w.line("/choose draft")
	if w.session.Prompt.At == "privacy" {
		w.line("/choose continue")
	}
	for _, line := range city {
		w.line(line)
	}
	w.line("/choose " + string(tpl.Priority))
	w.line("done")
	w.line("/choose " + string(tpl.ID))
	for _, s := range tpl.Slots {
		w.line(fitting(s))
	}
	w.line("/choose full_text")
	if len(city) > 0 {
		w.line("migration@riobamba.gob.ec")
	}
	w.line("submit")
	w.line("Mayor's office, 20 November 2026")
	w.line("submit")
	n := 0
	for _, place := range w.asked {
		if !slices.Contains(notCounted, place) && !strings.HasSuffix(place, ".check") {
			n++
		}
	}
	return n
}

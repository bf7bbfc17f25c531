package conversation_test

import (
	"testing"

	"pledgebot/conversation"
)

// TestATextOfferedOutlivesALateTelling: "Keep mine" was pressed, and before that could
// be told a newer text came and is offered. It stays offered.
func TestATextOfferedOutlivesALateTelling(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, line := range []string{"/open en", "Draft a pledge", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba", "back"} {
		w.line(line)
	}
	w.line("/other entity_name The Municipality of Riobamba")
	w.line("The Town of Riobamba")
	clash := w.last.Prompt
	w.line("/quote entity_name The Canton of Riobamba")
	offered := w.last
	if offered.At != "entity_name.check" {
		t.Fatalf("a newer text leads to %q", offered.At)
	}
	w.line("/other entity_name The Town of Riobamba")
	w.tell(conversation.Happened{Facts: w.facts[len(w.facts)-1:], Prompt: clash})
	if w.session.Prompt.ID != offered.Prompt || w.session.Held == nil {
		t.Fatalf("open is %q, and held is %+v", w.session.Prompt.ID, w.session.Held)
	}
	w.line("yes")
	if w.last.At != conversation.AtClash { // it was offered before that
		t.Errorf("yes leads to %q", w.last.At)
	}
	w.line("/choose mine")
	if got := w.pledges[0].Value("entity_name").First(); got != "The Canton of Riobamba" {
		t.Errorf("the name is %q", got)
	}
}

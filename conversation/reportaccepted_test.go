package conversation_test

import (
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// TestAReportOpensTheWayToOthers: who said in it that there is a new contact person, or a
// new head of government, is led on once it is accepted, and nobody else is.
func TestAReportOpensTheWayToOthers(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		head, contact string
		at            conversation.Place
		says          string
	}{
		"neither":          {"no", "no", conversation.AtMenu, ""},
		"a new head":       {"yes", "no", conversation.AtPreview, "report.new_head"},
		"a new contact":    {"no", "yes", conversation.AtNotMe, "not_me.ask"},
		"and both at once": {"yes", "yes", conversation.AtNotMe, "report.new_head"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := promised(t, "/report", "/choose under_way", "/choose in_progress", "/choose on_track", "The first 38 homes are let.", "The last two follow in autumn.",
				"/choose "+tt.head, "/choose "+tt.contact, "/choose whole", "/choose submit", "Mayor's office, 20 April 2028", "/choose submit", "/desk accept")
			said := tt.says == ""
			for _, text := range w.last.Texts {
				said = said || text.Key == tt.says
			}
			if at := w.session.Prompt.At; at != tt.at || !said {
				t.Errorf("it leads to %s and says %v", w.machine.Name(at), w.last.Texts)
			}
			if tt.at == conversation.AtNotMe {
				w.line("/choose hand_over")
				if w.facts[len(w.facts)-1].Kind != pledge.Offered {
					t.Errorf("it cannot be handed over from there: %v", w.last.Texts)
				}
			}
		})
	}
}

package conversation_test

import (
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// TestNewsComesWhereTheDialogIsBehind: a dialog that was lost stands at a question of a
// pledge that the team has decided on. It waits for no answer, and keeps no news back.
func TestNewsComesWhereTheDialogIsBehind(t *testing.T) {
	t.Parallel()
	for name, at := range map[string]conversation.Place{"at the first question": "place_name", "at the last": "approvals", "at the last look": "confirm"} {
		for line, want := range map[string]string{"accept": "has been accepted", "ask title Which families?": "Which families?"} {
			t.Run(name+", "+line, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.line("/open en")
				var behind conversation.Session
				w.tap = func(s conversation.Session, _ conversation.View, _ conversation.Event) {
					if s.Prompt.At == at {
						behind = s
					}
				}
				submitTemplate(w, call.Default().Templates[0], "Riobamba", "Ecuador", "The City of Riobamba")
				w.session = behind
				w.line("/desk " + line)
				if got := w.spoken(); !strings.Contains(got, want) {
					t.Errorf("at %s the news is:\n%s", behind.Prompt.At, got)
				}
			})
		}
	}
}

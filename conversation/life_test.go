package conversation_test

import (
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// lifeLines are what the team may do about an accepted pledge, beside what it may do
// about a change of it.
var lifeLines = append([]string{
	"edit en A plan / Riobamba adopts a plan.", "edit es Un plan / Riobamba aprueba un plan.", "edit fr ", "propose", "publish 2026-12-13", "unpublish An error.",
	"enter gfmd 12", "enter un_network 7516", "suspend Nobody answers.", "resume",
}, teamLines...)

// TestNextAfterTheDecision walks likewise through what may become of an accepted pledge:
// it is changed, published, listed, suspended and withdrawn, by the city and by the team.
func TestNextAfterTheDecision(t *testing.T) {
	t.Parallel()
	rapid.Check(t, live)
}

func FuzzNextAfterTheDecision(f *testing.F) { f.Fuzz(rapid.MakeFuzz(live)) }

func live(t *rapid.T) {
	w := newWorld(t)
	w.line("/open en")
	submitTemplate(w, call.Default().Templates[rapid.IntRange(0, len(call.Default().Templates)-1).Draw(t, "template")], "Riobamba", "Ecuador", "The City of Riobamba")
	w.tell(conversation.Told{Facts: w.decides("accept")})
	stroll(t, w, func(t *rapid.T, w *world) conversation.Event {
		if rapid.IntRange(0, 2).Draw(t, "team") == 0 {
			if facts := w.decides(lifeLines[rapid.IntRange(0, len(lifeLines)-1).Draw(t, "decision")]); len(facts) > 0 {
				return conversation.Told{Facts: facts}
			}
		}
		return drawEvent(t, w)
	})
}

package conversation_test

import (
	"testing"

	"pledgebot/conversation"
)

// TestATextBelowAQuestionThatWasNotNoted: the question was shown, and the program
// died before it noted where. A text below it is offered to it, not called a
// mistake, although the last prompt whose place is known takes no text.
func TestATextBelowAQuestionThatWasNotNoted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, line := range []string{"/open en", "Draft a pledge", "/choose continue"} {
		w.line(line)
	}
	w.session.Shown = w.session.Shown[:len(w.session.Shown)-1]
	w.line("Riobamba")
	if at := conversation.Place("place_name.check"); w.last.At != at {
		t.Fatalf("it leads to %q instead of %q", w.last.At, at)
	}
	w.line("yes")
	if got := w.pledges[0].Value("place_name").First(); got != "Riobamba" {
		t.Errorf("%q is kept", got)
	}
}

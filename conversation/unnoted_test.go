package conversation_test

import (
	"testing"

	"pledgebot/conversation"
)

// TestATextBelowAQuestionThatWasNotNoted: the question was shown, and the program
// died before it noted where, or has shown it again since. A text below it is
// offered to it, not called a mistake, although the prompt above that is known
// takes no text.
func TestATextBelowAQuestionThatWasNotNoted(t *testing.T) {
	t.Parallel()
	for name, say := range map[string]func(w *world){
		"not noted": func(w *world) {
			w.session.Shown = w.session.Shown[:len(w.session.Shown)-1]
			w.line("Riobamba")
		},
		"shown again": func(w *world) { w.line("/late privacy Riobamba") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for _, line := range []string{"/open en", "Draft a pledge", "/choose continue"} {
				w.line(line)
			}
			say(w)
			offered(t, w)
		})
	}
}

func offered(t *testing.T, w *world) {
	t.Helper()
	if at := conversation.Place("place_name.check"); w.last.At != at {
		t.Fatalf("it leads to %q instead of %q", w.last.At, at)
	}
	w.line("yes")
	if got := w.pledges[0].Value("place_name").First(); got != "Riobamba" {
		t.Errorf("%q is kept", got)
	}
}

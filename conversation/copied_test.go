package conversation_test

import (
	"testing"

	"pledgebot/conversation"
)

// TestAnAnswerAboveTheCopyOfItsQuestion: a question was shown, and nobody noted where,
// because a replica died. It was answered, shown once more below the answer, and the
// dialog went on before the answer came. It is offered to that question, and not lost.
func TestAnAnswerAboveTheCopyOfItsQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, line := range []string{"/open en", "Draft a pledge", "/choose continue", "Riobamba", "Ecuador", "preview"} {
		w.line(line)
	}
	w.mark += 2 // the question as it was shown first, and the answer below it
	answer := w.mark
	w.line("/choose entity_name")
	w.line("preview")
	w.line("/choose involve")
	for _, text := range []string{"The City of Riobamba", "The Municipality of Riobamba"} {
		w.tell(w.said(text, func(said *conversation.Said) { said.Mark = answer }))
		if w.last.At != "entity_name.check" {
			t.Fatalf("%q leads to %q", text, w.last.At)
		}
	}
	w.line("yes")
	if got := w.pledges[0].Value("entity_name").First(); got != "The City of Riobamba" {
		t.Errorf("%q is kept", got)
	}
	if w.line("yes"); w.pledges[0].Value("entity_name").First() != "The Municipality of Riobamba" {
		t.Errorf("the second answer is not offered in its turn: %q stands", w.pledges[0].Value("entity_name"))
	}
}

package conversation_test

import (
	"strings"
	"testing"

	"pledgebot/conversation"
)

// TestTheMenuComesAfterTextsThatWait: each is offered once before it.
func TestTheMenuComesAfterTextsThatWait(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, line := range []string{"/open en", "Draft a pledge", "/choose continue", "Riobamba"} {
		w.line(line)
	}
	for _, typed := range []string{"le 3 mai 2028", "le 4 mai 2028", "le 5 mai 2028"} {
		w.found("s2") // before the offer of the last one was shown
		w.tell(w.said(typed, nil))
	}
	for _, typed := range []string{"le 4 mai 2028", "le 5 mai 2028"} {
		w.tell(conversation.Chose{Prompt: w.session.Prompt.ID, Option: "menu"})
		if said := w.texts.Text("en", w.last.Texts[0]); w.last.At != "country.check" || !strings.Contains(said, typed) {
			t.Fatalf("at %s it says %q", w.last.At, said)
		}
	}
	w.tell(conversation.Chose{Prompt: w.session.Prompt.ID, Option: "menu"})
	if w.last.At != conversation.AtMenu {
		t.Errorf("at last %s is asked", w.last.At)
	}
}

// TestWhatWasTypedTwiceIsOfferedOnce: after a loss somebody types their answer
// again. Once the first has been taken, the same words are not asked about.
func TestWhatWasTypedTwiceIsOfferedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, line := range []string{"/open en", "Draft a pledge", "/choose continue", "Riobamba", "Ecuador"} {
		w.line(line)
	}
	for range 2 {
		w.found("s2")
		w.tell(w.said("The City of Riobamba", nil))
	}
	if w.last.At != "entity_name.check" {
		t.Fatalf("a text in doubt leads to %s", w.last.At)
	}
	w.line("yes")
	if strings.HasSuffix(string(w.last.At), ".check") {
		t.Errorf("the same text is offered again at %s", w.last.At)
	}
	if len(w.session.Waiting) > 0 {
		t.Errorf("%d texts wait", len(w.session.Waiting))
	}
}

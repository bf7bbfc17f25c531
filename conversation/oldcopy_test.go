package conversation_test

import (
	"testing"
	"time"

	"pledgebot/conversation"
)

// TestAnOldCopyMakesNoSecondDraft: the store of dialogs holds again what it held
// before the draft was made. What is said then goes to that draft: the same answer
// changes nothing, and another is offered.
func TestAnOldCopyMakesNoSecondDraft(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]conversation.Place{"Riobamba": "country", "Guano": "place_name.check"} {
		t.Run(said, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for _, line := range []string{"/open en", "Draft a pledge", "/choose continue"} {
				w.line(line)
			}
			old := w.session
			w.now = w.now.Add(time.Second)
			w.line("Riobamba")
			w.session = old
			w.found("s9")
			w.line(said)
			w.line("yes") // it is offered, as all that is said in doubt
			if len(w.pledges) != 1 {
				t.Fatalf("there are %d drafts", len(w.pledges))
			}
			if w.last.At != want {
				t.Errorf("it leads to %q instead of %q", w.last.At, want)
			}
			if said == "Riobamba" {
				return
			}
			w.line("yes")
			if got := w.pledges[0].Value("place_name").First(); got != said {
				t.Errorf("%q is kept", got)
			}
		})
	}
}

// TestACopyFromBeforeTheDraftMakesNoSecondOne: it is older than the wish for a
// draft, and has been told only where the open question stands.
func TestACopyFromBeforeTheDraftMakesNoSecondOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.line("/open en")
	old := w.session
	w.now = w.now.Add(time.Second)
	for _, line := range []string{"Draft a pledge", "/choose continue", "Riobamba", "Ecuador"} {
		w.line(line)
	}
	open := w.last
	w.session = old
	w.found("s9")
	w.session = conversation.Shown(w.session, open.Prompt, open.At, w.mark)
	for _, line := range []string{"The City of Riobamba", "yes", "yes"} { // offered in doubt, and then to the draft
		w.line(line)
	}
	if len(w.pledges) != 1 {
		t.Fatalf("there are %d drafts", len(w.pledges))
	}
	if got := w.pledges[0].Value("entity_name").First(); got != "The City of Riobamba" {
		t.Errorf("%q is kept", got)
	}
}

// TestATemplateChosenInAnOldCopyIsOffered to the draft that there is.
func TestATemplateChosenInAnOldCopyIsOffered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, line := range []string{"/open en", "Draft a pledge", "/choose continue"} {
		w.line(line)
	}
	for w.last.At != "template" {
		w.line("/choose unknown")
	}
	old := w.session
	old.Pledge, old.Begun = "", old.Begun.Add(-time.Second) // of a draft that was made elsewhere
	w.line("/choose own")
	w.session = old
	w.line("/choose p4ho-homes")
	if w.last.At != "template.check" {
		t.Fatalf("the other template leads to %q", w.last.At)
	}
	w.line("yes")
	if got := w.pledges[0].Template(); len(w.pledges) != 1 || got != "p4ho-homes" {
		t.Errorf("%d drafts, the first from %q", len(w.pledges), got)
	}
}

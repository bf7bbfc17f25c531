package conversation_test

import (
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// bounces is the service learning that a mail with the pledge will not come.
func (w *world) bounces() { w.bouncesTo(false) }

// bouncesTo is the same of a copy to the city.
func (w *world) bouncesTo(city bool) {
	w.t.Helper()
	p := &w.pledges[len(w.pledges)-1]
	after, facts, refusal := pledge.Apply(w.machine.Call(), w.texts, *p, w.now, pledge.Actor{}, pledge.Bounce{Why: "550 no such mailbox", Copy: city})
	if refusal != "" {
		w.t.Fatal(refusal)
	}
	*p = after
	w.tell(conversation.Told{Facts: facts})
}

// TestAMailThatIsRefusedIsToldHonestly: the city learns that the mail did not come, and
// that its pledge has; the server's words are not for it.
func TestAMailThatIsRefusedIsToldHonestly(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.bounces()
	if got := w.spoken(); !strings.Contains(got, "could not be delivered") || !strings.Contains(got, w.pledges[0].Submitted.Reference) || strings.Contains(got, "550") {
		t.Errorf("the owner reads:\n%s", got)
	}
}

// TestAMailThatMattersNoMoreIsNotTold, neither after the decision nor of a pledge that
// is a draft again.
func TestAMailThatMattersNoMoreIsNotTold(t *testing.T) {
	t.Parallel()
	for name, lines := range map[string][]string{
		"accepted":   {"/desk accept"},
		"taken back": {"/preview", "/choose recall"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := withTeam(t)
			for _, line := range lines {
				w.line(line)
			}
			w.bounces()
			if got := w.spoken(); strings.Contains(got, "could not be delivered") {
				t.Errorf("the owner reads:\n%s", got)
			}
		})
	}
}

// TestACopyThatIsRefusedIsTold with the address, whatever the state of the pledge.
func TestACopyThatIsRefusedIsTold(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk accept")
	w.bouncesTo(true)
	if got := w.spoken(); !strings.Contains(got, "could not be delivered to migration@riobamba.gob.ec") || strings.Contains(got, "550") {
		t.Errorf("the owner reads:\n%s", got)
	}
}

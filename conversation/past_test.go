package conversation_test

import (
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// TestALateOutcomeLeavesTheOpenQuestionAlone: an answer was kept, nobody heard of
// it, and the person gave it again and went on. When it is told at last, the
// buttons on the screen still count.
func TestALateOutcomeLeavesTheOpenQuestionAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, line := range []string{"/open en", "Draft a pledge", "/choose continue", "Riobamba", "Ecuador"} {
		w.line(line)
	}
	open := w.session.Prompt
	p := w.pledges[0]
	for _, late := range []pledge.Fact{
		{Pledge: p.ID, Rev: p.Rev - 1, Kind: pledge.Answered, Field: "place_name", Value: p.Value("place_name")},
		{Rev: 1, Kind: pledge.Settled, Lang: "en"}, // the notice was read
	} {
		w.tell(conversation.Happened{Facts: []pledge.Fact{late}})
		if w.session.Prompt.ID != open.ID || w.session.Prompt.At != "entity_name" {
			t.Errorf("%s is open after %s, not %s", w.session.Prompt.ID, late.Kind, open.ID)
		}
	}
}

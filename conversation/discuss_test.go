package conversation_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/conversation/pledge/pledgetest"
)

// TestNextWithTheTeam walks likewise through a pledge about which the team asks,
// suggests, corrects and retracts meanwhile.
func TestNextWithTheTeam(t *testing.T) {
	t.Parallel()
	rapid.Check(t, discuss)
}

func FuzzNextWithTheTeam(f *testing.F) { f.Fuzz(rapid.MakeFuzz(discuss)) }

func discuss(t *rapid.T) {
	w := newWorld(t)
	w.line("/open en")
	submitTemplate(w, call.Default().Templates[rapid.IntRange(0, len(call.Default().Templates)-1).Draw(t, "template")], "Riobamba", "Ecuador", "The City of Riobamba")
	stroll(t, w, func(t *rapid.T, w *world) conversation.Event {
		if rapid.IntRange(0, 2).Draw(t, "team") == 0 {
			if facts := w.decides(teamLines[rapid.IntRange(0, len(teamLines)-1).Draw(t, "decision")]); len(facts) > 0 {
				return conversation.Told{Facts: facts}
			}
		}
		return drawEvent(t, w)
	})
}

// teamLines are what the team may do in between.
var teamLines = []string{
	"claim", "release", "look", "ask title Which homes?", "ask commitment,title@fr Au total ?", "standard title by_when",
	"change title Shorter, please", "suggest title A title by the team", "suggest description What we do, in a sentence or two.",
	"correct 1 Which homes, please?", "correct 2 Another title of the team", "retract 1", "retract 2", "retract 3", "accept", "decline No.", "reconsider", "help Shall we look at it together?",
}

// decides is what the team makes true by a line, if it may.
func (w *world) decides(line string) []pledge.Fact {
	if len(w.pledges) == 0 { // its people have left
		return nil
	}
	p := &w.pledges[0]
	cmd, _ := pledgetest.Decision(*p, line)
	after, facts, _ := pledge.Apply(w.machine.Call(), w.texts, *p, w.now, pledge.Actor{Person: "desk:x", Role: pledge.Reviewer, Org: "UCLG"}, cmd)
	*p = after
	w.facts = append(w.facts, facts...)
	return facts
}

// keeps gives a check that an answer to the team is kept, or offered again. One
// that is too long is refused.
func (w *world) keeps(e conversation.Event) func() bool {
	said, _ := e.(conversation.Said)
	at, told := string(w.session.Prompt.At), len(w.facts)
	asked := strings.HasPrefix(at, "question:") || strings.HasPrefix(at, "reply:")
	words := said.Meaning.Word == "" && len(said.Meaning.Options) == 0 && strings.TrimSpace(said.Text) != "" && len(said.Text) < 2000
	if !asked || !words || len(w.pledges) == 0 || w.pledges[0].State != pledge.ChangesRequested {
		return func() bool { return true }
	}
	return func() bool {
		return len(w.facts) > told || w.session.Held != nil || slices.ContainsFunc(w.facts, func(f pledge.Fact) bool { return f.Value.First() == said.Text })
	}
}

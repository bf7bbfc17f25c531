package conversation_test

import (
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// opened counts how often a question was opened.
func (w *world) opened() (n int) {
	for _, f := range w.facts {
		if f.Kind == pledge.WasOpened {
			n++
		}
	}
	return n
}

// The first press that shows that somebody has read a question says so once, and
// leads where it would have led.
func TestOpeningAQuestion(t *testing.T) {
	t.Parallel()
	for line, at := range map[string]conversation.Place{
		"/choose answer": "reply:", "/choose reword": "title", "/choose skip": conversation.AtMenu,
	} {
		w := withTeam(t)
		w.line("/desk ask title Which families?")
		if w.opened() > 0 {
			t.Error("what is only shown counts as opened")
		}
		w.line(line)
		if now := w.session.Prompt.At; !strings.HasPrefix(string(now), string(at)) || w.opened() != 1 {
			t.Errorf("%s leads to %s, opened %d times", line, now, w.opened())
		}
		w.line("menu")
		w.line("/choose todo")
		w.line("1")
		if q := w.question(1); q.Reach != pledge.Opened || w.opened() != 1 {
			t.Errorf("%s: then it is %q, opened %d times", line, q.Reach, w.opened())
		}
	}
}

// From the list a question is opened once, and stands before the person.
func TestOpeningAQuestionFromTheList(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk ask title Which families?")
	w.line("menu")
	w.line("/desk ask commitment In total?")
	w.line("2")
	if at := string(w.session.Prompt.At); at != "question:"+string(w.question(2).ID) || w.opened() != 1 || w.question(1).Reach != "" {
		t.Errorf("at %s, opened %d times, the other %q", at, w.opened(), w.question(1).Reach)
	}
	w.line("/choose skip")
	if w.session.Prompt.At != conversation.AtOpen {
		t.Errorf("later leads to %s", w.session.Prompt.At)
	}
}

// What opened a question is told again, late, to a dialog that has gone on: it
// shows what is open there.
func TestOpenedAndGoneOn(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	w.line("/desk ask title Which families?")
	w.line("/choose answer")
	facts := w.facts[len(w.facts)-1:]
	w.line("menu")
	w.tell(conversation.Happened{Facts: facts})
	if w.session.Prompt.At != conversation.AtMenu {
		t.Errorf("at %s", w.session.Prompt.At)
	}
}

// A decision that was taken back before it was told is never told, nor one that
// another has replaced.
func TestDecisionTakenBackIsNotTold(t *testing.T) {
	t.Parallel()
	w := withTeam(t)
	first := w.decides("accept")
	w.decides("reconsider")
	if effects := w.tell(conversation.Told{Facts: first}); len(effects) > 0 {
		t.Errorf("told: %+v", effects)
	}
	w.now = w.now.Add(pledge.TakeBackFor)
	second := w.decides("decline Not in the scope of the Call.")
	if effects := w.tell(conversation.Told{Facts: first}); len(effects) > 0 {
		t.Errorf("told: %+v", effects)
	}
	if w.tell(conversation.Told{Facts: second}); !strings.Contains(w.spoken(), "Not in the scope") {
		t.Errorf("the decision that stands is not told:\n%s", w.spoken())
	}
}

// An offer of help that was taken back, or whose draft has been sent, says nothing.
func TestHelpThatIsOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.line("/open en")
	for _, line := range []string{"Draft a pledge", "/choose continue", "Riobamba"} {
		w.line(line)
	}
	w.now = w.now.AddDate(0, 0, 8)
	offer := w.decides("help Shall we look at it together?")
	w.decides("reconsider")
	if effects := w.tell(conversation.Told{Facts: offer}); len(effects) > 0 {
		t.Errorf("told: %+v", effects)
	}
	w.now = w.now.Add(pledge.TakeBackFor)
	offer = w.decides("help Shall we look at it together?")
	w.line("/choose preview")
	w.line("/choose delete")
	w.line("/choose yes")
	if effects := w.tell(conversation.Told{Facts: offer}); len(effects) > 0 {
		t.Errorf("told: %+v", effects)
	}
}

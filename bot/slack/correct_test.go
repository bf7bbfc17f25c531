package slack_test

import (
	"strings"
	"testing"

	"pledgebot/conversation/pledge"
)

// TestAQuestionIsWordedOtherwiseAndWithdrawn by the organisation that asked, and by
// no other.
func TestAQuestionIsWordedOtherwiseAndWithdrawn(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		person := w.srv.Person(tom)
		person.Command("/pledges", "ask cla-2026-0001")
		w.app.Idle()
		person.Choose(person.View(), "fields", "fields", "title")
		person.Type(person.View(), "words", "words", "Forty in all?")
		person.Submit(person.View())
		person.Submit(person.View())
		w.app.Idle()
		w.clock.Pass(2 * pledge.TakeBackFor)
		w.draw()

		w.presses(marie, "open.1")
		if view := w.srv.Person(marie).View().String(); strings.Contains(view, "Retirer") {
			t.Errorf("another organisation may withdraw it:\n%s", view)
		}
		w.presses(tom, "open.1")
		contains(t, person.View().String(), "[Word “Title” otherwise]", "[Withdraw “Title”]")
		person.PressIn(person.View(), "correct.1")
		w.app.Idle()
		contains(t, person.View().String(), "Forty in all?")
		person.Type(person.View(), "words", "words", "Forty in all, or a year?")
		person.Submit(person.View())
		contains(t, person.View().String(), "What the city will read", "Forty in all, or a year?")
		if out := person.Submit(person.View()); !out.OK {
			t.Fatalf("%+v", out)
		}
		w.app.Idle()
		if got := w.now(p.ID).Questions; got[0].Note != "Forty in all, or a year?" {
			t.Errorf("it reads %q", got[0].Note)
		}
		w.draw()
		contains(t, person.Read(channel), "asks otherwise about “Title”")

		w.presses(tom, "open.1")
		person.PressIn(person.View(), "retract.1")
		w.app.Idle()
		if got := w.now(p.ID); got.Questions[0].Open() || got.State != pledge.ChangesRequested {
			t.Errorf("%s, with %+v", got.State, got.Questions)
		}
	})
}

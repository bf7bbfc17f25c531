package slack_test

import (
	"testing"
	"time"

	"pledgebot/bot/desk"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A decision can be taken back for ten seconds, by the organisation that decided;
// the city is told later than that, and of a decision that stands.
func TestADecisionIsTakenBack(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.presses(tom, "accept")
		w.draw()
		contains(t, w.card(tom).String(), "Accepted on")
		told := w.told(tom)
		contains(t, told[0].String(), "The city is told in 10 seconds.", "[Take it back]")
		w.clock.Pass(9 * time.Second)
		w.srv.Person(tom).Press(told[0], "reconsider")
		w.app.Idle()
		w.draw()
		if got := w.now(p.ID); got.State != pledge.Submitted || got.Decided != nil {
			t.Errorf("%s, decided %+v", got.State, got.Decided)
		}
		contains(t, w.card(tom).String(), "Submitted", "[Accept]")
		contains(t, w.srv.Person(tom).Read(channel), "UCLG took that back before the city was told.")
		contains(t, w.told(tom)[1].String(), "Taken back. The city was told nothing of it.")

		w.presses(marie, "decline")
		person := w.srv.Person(marie)
		person.Choose(person.View(), "reason", "reason", "not_local")
		w.sends(person)
		w.sends(person)
		w.app.Idle()
		contains(t, w.told(marie)[0].String(), "La ville en sera informée dans 10 secondes.", "[Annuler]")
		contains(t, w.asks(desk.Press{Verb: desk.Reconsider, Pledge: p.ID}), "This is not open to you.")
		w.clock.Pass(pledge.TakeBackFor)
		w.srv.Person(marie).Press(w.told(marie)[0], "reconsider")
		w.app.Idle()
		if got := w.now(p.ID); got.State != pledge.Declined {
			t.Errorf("it is taken back too late: %s", got.State)
		}
		w.tellsLater(1, pledge.WasDeclined)
	})
}

// tellsLater checks what the city is told, from when on, of the last decision.
func (w *world) tellsLater(n int, kind pledge.FactKind) {
	w.t.Helper()
	decided := w.clock.Now().Add(-pledge.TakeBackFor)
	early, err := w.db.Claim(w.t.Context(), "tg", decided.Add(pledge.ToldAfter-time.Nanosecond), 10)
	var due []store.Delivery
	if err == nil {
		due, err = w.db.Claim(w.t.Context(), "tg", decided.Add(pledge.ToldAfter), 10)
	}
	if err != nil || len(due) != n || due[0].Facts[0].Kind != kind {
		w.t.Errorf("%d before its time and then %+v, %v", len(early), due, err)
	}
}

package bot_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// reaches are how far the questions of somebody's only pledge have come.
func (w *world) reaches(p *person) (out []pledge.Reach) {
	w.t.Helper()
	for _, q := range w.mine(p.address)[0].Questions {
		out = append(out, q.Reach)
	}
	return out
}

func reach(t *testing.T, got []pledge.Reach, want ...pledge.Reach) {
	t.Helper()
	if len(got) != len(want) || got[0] != want[0] {
		t.Errorf("it has come to %q, not to %q", got, want)
	}
}

// The team sees that a question has come to the city, and then that it was opened.
func TestAQuestionArrives(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.submitted("ana")
	id := w.mine(ana.address)[0].ID
	w.decides(ana.b, "desk:1", id, pledge.Inquire{Field: "title", Note: "Which families?"})
	reach(t, w.reaches(ana), "")
	before := w.wanted(id)
	w.due(ana.b)
	reach(t, w.reaches(ana), pledge.Arrived)
	if w.wanted(id) <= before {
		t.Error("the card does not show it")
	}
	w.due(ana.b)
	ana.does("/choose answer")
	reach(t, w.reaches(ana), pledge.Opened)
	sameLines(t, "asked", w.fields(ana, len(w.phones.shownTo(ana.address))-1), []string{"reply"})
}

// A question for somebody who turns out to have left is not delivered; the next one
// is not even tried. Once they are back it is.
func TestAQuestionDoesNotArrive(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.submitted("ana")
	id := w.mine(ana.address)[0].ID
	w.decides(ana.b, "desk:1", id, pledge.Inquire{Field: "title", Note: "Which families?"})
	w.phones.before = func(store.Address, bot.Message) error { return &bot.SendError{Fate: bot.Gone, Err: errAway} }
	w.due(ana.b)
	reach(t, w.reaches(ana), pledge.Stranded)
	w.decides(ana.b, "desk:2", id, pledge.Inquire{Field: "commitment", Note: "In total?"})
	w.due(ana.b)
	got := w.reaches(ana)
	reach(t, got[1:], pledge.Stranded)
	w.phones.before = nil
	ana.hands(ana.update(conversation.Returned{}))
	w.clock.pass(25 * time.Hour)
	w.due(ana.b)
	reach(t, w.reaches(ana)[1:], pledge.Arrived)
}

// A process that dies before the question is noted as delivered notes it in its
// next life, once.
func TestAnArrivalIsNotedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.submitted("ana")
	id := w.mine(ana.address)[0].ID
	w.decides(ana.b, "desk:1", id, pledge.Inquire{Field: "title", Note: "Which families?"})
	n := len(w.phones.shownTo(ana.address))
	dies := &tap{before: func(_ int, call string) error {
		if strings.Contains(call, "Finish") {
			return errAway
		}
		return nil
	}}
	if err := w.bot(dies.on).DeliverDue(t.Context(), "tty"); !errors.Is(err, errAway) {
		t.Errorf("delivered with %v", err)
	}
	for range 3 {
		w.clock.pass(time.Minute)
		b := w.bot()
		w.sweeps(b)
		w.due(b)
	}
	facts, err := w.db.Facts(t.Context(), id)
	noted := 0
	for _, f := range facts {
		if f.Kind == pledge.Delivered {
			noted++
		}
	}
	if err != nil || noted != 1 || len(w.phones.shownTo(ana.address)) != n+1 {
		t.Errorf("noted %d times, shown %d times, %v", noted, len(w.phones.shownTo(ana.address))-n, err)
	}
}

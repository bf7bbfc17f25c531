package telegram_test

import (
	"testing"
	"time"

	"pledgebot/store"
)

// TestNothingIsLostWhileAStoreIsAway: nothing is acknowledged, a press gets a
// sentence, others go on, and when the store is back all comes in order.
func TestNothingIsLostWhileAStoreIsAway(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, bob := w.person(7, "es"), w.person(8, "en")
		ana.does(append(naming[:3:3], "Riobamba")...)
		question := ana.Last()
		back, _ := buttonOf(question, "back")
		w.dialogs.goAway(func(a store.Address) bool { return a == ana.address() })

		ana.PressesOn(question.ID, back.Data)
		w.await("the press gets a sentence", func() bool { return len(ana.Toasts()) == 1 })
		if got := ana.Toasts()[0].Text; got != ana.text("telegram.again") {
			t.Errorf("it says %q", got)
		}
		ana.Says("Ecuador")
		ana.Says("preview")
		bob.Says("/start")
		w.pass(10*time.Second, func() bool { return len(bob.Screen()) == 2 })
		if w.srv.Pending() == 0 || ana.Last().ID != question.ID {
			t.Fatal("what is not kept is acknowledged")
		}
		w.clock.Pass(3 * time.Minute) // long enough for an update to be set aside, were it its own fault
		end := w.clock.Now().Add(3 * time.Second)
		w.pass(time.Minute, func() bool { return !w.clock.Now().Before(end) })
		w.dialogs.goAway(nil)
		w.pass(5*time.Minute, w.quiet)
		if got := ana.answer("country"); got != "EC" {
			t.Errorf("kept %q", got)
		}
		if n := len(ana.shown(question.ID)); n != 2 {
			t.Errorf("%d messages follow", n)
		}
		if len(w.asides.kept()) != 0 {
			t.Error("an update was set aside")
		}
	})
}

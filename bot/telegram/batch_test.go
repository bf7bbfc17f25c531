package telegram_test

import (
	"strings"
	"testing"
	"time"
)

// TestABatchWithOneBadUpdate: the others of it are taken, and it is confirmed.
func TestABatchWithOneBadUpdate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	w.end()
	ana, bob := w.person(7, "en"), w.person(8, "en")
	ana.Says("/start")
	w.srv.Raw(`{"message":[]}`)
	w.srv.Raw(`{"edited_message":{"chat":3}}`)
	w.srv.Raw(`{"callback_query":{"id":"5","from":{"id":8},"data":7}}`)
	w.srv.Raw(`{"something_new":{}}`)
	bob.Says("/start")
	w.begin()
	w.settle()
	if n := len(w.asides.kept()); n != 3 || len(ana.Screen()) != 2 {
		t.Errorf("%d set aside, ana reads %v", n, ana.Screen())
	}
	if b, _ := bob.button("draft"); b.Data == "" {
		t.Error("bob is not served")
	}
}

// TestAnAsideThatCannotBeKept is not acknowledged.
func TestAnAsideThatCannotBeKept(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		w.asides.goAway(true)
		w.srv.Raw(`{"message":[]}`)
		w.pass(10*time.Second, func() bool { return strings.Contains(w.log.String(), "set aside") })
		w.clock.Pass(time.Minute)
		end := w.clock.Now().Add(5 * time.Second)
		w.pass(time.Minute, func() bool { return !w.clock.Now().Before(end) })
		if w.srv.Pending() != 1 {
			t.Error("it is acknowledged and lost")
		}
		w.asides.goAway(false)
		w.pass(5*time.Minute, w.quiet)
		if len(w.asides.kept()) != 1 {
			t.Error("it is lost")
		}
	})
}

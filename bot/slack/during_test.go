package slack_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// TestWhatHappensDuringADrawingIsToldOnce: a pledge changes between the moments
// at which it and its history are read.
func TestWhatHappensDuringADrawingIsToldOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.srv.Person(tom).Press(w.card(tom), "claim")
		w.app.Idle()
		w.meanwhile = func() { w.keeps(w.now(p.ID), pledge.Fact{Kind: pledge.Released, Org: "UCLG"}) }
		w.draw()
		page := w.srv.Person(tom).Read(channel)
		for _, once := range []string{"takes care of this pledge.", "no longer takes care of this pledge."} {
			if strings.Count(page, "UCLG "+once) != 1 {
				t.Errorf("%q does not stand once in\n%s", once, page)
			}
		}
	})
}

// TestALateDrawingPostsNothing: by then another process may have claimed the card.
func TestALateDrawingPostsNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.meanwhile = func() { w.clock.Pass(store.DrawingFor / 2) }
		if err := w.desk.DrawDue(t.Context(), w.app); err == nil || w.srv.Count("chat.postMessage") > 0 {
			t.Errorf("%v, with %d cards", err, w.srv.Count("chat.postMessage"))
		}
		w.clock.Pass(time.Minute)
		w.draw()
		contains(t, w.card(tom).String(), "CLA-2026-0001")
	})
}

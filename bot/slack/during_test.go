package slack_test

import (
	"strings"
	"testing"

	"pledgebot/conversation/pledge"
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

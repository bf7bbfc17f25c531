package telegram_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/store"
)

// TestTheRestOfARefusedTextIsNoAnswer: a paste that is too long comes in several
// messages, of which the last would fit. The person is told once, nothing is
// kept, and what is typed after that is taken.
func TestTheRestOfARefusedTextIsNoAnswer(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(naming...)
		top := ana.top()
		paste := strings.TrimSpace(strings.Repeat("Riobamba and the villages around ", 300))
		w.dialogs.goAway(func(store.Address) bool { return true }) // until all pieces are there
		for _, piece := range []string{paste[:4000], paste[4000:8000], "Riobamba"} {
			ana.Says(piece)
		}
		w.dialogs.goAway(nil)
		w.pass(5*time.Minute, w.quiet)
		if all := ana.shown(top); len(all) != 1 || !strings.Contains(all[0].Text, "80") {
			t.Errorf("it says %v", all)
		}
		if len(ana.mine()) > 0 {
			t.Errorf("kept is %q", ana.answer("place_name"))
		}
		ana.does("Riobamba")
		if got := ana.answer("place_name"); got != "Riobamba" {
			t.Errorf("then kept is %q", got)
		}
	})
}

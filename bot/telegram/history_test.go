package telegram_test

import (
	"strings"
	"testing"
)

// TestTheHistoryInChat: who writes a pledge reads who wrote what and when, a text that
// was overruled with it, and puts back what stood before, as a change of its own.
func TestTheHistoryInChat(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, health, reader := w.person(7, "en"), w.person(9, "fr"), w.person(8, "en")
		ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
		ana.lets(health, "Health Department", "*let_write")
		ana.lets(reader, "Mayor's cabinet", "*let_read")
		ana.does("/preview", "*title", "Forty homes for families")
		health.does("/preview", "*title", "Homes that last for families")
		ana.does("/preview", "*history")
		ana.reads("The last changes of “Homes that last for families”, newest first:",
			"1. 25 November 2026, Health Department · Title: Homes that last for families", "2. 25 November 2026, you · Title: Forty homes for families")
		ana.does("1")
		ana.reads("“Title”, 25 November 2026, Health Department.", "Before: Forty homes for families", "After: Homes that last for families")
		undo, shown := ana.button("put_back")
		ana.does("*put_back")
		if got := ana.answer("title"); got != "Forty homes for families" {
			t.Errorf("the title is %q", got)
		}
		rev := ana.mine()[0].Rev
		ana.PressesOn(shown.ID, undo.Data) // once more
		w.settle()
		if now := ana.mine()[0].Rev; now != rev {
			t.Errorf("revision %d after %d", now, rev)
		}
		health.does("/preview", "*history")
		health.reads("1. 25 novembre 2026, La personne référente · Titre : Forty homes for families")
		ana.does("/preview", "*description", strings.Repeat("What families need today. ", 10), "/preview", "*history")
		ana.reads("1. 25 November 2026, you · Context and approach: What families need today. What families", "need …\n2. ")
		reader.does("/preview")
		if got := reader.Last(); strings.Contains(keys(got), "Changes so far") {
			t.Error("a reader is offered what does not stand any more")
		}
	})
}

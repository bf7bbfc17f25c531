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
		ana.reads("“Title”, 25 November 2026, Health Department.", "Before: Forty homes for families", "After: Homes that last for families",
			"Word by word:\n· “Forty homes” became “Homes that last”")
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
		health.does("*all_changes")
		file := health.file("changes.txt")
		for _, want := range []string{
			"Toutes les modifications de « Forty homes for families », de la plus ancienne à la plus récente (25 novembre 2026)",
			"« Titre », 2026-11-25 09:00 UTC, vous.\nAvant : Forty homes for families\nAprès : Homes that last for families\nMot à mot :\n· « Forty homes » est devenu « Homes that last »",
		} {
			if !strings.Contains(plain(file), want) {
				t.Errorf("%q is not in\n%s", want, file)
			}
		}
		ana.does("/preview", "*description", strings.Repeat("What families need today. ", 10), "/preview", "*history")
		ana.reads("1. 25 November 2026, you · Context and approach: What families need today. What families", "need …\n2. ")
		clashes(w, ana, health)
		reader.does("/preview")
		if got := reader.Last(); strings.Contains(keys(got), "Changes so far") {
			t.Error("a reader is offered what does not stand any more")
		}
	})
}

// file is the text of the newest document of a name that somebody was sent.
func (p *person) file(name string) (text string) {
	p.w.t.Helper()
	for _, m := range p.Screen() {
		if m.Document != nil && m.Document.Name == name {
			text = string(m.Document.Bytes)
		}
	}
	if text == "" {
		p.w.t.Fatalf("there is no %s", name)
	}
	return text
}

// clashes has two write at once; the text that gave way is taken out of the history
// later, with one press.
func clashes(w *world, ana, health *person) {
	w.t.Helper()
	ana.does("/preview", "*title")
	health.does("/preview", "*title", "Homes near schools")
	ana.does("Homes near work", "*theirs", "/preview", "*history")
	ana.reads("1. 25 November 2026, you · Title, not taken into the text: Homes near work")
	ana.does("1")
	ana.reads("Kept, and not taken into the text: Homes near work", "It can be taken into the pledge in place of what stands there")
	ana.does("*take_text")
	if got := ana.answer("title"); got != "Homes near work" {
		w.t.Errorf("the title is %q", got)
	}
	health.does("/preview", "*history")
	ana.does("/preview", "*involve", "*out_1", "*end_part", "*yes")
	health.does("*all_changes")
	if got := health.Last(); got.Document != nil {
		w.t.Error("who has no part any more gets the file")
	}
}

package telegram_test

import (
	"strings"
	"testing"
)

// TestRemarkingOnAnAnswer: an adviser reads a pledge and warns of one point, which
// the owner is told of, answers and settles; until then it stands in the preview and
// before the last step, and stops nobody. Nothing in the text is changed by it.
func TestRemarkingOnAnAnswer(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana, legal := w.person(7, "en"), w.person(8, "fr")
		ana.does(append(drafting[:len(drafting):len(drafting)], filling...)...)
		ana.lets(legal, "Service juridique", "*let_advise")
		legal.reads("Remarques sur « ", "Aucune pour l'instant")
		title := ana.answer("title")
		legal.does("*title", "*flag_legal", "Le conseil doit en décider <b>avant</b>.", "*yes")
		legal.reads("Sur « Titre » (Juridique, à régler avant la soumission) · Service juridique : Le conseil doit en décider <b>avant</b>.")
		w.told()
		ana.reads("On “Title” · Service juridique, 25 November 2026 · to be settled before sending", "Le conseil doit en décider <b>avant</b>.")
		ana.does("*respond", "It did, on 3 June.", "/preview")
		ana.reads("Remarks of colleagues that are open:\nOn “Title” (Legal, to be settled before sending) · Service juridique: Le conseil")
		ana.does("*submit", "Mayor's Office, 12 June 2026")
		ana.reads("A remark is still open. On “Title” (Legal")

		old, at := legal.button("title")
		legal.does("/preview", "*remarks")
		legal.does("*remark_" + string(ana.mine()[0].Remarks[0].ID))
		legal.reads("It did, on 3 June.")
		legal.does("*settle")
		legal.PressesOn(at.ID, old.Data) // of the list before
		w.settle()
		ana.does("/preview", "*submit")
		if got := ana.Last().Text; strings.Contains(got, "still open") {
			t.Errorf("what is settled is open: %s", got)
		}
		if ana.answer("title") != title {
			t.Errorf("a remark has changed the title to %q", ana.answer("title"))
		}
		ana.does("/preview", "*involve", "*out_1", "*end_part", "*yes")
		legal.does("Encore une remarque.", "*title")
		if p := ana.mine()[0]; len(p.Remarks) != 1 {
			t.Errorf("%d remarks, one of who takes no part", len(p.Remarks))
		}
	})
}

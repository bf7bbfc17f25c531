package telegram_test

import (
	"testing"

	"pledgebot/bot"
)

// TestTwoTapsSubmitOnce, however near to each other: both are answered, by the same
// receipt.
func TestTwoTapsSubmitOnce(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(join(drafting, join(filling, signing...)...)...)
		b, shown := ana.button("submit")
		ana.PressesOn(shown.ID, b.Data)
		ana.PressesOn(shown.ID, b.Data)
		w.settle()
		if all := ana.mine(); len(all) != 1 || all[0].Submitted == nil || ana.Waits() != 0 {
			t.Errorf("%d pledges, %d presses wait", len(all), ana.Waits())
		}
		references := map[string]int{}
		for _, sent := range w.sent(ana.address()) {
			if sent.Receipt != nil {
				references[sent.Receipt.Reference]++
			}
		}
		if len(references) != 1 || references["CLA-2026-0001"] != 2 {
			t.Errorf("receipts of %v", references)
		}
	})
}

// TestAnEditThatChangesNothingIsShown: what Telegram says of it is no failure.
func TestAnEditThatChangesNothingIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	m := bot.Message{Lang: "en", Text: "Which one?", Prompt: "ABCDEFGH.menu.1", Options: []bot.Button{{ID: "a", Label: "A plan"}}}
	mark, err := w.tg.Send(t.Context(), ana.address(), m)
	if err != nil {
		t.Fatal(err)
	}
	m.Over = mark
	top := ana.top()
	again, err := w.tg.Send(t.Context(), ana.address(), m)
	if err != nil || again != mark || ana.top() != top {
		t.Errorf("%v; mark %d, was %d; %d messages more", err, again, mark, ana.top()-top)
	}
}

package bot_test

import (
	"errors"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// wanted is the revision that a pledge's card is to show; 0 where there is none.
func (w *world) wanted(id pledge.ID) int {
	w.t.Helper()
	c, err := w.db.CardOf(w.t.Context(), id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		w.t.Fatal(err)
	}
	return c.Wanted
}

func TestWhatWasSentHasACard(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana := w.person("ana", b)
	ana.does(drafting...)
	draft := w.mine(ana.address)[0]
	if n := w.wanted(draft.ID); n > 0 {
		t.Errorf("a draft's card is to show revision %d", n)
	}
	ana.does(sending...)
	sent := w.mine(ana.address)[0]
	if n := w.wanted(sent.ID); n != sent.Rev {
		t.Errorf("the card is to show revision %d of %d", n, sent.Rev)
	}
	in := conversation.InputID("recalls")
	if _, refusal, err := b.Do(t.Context(), in, pledge.Actor{Person: ana.address.Person()}, sent.ID, pledge.Recall{}); err != nil || refusal != "" {
		t.Fatalf("recall: %q, %v", refusal, err)
	}
	if n := w.wanted(sent.ID); n != sent.Rev+1 {
		t.Errorf("the card is to show revision %d of what was recalled after %d", n, sent.Rev)
	}
	bob := w.person("bob", b)
	bob.does(append([]string{"/open en", "/choose practise"}, templatePath[2:]...)...)
	if p := w.mine(bob.address)[0]; !p.Rehearsal || p.State != pledge.Submitted || w.wanted(p.ID) > 0 {
		t.Errorf("a rehearsal (%v, %s) has a card", p.Rehearsal, p.State)
	}
}

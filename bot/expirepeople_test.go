package bot_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// A contact that was replaced is gone after its time, from everything that is
// kept; the one in force stays.
func TestReplacedContactExpires(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana := w.person("ana", b)
	ana.does(drafting...)
	ana.does("/choose contact_email", "integration@riobamba.gob.ec")
	holds := func(words string) bool {
		t.Helper()
		all, err := json.Marshal(w.facts(ana.address))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Contains(string(all), words)
	}
	w.lives(89, b)
	if !holds("migration@") || !holds("integration@") {
		t.Fatalf("gone too soon, or never there: %v", w.mine(ana.address))
	}
	w.lives(2, b)
	if holds("migration@") || !holds("integration@") {
		t.Errorf("after 91 days: the earlier %v, the present %v", holds("migration@"), holds("integration@"))
	}
}

// Who is on no pledge any more is forgotten, dialog and all, a year after they
// last did something.
func TestPersonWithoutPledgesExpires(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana, eve := w.person("ana", b), w.submitted("eve")
	ana.does("/open en", "/choose draft", "/choose continue")
	known := func(p *person) bool {
		t.Helper()
		h, err := w.db.Held(t.Context(), p.address.Person())
		if err != nil {
			t.Fatal(err)
		}
		return !h.Empty()
	}
	w.lives(364, b)
	if !known(ana) {
		t.Fatal("gone too soon")
	}
	w.lives(3, b)
	if _, _, err := w.dialogs.Load(t.Context(), ana.address); known(ana) || err == nil {
		t.Errorf("known %v, the dialog is still there: %v", known(ana), err == nil)
	}
	if _, _, err := w.dialogs.Load(t.Context(), eve.address); !known(eve) || err != nil {
		t.Errorf("who holds a seat: known %v, dialog %v", known(eve), err)
	}
}

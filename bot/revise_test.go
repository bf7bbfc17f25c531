package bot_test

import (
	"testing"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// found is how many pledges a word finds for the team.
func (w *world) found(word string) int {
	w.t.Helper()
	all, err := w.db.Search(w.t.Context(), store.Search{Words: word}, 0, 9)
	if err != nil {
		w.t.Fatal(err)
	}
	return len(all)
}

// TestTheTeamFindsWhatStands: a change is found once it is sent, and what was accepted
// again where the change is declined, taken back or left.
func TestTheTeamFindsWhatStands(t *testing.T) {
	t.Parallel()
	for name, ends := range map[string]func(w *world, ana *person, p pledge.Pledge){
		"declined": func(w *world, ana *person, p pledge.Pledge) {
			w.decides(ana.b, "desk:2", p.ID, pledge.Decline{Note: "It says less."})
		},
		"taken back": func(_ *world, ana *person, _ pledge.Pledge) {
			ana.does("/choose pledges", "/choose 1", "/choose recall")
		},
		"left": func(_ *world, ana *person, _ pledge.Pledge) {
			ana.does("/choose pledges", "/choose 1", "/choose recall", "/choose abandon", "/choose yes")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			ana := w.submitted("ana")
			p := w.mine(ana.address)[0]
			w.decides(ana.b, "desk:1", p.ID, pledge.Accept{Check: p.Submitted.Check})
			w.due(ana.b)
			ana.does("menu", "/choose pledges", "/choose 1", "/choose revise", "/choose title", "Guaranteed dwellings for families")
			if w.found("guaranteed") != 0 {
				t.Error("what is not sent is found")
			}
			w.clock.pass(time.Minute)
			ana.does("/choose submit", "Mayor's office, 24 November 2026", "/choose submit")
			if w.found("guaranteed") != 1 {
				t.Fatalf("the change is not found: %s", w.mine(ana.address)[0].State)
			}
			ends(w, ana, w.mine(ana.address)[0])
			if got := w.mine(ana.address)[0]; w.found("guaranteed") != 0 || w.found("affordable") != 1 {
				t.Errorf("%s: the change is found %d times, what stands %d times", got.State, w.found("guaranteed"), w.found("affordable"))
			}
		})
	}
}

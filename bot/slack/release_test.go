package slack_test

import (
	"strings"
	"testing"
	"time"
)

// TestASilentClaimEnds, and one whose holder has done something does not.
func TestASilentClaimEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, socket)
	p := w.submits(riobamba)
	w.draw()
	w.presses(tom, "claim")
	release := func(after time.Duration) {
		t.Helper()
		w.clock.Pass(after)
		for range 2 { // as two replicas do
			if err := w.desk.ReleaseSilent(t.Context(), 5*24*time.Hour); err != nil {
				t.Fatal(err)
			}
		}
		w.draw()
	}
	release(5*24*time.Hour - time.Minute)
	if w.now(p.ID).Claim == nil {
		t.Fatal("it ended too soon")
	}
	release(2 * time.Minute)
	if got := w.now(p.ID); got.Claim != nil {
		t.Fatalf("it has not ended: %+v", got.Claim)
	}
	contains(t, w.srv.Person(tom).Read(channel), "After a long silence nobody takes care of this pledge any more.")
	if n := strings.Count(w.srv.Person(tom).Read(channel), "After a long silence"); n != 1 {
		t.Errorf("it is told %d times", n)
	}
	contains(t, w.card(tom).String(), "[Claim]")
	w.presses(marie, "claim")
	release(6 * 24 * time.Hour)
	if got := w.now(p.ID); got.Claim != nil {
		t.Errorf("the next claim does not end: %+v", got.Claim)
	}
}

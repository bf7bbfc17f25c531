package slack_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation/pledge"
)

// digests are what the channel was told of mornings.
func (w *world) digests() (out []string) {
	for _, m := range w.srv.Person(tom).Messages(channel) {
		if m.Bot && strings.Contains(m.Text, "what happened until") {
			out = append(out, strings.ReplaceAll(m.String(), "\u00a0", " "))
		}
	}
	return out
}

// morning lets the clock come to an hour of a day of December, with two replicas.
func (w *world) morning(day, hour int) {
	w.t.Helper()
	w.clock.Pass(time.Date(2026, 12, day, hour, 30, 0, 0, time.UTC).Sub(w.clock.Now()))
	for range 2 {
		if err := w.desk.WantDigest(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
	}
	for range 3 {
		_ = w.desk.DrawDue(w.t.Context(), w.app) // may be cut off
		w.clock.Pass(time.Minute)
	}
}

func TestADigestTellsWhatHappened(t *testing.T) {
	t.Parallel()
	w := newWorld(t, socket)
	if err := w.desk.WantDigest(t.Context()); err != nil { // on Monday, 30 November
		t.Fatal(err)
	}
	w.submits(riobamba)
	p := w.submits(with(riobamba, map[string][]string{"place_name": {"Cuenca"}}))
	w.keeps(p, pledge.Fact{Kind: pledge.WasAccepted, Expected: "2028-06-30"})
	w.draw()
	if got := w.digests(); len(got) != 0 {
		t.Fatalf("before anything had happened: %s", got)
	}
	w.morning(1, 7)
	w.morning(1, 13)
	if got := w.digests(); len(got) != 0 {
		t.Fatalf("at another hour: %s", got)
	}
	w.morning(2, 8) // the first was missed, and this one has nothing to tell
	w.submits(with(riobamba, map[string][]string{"place_name": {"Loja"}}))
	w.morning(3, 8)
	got := w.digests()
	if len(got) != 1 {
		t.Fatalf("%d digests: %s", len(got), got)
	}
	contains(t, got[0], "Pledges: what happened until 3 December 2026", "Sent by cities: CLA-2026-0003 · Loja, Ecuador",
		"Waiting for the team: 2; the longest since 30 November 2026", "Reports overdue: none")
	if strings.Contains(got[0], "Riobamba") || strings.Contains(got[0], "Accepted") {
		t.Errorf("it tells of another day: %s", got[0])
	}
	w.clock.Pass(time.Hour) // it is Thursday
	w.submits(with(riobamba, map[string][]string{"place_name": {"Ambato"}}))
	w.morning(4, 8)
	w.morning(4, 9)
	w.keeps(w.found("CLA-2026-0004"), pledge.Fact{Kind: pledge.Recalled})
	w.morning(5, 8)
	w.morning(6, 8)
	w.morning(7, 8)
	got = w.digests()
	if len(got) != 3 {
		t.Fatalf("%d digests: %s", len(got), got)
	}
	contains(t, got[1], "until 4 December 2026", "Ambato")
	contains(t, got[2], "until 7 December 2026", "Taken back by cities: CLA-2026-0004 · Ambato, Ecuador")
}

// TestADigestIsPostedOnce, also where nobody knows whether it was.
func TestADigestIsPostedOnce(t *testing.T) {
	t.Parallel()
	for name, cut := range map[string]func() *slacktest.Failure{"after": slacktest.CutAfter, "before": slacktest.CutBefore} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, requests)
			w.submits(riobamba)
			w.draw()
			cuts := 0
			w.srv.Fail(func(c slacktest.Call) *slacktest.Failure {
				if c.Method == "chat.postMessage" && cuts < 1 {
					cuts++
					return cut()
				}
				return nil
			})
			w.morning(1, 8)
			if got := w.digests(); len(got) != 1 || cuts != 1 {
				t.Errorf("%d digests after %d cuts", len(got), cuts)
			}
		})
	}
}

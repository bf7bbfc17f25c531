package bot_test

import (
	"strings"
	"testing"
	"time"
)

// TestAReminderWaitsForTheStep that somebody is in, and then for the morning.
func TestAReminderWaitsForTheStep(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	w.until("2028-05-02 14:50")
	ana.does("/choose draft") // another one
	n := len(w.phones.shownTo(ana.address))
	for range 36 { // six hours of answers, until four in the afternoon
		w.clock.pass(10 * time.Minute)
		w.runs(ana.b)
		ana.does("/choose 4")
	}
	w.wants(ana, 0)
	for range 30 {
		w.clock.pass(10 * time.Minute)
		ana.does("/choose 4")
		w.runs(ana.b)
	}
	w.wants(ana, 0) // it is evening
	w.until("2028-05-03 13:59")
	w.runs(ana.b)
	w.wants(ana, 0)
	w.until("2028-05-03 14:01")
	w.runs(ana.b)
	w.wants(ana, 1)
	if n == len(w.phones.shownTo(ana.address)) {
		t.Error("nothing was shown at all")
	}
}

// TestALateReminderIsLeftOut, and the next one says so.
func TestALateReminderIsLeftOut(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	w.until("2028-05-03 15:01") // nobody has looked for a day and a minute
	w.runs(ana.b)
	w.wants(ana, 0)
	sameLines(t, "noted", w.faults(ana), []string{"before_90  late"})
	w.until("2028-06-30 16:00")
	w.runs(ana.b)
	w.wants(ana, 1)
	if text := spaced(w.nudged(ana)[0].Text); !strings.Contains(text, "planned for 2 May 2028 did not reach you") {
		t.Errorf("it says nothing of the one before:\n%s", text)
	}
	w.until("2028-07-24 16:00")
	w.runs(ana.b)
	if text := w.nudged(ana)[1].Text; strings.Contains(text, "did not reach you") {
		t.Errorf("the one after says it again:\n%s", text)
	}
}

// TestWhatIsCaughtUpWithWaitsForTheMorning, and is left out if that is a day late: the
// service stood still, before the reminder was noted or before it was sent.
func TestWhatIsCaughtUpWithWaitsForTheMorning(t *testing.T) {
	t.Parallel()
	for name, noted := range map[string]bool{"not noted": false, "noted": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, ana := owed(t)
			stands := func(from, to string) {
				w.until(from)
				if noted {
					w.reminds(ana.b)
				}
				w.until(to)
				w.runs(ana.b)
			}
			stands("2028-05-02 15:00", "2028-05-03 03:00") // ten in the evening
			w.wants(ana, 0)
			w.until("2028-05-03 14:01")
			w.runs(ana.b)
			w.wants(ana, 1)
			stands("2028-06-30 15:00", "2028-07-01 12:00") // a Friday, and then a Saturday
			w.wants(ana, 1)
			for range 3 {
				w.runs(ana.b)
				w.until("2028-07-03 14:01")
			}
			w.wants(ana, 1)
			if all := w.faults(ana); !strings.HasSuffix(all[len(all)-1], " late") {
				t.Errorf("of the one that was left out is noted: %q", all)
			}
			w.until("2028-07-24 15:00")
			w.runs(ana.b)
			w.wants(ana, 2)
			if text := spaced(w.nudged(ana)[1].Text); !strings.Contains(text, "planned for 30 June 2028 did not reach you") {
				t.Errorf("it says nothing of the one before:\n%s", text)
			}
		})
	}
}

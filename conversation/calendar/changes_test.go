package calendar_test

import (
	"testing"
	"time"

	"pledgebot/conversation/calendar"
)

// TestADayOnWhichTheClockIsChanged: in every zone, on each day of ten years on which its
// clock jumps, and on those next to it, a reminder comes once, at ten by that clock.
func TestADayOnWhichTheClockIsChanged(t *testing.T) {
	t.Parallel()
	jumps := 0
	for name, zone := range everyZone(t) {
		from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).In(zone)
		for _, end := from.ZoneBounds(); !end.IsZero() && end.Year() < 2036; _, end = end.ZoneBounds() {
			jumps++
			for days := -1; days <= 1; days++ {
				n := calendar.Nudge{Day: end.AddDate(0, 0, days).Format(time.DateOnly)}
				if at := n.At(zone); at.Format("2006-01-02 15:04") != n.Day+" 10:00" {
					t.Errorf("%s: the reminder of %s comes at %s", name, n.Day, at)
				}
				if due, _ := calendar.Due([]calendar.Nudge{n}, zone, n.At(zone).Add(-time.Second), func(calendar.Nudge) bool { return false }); due != nil {
					t.Errorf("%s: the reminder of %s comes a second early", name, n.Day)
				}
			}
		}
	}
	if jumps < 1000 {
		t.Errorf("%d changes of a clock in ten years", jumps)
	}
}

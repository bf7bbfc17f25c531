package pledge_test

import (
	"slices"
	"testing"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// days are those of a pledge's reminders.
func days(p pledge.Pledge) (out []string) {
	for _, n := range p.Reminders(call.Default()) {
		out = append(out, n.Day)
	}
	return out
}

// TestTheCityMovesItsReminders: around one another and never past, and for the report
// that they are about: with another due date they are where they would be.
func TestTheCityMovesItsReminders(t *testing.T) {
	t.Parallel()
	p := submitted(t)
	if got := days(p); got != nil {
		t.Errorf("before it is accepted: %v", got)
	}
	p, _ = apply(t, p, desk, pledge.Accept{Check: p.Submitted.Check})
	due := p.Decided.Due
	before := days(p)
	if len(before) != len(calendar.Kinds()) {
		t.Fatalf("due %s: %v", due, before)
	}
	first, last, ok := p.Movable(call.Default(), calendar.Before30, now)
	if !ok || first <= before[0] || last >= before[2] {
		t.Fatalf("it may be put between %s and %s, of %v", first, last, before)
	}
	moved, _ := apply(t, p, ana, pledge.Move{Nudge: calendar.Before30, Day: first})
	if got := days(moved); !slices.Contains(got, nextWorking(t, first)) || got[0] != before[0] || got[2] != before[2] {
		t.Errorf("moved to %s: %v", first, got)
	}
	if got := days(p); !slices.Equal(got, before) {
		t.Errorf("the pledge before has changed: %v", got)
	}
	again, _ := apply(t, moved, ana, pledge.Move{Nudge: calendar.OnTheDay, Day: dayOf(t, due, 3)})
	if got := days(again); got[1] != days(moved)[1] || got[3] == before[3] {
		t.Errorf("a second one moved: %v", got)
	}
	decided := *again.Decided
	decided.Due = dayOf(t, due, -60)
	other := again
	other.Decided = &decided
	if got := days(other); got[3] != nextWorking(t, decided.Due) {
		t.Errorf("due on another day: %v", got)
	}
	other.State = pledge.Suspended
	if got := days(other); got != nil {
		t.Errorf("while it is suspended: %v", got)
	}
}

// TestTheCityNamesItsZone, where its country has several.
func TestTheCityNamesItsZone(t *testing.T) {
	t.Parallel()
	p := submitted(t)
	p, _ = apply(t, p, desk, pledge.Accept{Check: p.Submitted.Check})
	if zone, known := p.Zone(call.Default()); known || zone.String() != "America/Guayaquil" {
		t.Errorf("before: %s, %v", zone, known)
	}
	p, _ = apply(t, p, ana, pledge.SetZone{Zone: "Pacific/Galapagos"})
	if zone, known := p.Zone(call.Default()); !known || zone.String() != "Pacific/Galapagos" {
		t.Errorf("after: %s, %v", zone, known)
	}
	if _, facts, why := pledge.Apply(call.Default(), plainWords{}, p, now, ana, pledge.SetZone{Zone: "Pacific/Galapagos"}); len(facts) > 0 || why != "" {
		t.Errorf("the same again: %v, %q", facts, why)
	}
}

func dayOf(t *testing.T, iso string, after int) string {
	t.Helper()
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		t.Fatal(err)
	}
	return day.AddDate(0, 0, after).Format(time.DateOnly)
}

// nextWorking is a date or the next one that is no Saturday or Sunday.
func nextWorking(t *testing.T, iso string) string {
	t.Helper()
	for {
		day, err := time.Parse(time.DateOnly, iso)
		if err != nil {
			t.Fatal(err)
		}
		if calendar.Working("EC", day.Weekday()) {
			return iso
		}
		iso = dayOf(t, iso, 1)
	}
}

package desk_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
)

// TestStatsCountTheReportsWhoseDayHasCome: those that came, on their way or taken, of all
// that are due; an update is none, and a pledge that rests owes none.
func TestStatsCountTheReportsWhoseDayHasCome(t *testing.T) {
	t.Parallel()
	day := func(month time.Month, year int) time.Time { return time.Date(year, month, 20, 9, 0, 0, 0, time.UTC) }
	old, young, inTime := day(9, 2024), day(9, 2025), day(8, 2026) // their reports are due in September 2026 and 2027
	sent := func(s *saga) { s.writes(inTime, "Abrió en marzo.", nil); s.sends(inTime) }
	update := func(s *saga) { s.writes(day(3, 2026), "Ya abrió.", nil); s.sends(day(3, 2026)) }
	whole := &archive{library: library{role: pledge.Reviewer}, facts: map[pledge.ID][]pledge.Fact{}}
	for name, tc := range map[string]struct {
		begun time.Time
		then  func(s *saga)
		want  string
	}{
		"sent":            {old, sent, "1 of 1"},
		"asked about":     {old, func(s *saga) { sent(s); s.does(inTime, team, pledge.Inquire{Field: "summary", Note: "?"}) }, "1 of 1"},
		"taken":           {old, func(s *saga) { sent(s); s.accepts(inTime) }, "1 of 1"},
		"late":            {old, func(*saga) {}, "0 of 1"},
		"written late":    {old, func(s *saga) { s.writes(inTime, "Abrió en marzo.", nil) }, "0 of 1"},
		"taken back":      {old, func(s *saga) { sent(s); s.does(inTime, maria, pledge.Recall{}) }, "0 of 1"},
		"suspended":       {old, func(s *saga) { s.does(inTime, team, pledge.Suspend{Note: "?"}) }, "none yet"},
		"not yet":         {young, func(*saga) {}, "none yet"},
		"an update":       {young, update, "none yet"},
		"an update taken": {young, func(s *saga) { update(s); s.accepts(inTime) }, "none yet"},
		"late after one":  {old, func(s *saga) { update(s); s.accepts(inTime) }, "0 of 1"},
	} {
		s := begun(t, pledge.ID(name), tc.begun)
		tc.then(s)
		whole.facts[s.p.ID] = s.facts
		alone := &archive{library: whole.library, facts: map[pledge.ID][]pledge.Fact{s.p.ID: s.facts}}
		if got := shareOf(t, alone); got != "Reports received: "+tc.want {
			t.Errorf("%s: %s, not %s", name, got, tc.want)
		}
	}
	if got := shareOf(t, whole); got != "Reports received: 3 of 7" {
		t.Errorf("of all: %s", got)
	}
}

// shareOf is the first of all figures.
func shareOf(t *testing.T, a *archive) string {
	t.Helper()
	line := commanded(t, deskOn(t, a, a), "en", "stats").Form.Lines[1]
	return strings.ReplaceAll(line[0].Text+line[1].Text, "\u00a0", " ")
}

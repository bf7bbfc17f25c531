package pledge

import (
	"cmp"
	"slices"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
)

// inviteDays is how long before a forum a city is invited to send an update: ten weeks.
const inviteDays = 70

// invited are the reminders of a report with the invitations before them, to send an update
// for a forum whose first day is known. There is none where the report is asked for by then
// anyway, or an update was accepted within ninety days.
func (p Pledge) invited(c *call.Call, reminders []calendar.Nudge) []calendar.Nudge {
	var all []calendar.Nudge
	country := p.Country(c)
	for _, f := range c.Forums {
		first, dated := f.Day()
		if !dated || !p.told(c, f) {
			continue
		}
		day := calendar.WorkingDay(country, dayAfter(first, -inviteDays))
		for slices.ContainsFunc(all, func(n calendar.Nudge) bool { return n.Day == day }) {
			day = calendar.WorkingDay(country, dayAfter(day, 1))
		}
		last, updated := p.LastReport()
		updated = updated && last.At.Format(time.DateOnly) > dayAfter(day, -opensDays)
		if len(reminders) > 0 && day < reminders[0].Day && !updated {
			all = append(all, calendar.Nudge{Kind: calendar.ForForum(string(f.Key)), Day: day})
		}
	}
	slices.SortFunc(all, func(a, b calendar.Nudge) int { return cmp.Compare(a.Day, b.Day) })
	return append(all, reminders...)
}

// told tells whether a forum stood in the calendar when the city was told which reminders it
// would get: what came into it later brings no other.
func (p Pledge) told(c *call.Call, f call.Forum) bool {
	zone, _ := p.Zone(c)
	return f.Listed <= p.owedSince().In(zone).Format(time.DateOnly)
}

// Unscheduled are the forums until the report is due of which an update will be asked once
// their day is known.
func (p Pledge) Unscheduled(c *call.Call, now time.Time) []call.Forum {
	if p.Reminders(c) == nil {
		return nil
	}
	var all []call.Forum
	for _, f := range c.Forums {
		_, dated := f.Day()
		over := f.Last() < now.Format(time.DateOnly)[:len(f.Last())]
		if !dated && !over && p.told(c, f) && f.Start[:4] <= p.Due()[:4] {
			all = append(all, f)
		}
	}
	return all
}

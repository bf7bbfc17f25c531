package pledge

import (
	"maps"
	"slices"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
)

// Moves are the reminders of one report that the city has put on other days.
type Moves struct {
	Due  string                   `json:"due"`  // of the report: with another due date they count no more
	Days map[calendar.Kind]string `json:"days"` // ISO dates
}

// Zone is the time zone in which a city is reminded. Known tells whether it is certain:
// the country has no other, or the city has named it.
func (p Pledge) Zone(c *call.Call) (zone *time.Location, known bool) {
	return calendar.Zone(p.Country(c), p.ZoneName)
}

// Zones are the names of the zones of the city's country.
func (p Pledge) Zones(c *call.Call) []string { return calendar.Zones(p.Country(c)) }

// Country is where the city is, by its ISO 3166-1 code.
func (p Pledge) Country(c *call.Call) string { return p.Value(c.Using(call.UseCountry).Key).First() }

// Reminders is every reminder of the report that an accepted pledge owes, and before them
// the invitations to an update, also while the
// city changes it, in their order, with the days that are past. It is nil for another
// pledge, and while the team has the report.
func (p Pledge) Reminders(c *call.Call) []calendar.Nudge {
	reported := p.Progress != nil && !p.Progress.Interim && p.Reviewed()
	p = p.InForce(c)
	if p.State != Accepted || p.Decided == nil || p.Rehearsal || p.Closed != "" || reported {
		return nil
	}
	var moved map[calendar.Kind]string
	if p.Moves != nil && p.Moves.Due == p.Decided.Due {
		moved = p.Moves.Days
	}
	return p.snoozed(c, p.invited(c, calendar.Contract(p.Country(c), p.Decided.Due, moved)))
}

// Movable are the days between which the city may put a reminder that is still to come:
// after the one before it and before the one that follows. ok is false for one that has
// come already, or has no room.
func (p Pledge) Movable(c *call.Call, kind calendar.Kind, now time.Time) (first, last string, ok bool) {
	all := p.Reminders(c)
	i := slices.IndexFunc(all, func(n calendar.Nudge) bool { return n.Kind == kind })
	zone, _ := p.Zone(c)
	if i < 0 || !all[i].At(zone).After(now) {
		return "", "", false
	}
	first = now.In(zone).Format(time.DateOnly)
	if i > 0 {
		first = max(first, all[i-1].Day)
	}
	first = dayAfter(first, 1)
	last = dayAfter(p.Decided.Due, lastMost)
	if i+1 < len(all) {
		last = dayAfter(all[i+1].Day, -1)
	}
	return first, last, first <= last
}

// lastMost is how many days after the due date the last reminder may come.
const lastMost = 90

// dayAfter is the date some days after another.
func dayAfter(iso string, days int) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

// reminded is the pledge after a choice about its reminders.
func (p Pledge) reminded(f Fact) Pledge {
	if f.Kind == ZoneNamed {
		p.ZoneName = f.Note
		return p
	}
	moves := Moves{Due: p.Decided.Due, Days: map[calendar.Kind]string{}}
	if p.Moves != nil && p.Moves.Due == moves.Due {
		moves.Days = maps.Clone(p.Moves.Days)
	}
	moves.Days[calendar.Kind(f.Note)] = f.Expected
	p.Moves = &moves
	return p
}

func movable(c *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	move := cmd.(Move)
	first, last, ok := p.Movable(c, move.Nudge, now)
	if _, err := time.Parse(time.DateOnly, move.Day); err != nil || !ok || move.Day < first || move.Day > last {
		return TooLate
	}
	return ""
}

func zoned(c *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	if !slices.Contains(p.Zones(c), cmd.(SetZone).Zone) {
		return Unsupported
	}
	return ""
}

package pledge

import (
	"cmp"
	"slices"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
)

// escalateDays is how long after the last reminder a person of the team is asked to write.
const escalateDays = 14

// The days after which a draft that is left alone is spoken of, once each.
const (
	draftWeek  = 7
	draftMonth = 30
)

// Schedule is all that is to be done about reminders of a pledge, in its order, also what
// is past: those of its report and then the team, or those of a draft that names its
// country. It is nil where nothing is.
func (p Pledge) Schedule(c *call.Call) []calendar.Nudge {
	country := p.Country(c)
	switch {
	case p.State == Draft:
		if p.Rehearsal || !p.Deleted.IsZero() || p.Submitted != nil || p.Silenced() || country == "" {
			return nil
		}
		return p.leftAlone(c)
	case p.Silenced() && p.Silence.Team:
		return nil
	}
	all := p.Reminders(c)
	if len(all) == 0 {
		return nil
	}
	last := calendar.WorkingDay(country, dayAfter(all[len(all)-1].Day, escalateDays))
	if p.Silenced() {
		all = nil
	}
	zone, _ := p.Zone(c)
	all = append(slices.Clone(all), calendar.Nudge{Kind: calendar.Escalation, Day: last})
	return slices.DeleteFunc(all, func(n calendar.Nudge) bool { return !n.At(zone).After(p.owedSince()) })
}

// owedSince is when the report that is due next got its day: a reminder from before was
// never promised.
func (p Pledge) owedSince() time.Time {
	if p.Owed.IsZero() && p.Decided != nil {
		return p.Decided.first()
	}
	return p.Owed
}

func (p Pledge) leftAlone(c *call.Call) []calendar.Nudge {
	zone, _ := p.Zone(c)
	from, country := p.Touched.In(zone).Format(time.DateOnly), p.Country(c)
	return []calendar.Nudge{
		{Kind: calendar.DraftWeek, Day: calendar.WorkingDay(country, dayAfter(from, draftWeek))},
		{Kind: calendar.DraftMonth, Day: calendar.WorkingDay(country, dayAfter(from, draftMonth))},
	}
}

// snoozed is a contract as the city has put it off: nothing until the day that it has
// named, and a reminder on that day.
func (p Pledge) snoozed(c *call.Call, all []calendar.Nudge) []calendar.Nudge {
	s := p.Snooze
	if s == nil || s.Due != p.Due() {
		return all
	}
	zone, _ := p.Zone(c)
	asked := s.At.In(zone).Format(time.DateOnly)
	on := calendar.WorkingDay(p.Country(c), s.Day)
	out := slices.DeleteFunc(slices.Clone(all), func(n calendar.Nudge) bool { return n.Day > asked && n.Day <= on })
	out = append(out, calendar.Nudge{Kind: calendar.AskedFor, Day: on})
	slices.SortStableFunc(out, func(a, b calendar.Nudge) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// tried are the attempts at one reminder, in their order. One that is asked for is another
// on another day; one of a draft comes once.
func (p Pledge) tried(n calendar.Nudge) []Nudged {
	var out []Nudged
	for _, was := range p.Nudges {
		draft := was.Due == "" && p.State == Draft
		if was.Kind == n.Kind && (draft || was.Due == p.Due()) && (n.Kind != calendar.AskedFor || was.Day == n.Day) {
			out = append(out, was)
		}
	}
	return out
}

// repeats tells whether a reminder that could not come by one way may come by the next.
func repeats(tried []Nudged) bool {
	return len(tried) > 0 && (tried[len(tried)-1].Bad == Lost || tried[len(tried)-1].Bad == Refused)
}

// Upcoming is what is to be done about reminders at a moment: the one that is to come now,
// if there is one, those that have missed their day, and when to look again; zero for
// never. One that is caught up with waits for the city's morning.
func (p Pledge) Upcoming(c *call.Call, now time.Time) (due *calendar.Nudge, missed []calendar.Nudge, next time.Time) {
	zone, _ := p.Zone(c)
	all := p.Schedule(c)
	due, missed = calendar.Due(all, zone, now, func(n calendar.Nudge) bool {
		tried := p.tried(n)
		return len(tried) > 0 && !repeats(tried)
	})
	stays := func(n calendar.Nudge) bool { return n.Kind == calendar.Escalation || len(p.tried(n)) > 0 } // however late
	for _, n := range missed {
		if due == nil && stays(n) {
			due = &n
		}
	}
	missed = slices.DeleteFunc(missed, stays)
	for _, n := range all {
		if at := n.At(zone); at.After(now) && (next.IsZero() || at.Before(next)) && len(p.tried(n)) == 0 {
			next = at
		}
	}
	if due != nil && due.Kind != calendar.Escalation {
		if open := calendar.Open(p.Country(c), zone, now); open.After(now) {
			due = nil
			if next.IsZero() || open.Before(next) {
				next = open
			}
		}
	}
	return due, missed, next
}

// Look is when to look at a pledge's reminders for the first time, if nobody has looked yet
// since it has changed; zero for never. It is a day early: until then a zone's clock may
// have been changed.
func (p Pledge) Look(c *call.Call) time.Time {
	zone, _ := p.Zone(c)
	var first time.Time
	for _, n := range p.Schedule(c) {
		tried := p.tried(n)
		at := n.At(zone)
		if len(tried) > 0 && !repeats(tried) || !first.IsZero() && !at.Before(first) {
			continue
		}
		first = at
	}
	if first.IsZero() {
		return first
	}
	return first.AddDate(0, 0, -1)
}

// NextWay is the first of some ways that was not tried for a reminder yet; "" for none.
func (p Pledge) NextWay(n calendar.Nudge, open []Way) Way {
	tried := p.tried(n)
	for _, way := range Ways {
		was := slices.ContainsFunc(tried, func(t Nudged) bool { return t.Way == way })
		if slices.Contains(open, way) && !was {
			return way
		}
	}
	return ""
}

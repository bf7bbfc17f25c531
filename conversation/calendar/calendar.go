// Package calendar says when a city is reminded of its report: on which days, at
// which hour of its own zone, and which reminder is to be sent at a moment. It is
// pure: it reads no clock and no file of the machine but the zones that the program
// carries.
package calendar

import (
	"slices"
	"strings"
	"time"
)

// A Kind is one of the reminders of a report.
type Kind string

// The kinds, by how far they are from the day on which the report is due.
const (
	Before90 Kind = "before_90"
	Before30 Kind = "before_30"
	Before7  Kind = "before_7"
	OnTheDay Kind = "due"
	After14  Kind = "after_14"
	After30  Kind = "after_30"
)

// The kinds that stand in no contract.
const (
	AskedFor   Kind = "asked_for"   // by the city, for a day that it has named
	Escalation Kind = "escalation"  // not to the city: a person of the team is asked to write
	DraftWeek  Kind = "draft_week"  // of a draft that was left alone
	DraftMonth Kind = "draft_month" // the same, and the last
)

// forum begins the kinds of invitations to an update.
const forum = "forum_"

// ForForum is the kind of the invitation to send an update for a forum, by its key.
func ForForum(key string) Kind { return Kind(forum + key) }

// Forum is the key of the forum for which this is an invitation; ok is false for another
// kind.
func (k Kind) Forum() (key string, ok bool) { return strings.CutPrefix(string(k), forum) }

// steps are the kinds in their order, with the days from the due date.
var steps = []struct {
	kind Kind
	days int
}{{Before90, -90}, {Before30, -30}, {Before7, -7}, {OnTheDay, 0}, {After14, 14}, {After30, 30}}

// Kinds lists them in their order.
func Kinds() []Kind {
	var all []Kind
	for _, s := range steps {
		all = append(all, s.kind)
	}
	return all
}

// A Nudge is one reminder: on a day of the city's own.
type Nudge struct {
	Kind Kind
	Day  string // ISO date
}

// Contract is every reminder that will ever come of a report that is due on a day, in
// their order, but for those that the city has moved to another day. Each is on a
// working day of the country, and on no day on which hardly any office is open: one that
// is not goes to the next. No two are on one day.
// It is nil for a due date that is none.
func Contract(country, due string, moved map[Kind]string) []Nudge {
	on, err := time.Parse(time.DateOnly, due)
	if err != nil {
		return nil
	}
	var all []Nudge
	last := time.Time{}
	for _, s := range steps {
		day := on.AddDate(0, 0, s.days)
		if to, err := time.Parse(time.DateOnly, moved[s.kind]); err == nil {
			day = to
		}
		if !day.After(last) {
			day = last.AddDate(0, 0, 1)
		}
		day = working(country, day)
		all, last = append(all, Nudge{s.kind, day.Format(time.DateOnly)}), day
	}
	return all
}

// working is a day, or the next on which something may come to a country.
func working(country string, day time.Time) time.Time {
	for rest(country, day) {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

// WorkingDay is an ISO date, or the next one on which something may come to a country.
func WorkingDay(country, iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return working(country, day).Format(time.DateOnly)
}

// hour is when a reminder comes: in the middle of the morning, wherever the city is.
const hour = 10

// At is when a reminder is sent to a city in a zone.
func (n Nudge) At(zone *time.Location) time.Time {
	day, err := time.Parse(time.DateOnly, n.Day)
	if err != nil {
		return time.Time{}
	}
	return instant(day.Add(hour*time.Hour), zone)
}

// instant is when the clock of a zone shows a time first, or the first moment after it
// where the clock skips it. The time is given as if it were UTC.
func instant(wall time.Time, zone *time.Location) time.Time {
	x := wall.Add(-48 * time.Hour).In(zone)
	for {
		_, offset := x.Zone()
		_, end := x.ZoneBounds()
		at := wall.Add(-time.Duration(offset) * time.Second)
		if at.Before(x) { // the clock has jumped over it
			at = x
		}
		if end.IsZero() || at.Before(end) {
			return at.In(zone)
		}
		x = end
	}
}

// The hours of a city's day between which something may come that can wait.
const (
	opens  = 9
	closes = 17
)

// Open is a moment, or the next one after it at which something that can wait may come to
// a country: on a working day, from nine to five.
func Open(country string, zone *time.Location, at time.Time) time.Time {
	local := at.In(zone)
	day, err := time.Parse(time.DateOnly, local.Format(time.DateOnly))
	switch h := local.Hour(); {
	case err != nil:
		return at
	case !rest(country, day) && h >= opens && h < closes:
		return at
	case h >= opens:
		day = day.AddDate(0, 0, 1)
	}
	return instant(working(country, day).Add(opens*time.Hour), zone)
}

// LateMost is how late a reminder may come: one that has missed its day is not sent.
const LateMost = 24 * time.Hour

// Due is the reminder to be sent at a moment, if there is one, and those that will not
// be sent any more: of several whose time has come together only the latest is, and
// none a day late. Handled tells which are done with, sent or not.
func Due(contract []Nudge, zone *time.Location, now time.Time, handled func(Nudge) bool) (due *Nudge, missed []Nudge) {
	for _, n := range slices.Backward(contract) {
		at := n.At(zone)
		if at.After(now) || handled(n) {
			continue
		}
		if due == nil && len(missed) == 0 && now.Sub(at) < LateMost {
			due = &n
			continue
		}
		missed = append(missed, n)
	}
	slices.Reverse(missed)
	return due, missed
}

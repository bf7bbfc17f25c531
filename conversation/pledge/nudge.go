package pledge

import (
	"cmp"
	"slices"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
)

// A Way is how a reminder reaches somebody.
type Way string

// The ways, in the order in which they are tried. Where none is left the team is asked to
// find somebody.
const (
	ByChat       Way = "chat"        // of the owner
	ByMail       Way = "mail"        // to the city's address
	BySecondChat Way = "second_chat" // of who was named to come after the owner
	BySecondMail Way = "second_mail" // to the second contact
)

// Ways lists them.
var Ways = []Way{ByChat, ByMail, BySecondChat, BySecondMail}

// Fault is why a reminder has not come, or may not have.
type Fault string

// The faults.
const (
	Late    Fault = "late"    // its day had passed before anybody looked
	Lost    Fault = "lost"    // who it was for cannot be reached
	Refused Fault = "refused" // the platform does not take it
	Unsure  Fault = "unknown" // nobody knows: it is never sent again
)

// A Nudged is a reminder whose day has come.
type Nudged struct {
	Kind calendar.Kind `json:"kind"`
	Day  string        `json:"day"`
	Due  string        `json:"due,omitempty"` // of the report; "" for a draft
	Way  Way           `json:"way,omitempty"`
	At   time.Time     `json:"at"`
	Bad  Fault         `json:"bad,omitempty"`
}

// A Snooze is a day on which the city would like to be reminded, and not before.
type Snooze struct {
	Due string    `json:"due"`
	Day string    `json:"day"`
	At  time.Time `json:"at"`
}

// A Silence is that no reminders come: of one report as its city wants it, of all that come
// as the team does.
type Silence struct {
	At   time.Time `json:"at"`
	Team bool      `json:"team,omitempty"`
	Org  string    `json:"org,omitempty"`
	Note string    `json:"note,omitempty"`
	Due  string    `json:"due,omitempty"`
}

// Silenced tells whether no reminders come now.
func (p Pledge) Silenced() bool {
	return p.Silence != nil && (p.Silence.Team || p.Silence.Due == p.Due())
}

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

// Unspoken are the reminders that have missed their day since the one that came before a
// reminder, which says so.
func (p Pledge) Unspoken(before calendar.Kind) []Nudged {
	var out []Nudged
	for _, was := range p.Nudges {
		switch {
		case was.Due != p.Due():
		case was.Bad == Late:
			out = append(out, was)
		case was.Kind == before:
			return out
		case was.Bad == "":
			out = nil
		}
	}
	return out
}

// nudged is the pledge after something about its reminders.
func (p Pledge) nudged(f Fact) Pledge {
	n := Nudged{Kind: calendar.Kind(f.Note), Day: f.Expected, Way: Way(f.From), At: f.At}
	if p.State != Draft {
		n.Due = p.Due()
	}
	switch f.Kind {
	case WasNudged:
		p.Nudges = append(p.present(n.Due), n)
	case NudgeMissed:
		n.Bad = Late
		p.Nudges = append(p.present(n.Due), n)
	case NudgeFailed:
		p.Nudges = slices.Clone(p.Nudges)
		for i, was := range p.Nudges {
			if was.Kind == n.Kind && was.Day == n.Day && was.Way == n.Way {
				p.Nudges[i].Bad = Fault(f.Office)
			}
		}
		if Fault(f.Office) == Unsure {
			p = p.tasked(TaskUnsure, f)
		}
	case Snoozed:
		p.Snooze = &Snooze{Due: p.Due(), Day: f.Expected, At: f.At}
	case RemindersStopped:
		p.Silence = &Silence{At: f.At, Team: f.Team, Org: f.Org, Note: f.Note, Due: p.Due()}
	case RemindersResumed:
		p.Silence = nil
	}
	return p
}

// nudge notes which reminders have missed their day, and that one is on its way.
func (s *step) nudge(cmd Nudge) {
	for _, n := range cmd.Missed {
		s.tell(Fact{Kind: NudgeMissed, Note: string(n.Kind), Expected: n.Day})
	}
	if cmd.Way != "" {
		s.tell(Fact{Kind: WasNudged, Note: string(cmd.Slot.Kind), Expected: cmd.Slot.Day, From: string(cmd.Way)})
	}
}

// present are the reminders of the present report, or of the draft.
func (p Pledge) present(due string) []Nudged {
	return slices.DeleteFunc(slices.Clone(p.Nudges), func(n Nudged) bool { return n.Due != due })
}

// Snoozable are the days between which the city may ask to be reminded.
func (p Pledge) Snoozable(c *call.Call, now time.Time) (first, last string, ok bool) {
	if p.Reminders(c) == nil {
		return "", "", false
	}
	zone, _ := p.Zone(c)
	first = dayAfter(now.In(zone).Format(time.DateOnly), 1)
	last = dayAfter(max(p.Due(), first), lastMost)
	return first, last, true
}

func nudgeable(c *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	nudge := cmd.(Nudge)
	due, missed, _ := p.Upcoming(c, now)
	for _, n := range nudge.Missed {
		if !slices.Contains(missed, n) && (due == nil || *due != n) { // nobody is left whom it could reach
			return AlreadyDone
		}
	}
	if nudge.Way != "" && (due == nil || *due != nudge.Slot || slices.ContainsFunc(p.tried(*due), func(t Nudged) bool { return t.Way == nudge.Way })) {
		return AlreadyDone
	}
	return ""
}

func failable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	fail := cmd.(FailNudge)
	i := slices.IndexFunc(p.Nudges, func(n Nudged) bool { return n.Kind == fail.Slot.Kind && n.Day == fail.Slot.Day && n.Way == fail.Way })
	if i < 0 || p.Nudges[i].Bad != "" {
		return AlreadyDone
	}
	return ""
}

func snoozable(c *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	day := cmd.(PutOff).Day
	first, last, ok := p.Snoozable(c, now)
	if _, err := time.Parse(time.DateOnly, day); err != nil || !ok || day < first || day > last {
		return TooLate
	}
	return ""
}

// silenceable: the city stops its own reminders without a word, the team with a reason.
func silenceable(_ *call.Call, p Pledge, _ time.Time, a Actor, cmd Command) Refusal {
	switch {
	case p.Rehearsal:
		return WrongState
	case a.Role != "" && cmd.(StopReminders).Note == "":
		return NoteRequired
	case p.Silenced() && (p.Silence.Team || a.Role == ""):
		return AlreadyDone
	}
	return ""
}

func owing(c *call.Call, p Pledge, _ time.Time, _ Actor, _ Command) Refusal {
	if p.Reminders(c) == nil {
		return AlreadyDone
	}
	return ""
}

func resumeable(_ *call.Call, p Pledge, _ time.Time, _ Actor, _ Command) Refusal {
	if !p.Silenced() {
		return AlreadyDone
	}
	return ""
}

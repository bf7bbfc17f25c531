package pledge

import (
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

package pledge

import (
	"time"

	"pledgebot/conversation/call"
)

// QuietDays is after how long without a word of its owner a pledge may be given to
// somebody else: longer than a holiday.
const QuietDays = 21

// heard notes that the owner has been at the pledge. To be erased is no word about it.
func (p Pledge) heard(f Fact) Pledge {
	if f.By != "" && p.Seats[f.By] == Owner && f.Kind != Unseated {
		p.Heard = f.At
	}
	return p
}

// LastHeard is when the owner was last at the pledge.
func (p Pledge) LastHeard() time.Time {
	if p.Heard.IsZero() {
		return p.Touched // of a pledge from before it was noted
	}
	return p.Heard
}

// SilentFrom is the moment from which on the owner counts as silent, if nothing more
// is heard from them.
func (p Pledge) SilentFrom() time.Time { return p.LastHeard().AddDate(0, 0, QuietDays) }

// Silent tells whether nobody takes care of a pledge: its owner is gone, or was not
// heard from for QuietDays.
func (p Pledge) Silent(now time.Time) bool { return p.Owner() == "" || !now.Before(p.SilentFrom()) }

// Reseats tells whether the team has made the owner's seat free, and nothing was heard
// from the owner since.
func (p Pledge) Reseats() bool {
	h := p.Handover
	return h != nil && h.Org != "" && p.Heard.Before(h.At)
}

// appointable: somebody who takes part already, or nobody any more.
func appointable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	who := cmd.(Appoint).Person
	if s := p.Seats[who]; who != "" && (s == "" || s == Owner) {
		return Unsupported
	}
	return notDeleted(c, p, now, a, cmd)
}

// succeeding is the whole right of a successor: to have been named, and the silence.
func succeeding(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	switch {
	case p.Successor != a.Person:
		return NotAllowed
	case !p.Silent(now):
		return TooSoon
	}
	return notDeleted(c, p, now, a, cmd)
}

func reseatable(_ *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	switch {
	case cmd.(Reseat).Note == "":
		return NoteRequired
	case !p.Silent(now):
		return TooSoon
	}
	return ""
}

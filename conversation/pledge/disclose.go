package pledge

import (
	"time"

	"pledgebot/conversation/call"
)

// A HelpOffer is the team offering help with a draft.
type HelpOffer struct {
	At  time.Time `json:"at"`
	Org string    `json:"org,omitempty"`
}

// Shown tells whether the city shows the team its draft.
func (p Pledge) Shown() bool {
	return p.State == Draft && !p.Disclosed.IsZero() && p.Deleted.IsZero()
}

// Helped tells whether the team has offered help since the city last did something.
func (p Pledge) Helped() bool { return p.HelpedWith != nil && p.Touched.Before(p.HelpedWith.At) }

func concealed(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	switch {
	case p.Rehearsal: // which is nobody's but its player's
		return WrongState
	case !p.Disclosed.IsZero():
		return AlreadyDone
	}
	return notDeleted(c, p, now, a, cmd)
}

func disclosed(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	if p.Disclosed.IsZero() {
		return AlreadyDone
	}
	return notDeleted(c, p, now, a, cmd)
}

// helpable: help is offered once, until the city goes on with its draft. Of one
// that it shows the team may say more.
func helpable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	switch {
	case p.Shown() && cmd.(Help).Note == "":
		return NoteRequired
	case !p.Shown() && p.Helped():
		return AlreadyDone
	}
	return notDeleted(c, p, now, a, cmd)
}

package pledge

import (
	"time"

	"pledgebot/conversation/call"
)

// A Halt is why a pledge is suspended or withdrawn, and what it was before.
type Halt struct {
	At      time.Time `json:"at"`
	Team    bool      `json:"team,omitempty"` // by the team, and not by the city
	Org     string    `json:"org,omitempty"`  // which of the team
	Note    string    `json:"note"`
	Before  Before    `json:"before"`
	Earlier *Halt     `json:"earlier,omitempty"` // a suspension that a withdrawal has met
}

// ReinstateDays is how long a withdrawal can be taken back.
const ReinstateDays = 14

// Until is the last moment at which a withdrawal can be taken back.
func (h Halt) Until() time.Time { return h.At.AddDate(0, 0, ReinstateDays) }

// Active is where the pledge stands, or stood before it was suspended or withdrawn.
func (p Pledge) Active() State {
	state := p.State
	for h := p.Halted; h != nil; h = h.Earlier {
		state = h.Before.State
	}
	return state
}

// Ended tells whether a pledge is withdrawn for good.
func (p Pledge) Ended(now time.Time) bool {
	return p.State == Withdrawn && p.Halted != nil && now.After(p.Halted.Until())
}

func (p Pledge) halted(f Fact) Pledge {
	h := Halt{At: f.At, Team: f.Team, Org: f.Org, Note: f.Note, Before: Before{State: p.State, Questions: p.Questions, Claim: p.Claim}, Earlier: p.Halted}
	p.State = Suspended
	if f.Kind == WasWithdrawn {
		p.State = Withdrawn
	}
	p.Halted, p.Questions, p.Claim = &h, nil, nil
	return p
}

func (p Pledge) unhalted(f Fact) Pledge {
	if p.Halted == nil {
		return p
	}
	was := p.Halted.Before
	p.State, p.Questions, p.Claim, p.Halted = was.State, was.Questions, was.Claim, p.Halted.Earlier
	return p.attended(f)
}

// haltable: who ends or rests a pledge says why.
func haltable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	var note string
	if withdraw, ends := cmd.(Withdraw); ends {
		note = withdraw.Note
	} else {
		note = cmd.(Suspend).Note
	}
	switch {
	case p.Rehearsal:
		return WrongState
	case note == "":
		return NoteRequired
	}
	return ""
}

func reinstatable(_ *call.Call, p Pledge, now time.Time, _ Actor, _ Command) Refusal {
	if p.Ended(now) {
		return TooLate
	}
	return ""
}

// resumable: the city does not end what the team has decided, nor the other way round.
func resumable(_ *call.Call, p Pledge, _ time.Time, a Actor, _ Command) Refusal {
	if p.Halted == nil || p.Halted.Team != (a.Role != "") {
		return NotAllowed
	}
	return ""
}

// permissible: of what the team has, the city changes what lasts.
func permissible(c *call.Call, _ Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	if f, ok := c.Field(cmd.(Permit).Field); !ok || !f.Lasts() {
		return Unsupported
	}
	return ""
}

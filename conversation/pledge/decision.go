package pledge

import (
	"time"

	"pledgebot/conversation/call"
)

// A Decision is how the mechanism team answered.
type Decision struct {
	At     time.Time `json:"at"`
	Org    string    `json:"org,omitempty"`
	Due    string    `json:"due,omitempty"`    // ISO date of the report, once accepted
	Note   string    `json:"note,omitempty"`   // reason of a decline
	Before *Before   `json:"before,omitempty"` // what it ended; nil where an earlier release decided
}

// A Before is what a decision ends, so that it can be taken back.
type Before struct {
	State     State      `json:"state"`
	Questions []Question `json:"questions,omitempty"`
	Claim     *Claimer   `json:"claim,omitempty"`
}

func (p Pledge) decided(as State, d Decision) Pledge {
	d.Before = &Before{State: p.State, Questions: p.Questions, Claim: p.Claim}
	p.State, p.Questions, p.Claim, p.Decided = as, nil, nil, &d
	return p
}

// reconsidered is the pledge as if it had not been decided, or no help offered.
func (p Pledge) reconsidered(f Fact) Pledge {
	if p.Decided == nil || p.Decided.Before == nil {
		p.HelpedWith = nil
		return p
	}
	was := p.Decided.Before
	p.State, p.Questions, p.Claim, p.Decided = was.State, was.Questions, was.Claim, nil
	return p.attended(f)
}

// reconsiderable: only the organisation that decided may decide otherwise, and
// only until the city is told.
func reconsiderable(_ *call.Call, p Pledge, now time.Time, a Actor, _ Command) Refusal {
	by, at := "", time.Time{}
	switch d := p.Decided; {
	case p.State == Draft && p.HelpedWith != nil:
		by, at = p.HelpedWith.Org, p.HelpedWith.At
	case p.State != Draft && d.Before != nil:
		by, at = d.Org, d.At
	}
	switch {
	case now.Sub(at) >= TakeBackFor:
		return TooLate
	case by != a.Org:
		return NotAllowed
	}
	return ""
}

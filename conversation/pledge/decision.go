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
	First  time.Time `json:"first,omitzero"`   // when it was accepted first, if its words are others since
	Before *Before   `json:"before,omitempty"` // what it ended; nil where an earlier release decided
	Turned *Turned   `json:"turned,omitempty"` // a change that was declined since
}

// A Before is what a decision ends, so that it can be taken back.
type Before struct {
	State     State      `json:"state"`
	Questions []Question `json:"questions,omitempty"`
	Claim     *Claimer   `json:"claim,omitempty"`
	Standing  *Version   `json:"standing,omitempty"` // which a change has replaced
}

// first is when the pledge was accepted first.
func (d Decision) first() time.Time {
	if d.First.IsZero() {
		return d.At
	}
	return d.First
}

func (p Pledge) decided(as State, d Decision) Pledge {
	d.Before = &Before{State: p.State, Questions: p.Questions, Claim: p.Claim, Standing: p.Standing}
	if p.Standing != nil {
		d.First = p.Standing.Decided.first()
	}
	p.State, p.Questions, p.Claim, p.Standing, p.Decided = as, nil, nil, nil, &d
	return p
}

// reconsidered is the pledge as if it had not been decided, or no help offered.
func (p Pledge) reconsidered(f Fact) Pledge {
	if r, reported := p.LastReport(); reported && r.Was != nil {
		return p.reopened(r).attended(f)
	}
	if d := p.Decided; d != nil && d.Turned != nil {
		return p.unturned().attended(f)
	}
	if p.Decided == nil || p.Decided.Before == nil {
		p.HelpedWith = nil
		return p
	}
	was := p.Decided.Before
	p.State, p.Questions, p.Claim, p.Standing, p.Decided = was.State, was.Questions, was.Claim, was.Standing, nil
	if was.Standing != nil {
		stands := was.Standing.Decided
		p.Decided = &stands
	}
	return p.attended(f)
}

// reconsiderable: only the organisation that decided may decide otherwise, and
// only until the city is told.
func reconsiderable(_ *call.Call, p Pledge, now time.Time, a Actor, _ Command) Refusal {
	by, at := "", time.Time{}
	r, reported := p.LastReport()
	switch d := p.Decided; {
	case reported && r.Was != nil:
		by, at = r.Org, r.At
	case p.State == Draft && p.HelpedWith != nil:
		by, at = p.HelpedWith.Org, p.HelpedWith.At
	case p.State != Draft && d.Turned != nil:
		by, at = d.Turned.Org, d.Turned.At
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

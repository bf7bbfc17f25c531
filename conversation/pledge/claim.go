package pledge

import (
	"time"

	"pledgebot/conversation/call"
)

// A Claimer is who of the team takes care of a pledge. The others see it and
// keep their rights.
type Claimer struct {
	By  Person    `json:"by"`
	Org string    `json:"org,omitempty"`
	At  time.Time `json:"at"`
	Rev int       `json:"rev"` // of the claimer's last act on the pledge
}

// An Approval is the first of two organisations accepting a pledge.
type Approval struct {
	Org string    `json:"org,omitempty"`
	At  time.Time `json:"at"`
}

func (p Pledge) claimed(f Fact) Pledge {
	p.Claim = &Claimer{By: f.By, Org: f.Org, At: f.At, Rev: f.Rev}
	if p.Met.IsZero() {
		p.Met = f.At
	}
	if p.State == Submitted {
		p.State = InReview
	}
	return p
}

// attended notes that the claimer has done something.
func (p Pledge) attended(f Fact) Pledge {
	if p.Claim != nil && p.Claim.By == f.By {
		claim := *p.Claim
		claim.Rev = f.Rev
		p.Claim = &claim
	}
	return p
}

func claimable(_ *call.Call, p Pledge, _ time.Time, a Actor, _ Command) Refusal {
	if p.Claim != nil && p.Claim.By != a.Person {
		return Taken
	}
	return ""
}

// releasable: after a silence the service releases the claim that it saw; an
// act of the claimer since then is the end of the silence.
func releasable(_ *call.Call, p Pledge, _ time.Time, a Actor, cmd Command) Refusal {
	switch {
	case p.Claim == nil:
		return AlreadyDone
	case a == Actor{} && p.Claim.Rev != cmd.(Release).Seen:
		return TextChanged
	}
	return ""
}

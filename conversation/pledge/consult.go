package pledge

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// AdviceID names a colleague's answer inside its pledge: "<rev>.<n>" of the fact.
type AdviceID string

// An Advice is what a colleague has answered to one question. It is no part of the
// text before the owner takes it.
type Advice struct {
	ID     AdviceID      `json:"id"`
	Field  call.FieldKey `json:"field"`
	Value  call.Value    `json:"value"`
	Office string        `json:"office"`
	By     Person        `json:"by"`
	At     time.Time     `json:"at"`
}

// Advised finds what a colleague has answered.
func (p Pledge) Advised(id AdviceID) (Advice, bool) {
	i := slices.IndexFunc(p.Advice, func(a Advice) bool { return a.ID == id })
	if i < 0 || id == "" {
		return Advice{}, false
	}
	return p.Advice[i], true
}

// Consultable tells whether a question can be asked of a colleague alone: its answer
// is typed in one message.
func Consultable(c *call.Call, key call.FieldKey) bool {
	f, ok := c.Field(key)
	return ok && f.Stage != call.SignOff && slices.Contains([]call.Kind{call.Words, call.Whole, call.Money, call.Date, call.Email, call.Link}, f.Kind)
}

// AdviceOf is the name of the answer that a fact gives.
func AdviceOf(f Fact) AdviceID { return AdviceID(f.Name()) }

// advised keeps a colleague's answer, whose link is spent by it.
func (p Pledge) advised(f Fact) Pledge {
	p = p.closed(OpeningID(f.From))
	p.Advice = append(p.Advice[:len(p.Advice):len(p.Advice)], Advice{ID: AdviceOf(f), Field: f.Field, Value: f.Value, Office: f.Office, By: f.By, At: f.At})
	return p
}

// without is the pledge without an answer that was taken or left.
func (p Pledge) without(id AdviceID) Pledge {
	if id != "" {
		p.Advice = slices.DeleteFunc(slices.Clone(p.Advice), func(a Advice) bool { return a.ID == id })
	}
	return p
}

func consultable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	switch {
	case p.Rehearsal:
		return WrongState
	case !Consultable(c, cmd.(Consult).Field):
		return Unsupported
	}
	return notDeleted(c, p, now, a, cmd)
}

// advisable: the link of a question takes one answer, which fits.
func advisable(c *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	advise := cmd.(Advise)
	o, opens := Opens(p, advise.Secret, now)
	f, _ := c.Field(o.Field)
	switch {
	case !opens || o.Field == "":
		return CodeSpent
	case advise.Office == "" || advise.Value.Empty():
		return NoteRequired
	case !fits(c, p, now, f, advise.Value):
		return Unfit
	}
	return ""
}

func droppable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	if _, ok := p.Advised(cmd.(Drop).Advice); !ok {
		return AlreadyDone
	}
	return ""
}

package pledge

import (
	"cmp"
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// A Signature is a sign-off by somebody who holds the seat for it, and the words
// that it covers.
type Signature struct {
	By     Person                       `json:"by"`
	Office string                       `json:"office"`
	At     time.Time                    `json:"at"`
	Check  string                       `json:"check"`
	Small  bool                         `json:"small,omitempty"` // small corrections leave it valid
	Text   map[call.FieldKey]call.Value `json:"text"`
}

// values are the answers of some fields.
func (p Pledge) values(keys []call.FieldKey) map[call.FieldKey]call.Value {
	out := map[call.FieldKey]call.Value{}
	for _, key := range keys {
		out[key] = p.Value(key)
	}
	return out
}

// covered are the fields that a sign-off covers: those of the check code.
func covered(c *call.Call, p Pledge) []call.FieldKey {
	var keys []call.FieldKey
	for _, e := range Record(c, p) {
		if e.Field.Checked {
			keys = append(keys, e.Field.Key)
		}
	}
	return keys
}

// Approvals is the field that keeps who signed off.
func Approvals(c *call.Call) call.FieldKey {
	i := slices.IndexFunc(c.Fields, func(f call.Field) bool { return f.Stage == call.SignOff })
	if i < 0 {
		return ""
	}
	return c.Fields[i].Key
}

// Signs tells whether the last sign-off in the chat holds for the text as it is:
// for these very words, or with small corrections that it allows.
func (p Pledge) Signs(c *call.Call) bool {
	if p.Signed == nil || p.Answers[Approvals(c)].Check != p.Signed.Check {
		return false
	}
	return p.Signed.Check == Check(c, p) || p.Signed.Small && p.onlyCorrected(c)
}

// Own tells whether what stands as the sign-off was given in the chat by who holds
// the seat, and is not reported by the owner.
func (p Pledge) Own(c *call.Call) bool { return p.Answers[Approvals(c)].Signed }

// onlyCorrected tells whether all that has changed since the sign-off are small
// corrections.
func (p Pledge) onlyCorrected(c *call.Call) bool {
	return !slices.ContainsFunc(p.Changes(c), func(key call.FieldKey) bool {
		f, _ := c.Field(key)
		return !Small(f, p.Signed.Text[key], p.Value(key))
	})
}

// Changes are the fields that read otherwise than when somebody signed off last.
func (p Pledge) Changes(c *call.Call) []call.FieldKey {
	if p.Signed == nil {
		return nil
	}
	var out []call.FieldKey
	now := covered(c, p)
	for i := range c.Fields {
		key := c.Fields[i].Key
		was, signed := p.Signed.Text[key]
		is := slices.Contains(now, key)
		if (signed || is) && (signed != is || !slices.Equal(was, p.Value(key))) {
			out = append(out, key)
		}
	}
	return out
}

// signOff keeps the sign-off where one that is reported is kept.
func (s *step) signOff(cmd SignOff) {
	office := s.p.Members[s.actor.Person].Office
	if old := s.p.Signed; old == nil || old.By != s.actor.Person || old.Check != cmd.Check || old.Small != cmd.Small || !s.p.Own(s.call) {
		s.tell(Fact{Kind: SignedOff, Check: cmd.Check, Change: cmd.Small, Note: office, Also: covered(s.call, s.p)})
	}
	f, _ := s.call.Field(Approvals(s.call))
	parts := map[string]string{}
	if before := s.p.Answers[f.Key]; before.Signed && before.By == s.actor.Person && before.Check == cmd.Check {
		parts = call.Parts(before.Value.First())
	}
	parts["office"], parts["date"] = office, s.now.Format(time.DateOnly)
	parts["decision"], parts["person"] = cmp.Or(cmd.Decision, parts["decision"]), cmp.Or(cmd.Signer, parts["person"])
	s.tell(Fact{Kind: Answered, Field: f.Key, Value: call.Value{f.Item(parts)}, Check: cmd.Check, Signed: true})
}

// presentable: a text that waits for nothing but its sign-off, before somebody who
// may give it.
func presentable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	open := slices.DeleteFunc(Points(c, p), func(point Point) bool { return point.Key == Approvals(c) })
	signers := 0
	for _, seat := range p.Seats {
		if seat == Approver {
			signers++
		}
	}
	switch {
	case signers == 0:
		return Unsupported
	case len(open) > 0:
		return Incomplete
	case cmd.(Present).Check != Check(c, p):
		return TextChanged
	case p.Presented == Check(c, p):
		return AlreadyDone
	}
	return notDeleted(c, p, now, a, cmd)
}

// signable: the words that were shown, and no others.
func signable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	if cmd.(SignOff).Check != Check(c, p) {
		return TextChanged
	}
	return notDeleted(c, p, now, a, cmd)
}

func noted(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	if cmd.(SendBack).Note == "" {
		return NoteRequired
	}
	return notDeleted(c, p, now, a, cmd)
}

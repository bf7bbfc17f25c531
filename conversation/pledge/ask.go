package pledge

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// correct words a question otherwise.
func (s *step) correct(cmd Correct) {
	q, _ := s.p.Question(cmd.Question)
	if q.Note != cmd.Note || q.Lang != cmd.Lang || !slices.Equal(q.Value, cmd.Value) {
		s.tell(Fact{Kind: Corrected, About: q.ID, Field: q.Field, Note: cmd.Note, Lang: cmd.Lang, Value: cmd.Value})
	}
}

// reply takes an answer. One to a question that was withdrawn or worded
// otherwise meanwhile is kept as a clash and settles nothing.
func (s *step) reply(cmd Reply) {
	q, _ := s.p.Question(cmd.Question)
	f := Fact{Kind: Replied, About: q.ID, Field: q.Field, Edited: cmd.Edited}
	if cmd.Text != "" {
		f.Value = call.Value{cmd.Text}
	}
	switch {
	case q.Rev != cmd.Seen, q.Done == DoneRetracted:
		f.Kind = Clashed
	case q.Reply != nil && (q.Done == DoneReplied || q.Done == DoneDeclined) && slices.Equal(q.Reply.Value, f.Value):
		return
	}
	s.tell(f)
}

// accept takes the pledge on. Where two organisations must, the first approves.
func (s *step) accept(cmd Accept) {
	if s.call.Names.FourEyes && s.p.Approval == nil {
		s.tell(Fact{Kind: Approved, Check: cmd.Check})
		return
	}
	f := Fact{Kind: WasAccepted, Check: cmd.Check, Expected: due(s.call, s.p, s.now)}
	if s.p.Progress != nil {
		f.Also = lasting(s.call)
		f.Expected, f.Value = s.nextDue()
	}
	s.tell(f)
}

func (s *step) decline(cmd Decline) {
	f := Fact{Kind: WasDeclined, Note: cmd.Note}
	if s.p.Standing != nil { // what was accepted stands
		f.Also = lasting(s.call)
	}
	s.tell(f)
}

func inquirable(c *call.Call, _ Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	inquire := cmd.(Inquire)
	for _, key := range append([]call.FieldKey{inquire.Field}, inquire.Also...) {
		if _, ok := c.Field(key); !ok {
			return Unsupported
		}
	}
	switch {
	case inquire.Standard != "" && !slices.Contains(c.Questions, inquire.Standard):
		return Unsupported
	case inquire.Standard == "" && inquire.Note == "":
		return NoteRequired
	}
	return ""
}

// suggestible: the team words what the city could have worded itself, as the
// team has seen it last. Nobody but the city signs off, or names its people.
func suggestible(c *call.Call, p Pledge, now time.Time, _ Actor, cmd Command) Refusal {
	s := cmd.(Suggest)
	switch f, ok := c.Field(s.Field); {
	case !ok || f.Stage == call.SignOff || f.Personal:
		return Unsupported
	case s.Value.Empty():
		return NoteRequired
	case p.Answers[s.Field].Rev != s.Seen:
		return TextChanged
	case slices.Equal(p.Value(s.Field), s.Value):
		return AlreadyDone
	case !fits(c, p, now, f, s.Value):
		return Unfit
	}
	return ""
}

func fits(c *call.Call, p Pledge, now time.Time, f call.Field, v call.Value) bool {
	return c.Check(f, v, call.Setting{Today: now.Format(time.DateOnly), Answer: p.Value}) == nil
}

// correctable: only who asked may ask otherwise, and only what is still open.
func correctable(c *call.Call, p Pledge, now time.Time, a Actor, cmd Command) Refusal {
	correct := cmd.(Correct)
	q, _ := p.Question(correct.Question)
	if r := asker(q, a); r != "" {
		return r
	}
	switch f, _ := c.Field(q.Field); {
	case q.Suggests() == correct.Value.Empty(), !q.Suggests() && q.Standard == "" && correct.Note == "":
		return NoteRequired
	case !fits(c, p, now, f, correct.Value):
		return Unfit
	}
	return ""
}

func retractable(_ *call.Call, p Pledge, _ time.Time, a Actor, cmd Command) Refusal {
	q, _ := p.Question(cmd.(Retract).Question)
	return asker(q, a)
}

func asker(q Question, a Actor) Refusal {
	switch {
	case q.ID == "" || !q.Open():
		return QuestionOver
	case q.Org != a.Org:
		return NotAllowed
	}
	return ""
}

// repliable: the city may answer again until it submits. A suggestion that
// has become its text cannot be declined any more.
func repliable(c *call.Call, p Pledge, _ time.Time, a Actor, cmd Command) Refusal {
	reply := cmd.(Reply)
	if !p.answers(c, a.Person, reply.Question) {
		return NotAllowed
	}
	switch q, ok := p.Question(reply.Question); {
	case !ok || q.Suggests() && q.Done != DoneDeclined && !q.Open():
		return QuestionOver
	case reply.Text == "" && !q.Suggests():
		return NoteRequired
	}
	return ""
}

// takable: a suggestion is taken as it was shown, while it is open.
func takable(p Pledge, amend Amend) Refusal {
	q, _ := p.Question(amend.Suggestion)
	switch {
	case amend.Suggestion == "":
		return ""
	case !q.Suggests() || !q.Open():
		return QuestionOver
	case q.Field != amend.Field || !slices.Equal(q.Value, amend.Value):
		return TextChanged
	}
	return ""
}

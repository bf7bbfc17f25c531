package pledge

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// Reach is how far a question of the team has come on its way to the city; ""
// while it is being sent.
type Reach string

// How far a question comes. A city that cannot be reached may be reached later.
const (
	Arrived  Reach = "delivered"
	Stranded Reach = "undelivered"
	Opened   Reach = "opened"
)

// Reaches lists them all.
var Reaches = []Reach{Arrived, Stranded, Opened}

// track says how far a question has come, if that is news.
func (s *step) track(cmd Track) {
	q, _ := s.p.Question(cmd.Question)
	kind := Delivered
	if cmd.Reach == Stranded {
		kind = Undelivered
	}
	if q.Reach != cmd.Reach && q.Reach != Opened {
		s.tell(Fact{Kind: kind, About: q.ID, Field: q.Field})
	}
}

// trackable: the city itself opens a question.
func trackable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	track := cmd.(Track)
	if track.Reach == Opened {
		return Unsupported
	}
	return pending(p, track.Question)
}

func heedable(c *call.Call, p Pledge, _ time.Time, a Actor, cmd Command) Refusal {
	if !p.answers(c, a.Person, cmd.(Heed).Question) {
		return NotAllowed
	}
	return pending(p, cmd.(Heed).Question)
}

// answers tells whether a question is one for somebody of the city: it hangs on
// something that they write. One that is not there is everybody's.
func (p Pledge) answers(c *call.Call, who Person, id QuestionID) bool {
	q, ok := p.Question(id)
	return !ok || slices.ContainsFunc(append([]call.FieldKey{q.Field}, q.Also...), func(key call.FieldKey) bool { return p.Writes(c, who, key) })
}

func pending(p Pledge, id QuestionID) Refusal {
	if q, ok := p.Question(id); !ok || !q.Open() {
		return QuestionOver
	}
	return ""
}

// reached notes how far a question has come.
func (q *Question) reached(to Reach, f Fact) { q.Reach, q.ReachedAt = to, f.At }

package pledge

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"pledgebot/conversation/call"
)

// QuestionID names a question of the team inside its pledge: "<rev>.<n>" of
// the fact that asked it.
type QuestionID string

// A Question is what the team asks of the city about some fields: to be
// answered, to be worded otherwise or, where it has a Value, to be worded so.
type Question struct {
	ID        QuestionID       `json:"id"`
	Rev       int              `json:"rev,omitempty"` // when it was asked or last corrected
	Field     call.FieldKey    `json:"field"`
	Also      []call.FieldKey  `json:"also,omitempty"`     // other fields that it hangs on
	Note      string           `json:"note"`               // as the team wrote it
	Standard  call.QuestionKey `json:"standard,omitempty"` // of the Call's own questions; Note then adds to it
	Lang      call.Lang        `json:"lang,omitempty"`     // in which Note is written; "" where nobody said
	Change    bool             `json:"change,omitempty"`   // asks for another wording rather than for an answer
	Value     call.Value       `json:"value,omitempty"`    // the wording that is suggested for Field
	Org       string           `json:"org,omitempty"`
	At        time.Time        `json:"at"`
	Reach     Reach            `json:"reach,omitempty"`
	ReachedAt time.Time        `json:"reached_at,omitzero"`
	Done      Outcome          `json:"done,omitempty"`
	Reply     *Answer          `json:"reply,omitempty"` // what the city answered last; no part of the text
}

// Outcome is how a question was dealt with last; "" while it is open.
type Outcome string

// The outcomes.
const (
	DoneReplied   Outcome = "replied"
	DoneReworded  Outcome = "reworded"  // one of its fields has changed since
	DoneTaken     Outcome = "taken"     // the suggestion is the city's wording now
	DoneDeclined  Outcome = "declined"  // the city keeps its own wording
	DoneRetracted Outcome = "retracted" // by the team
)

// Outcomes lists them all.
var Outcomes = []Outcome{DoneReplied, DoneReworded, DoneTaken, DoneDeclined, DoneRetracted}

// UnmarshalJSON reads a question as it is stored. One stored before questions
// had names is named after the moment when it was asked.
func (q *Question) UnmarshalJSON(text []byte) error {
	type stored Question
	if err := json.Unmarshal(text, (*stored)(q)); err != nil {
		return err
	}
	if q.ID == "" {
		q.ID = QuestionID(strconv.FormatInt(q.At.UnixMicro(), 36))
	}
	return nil
}

// Open tells whether the city has still to deal with the question.
func (q Question) Open() bool { return q.Done == "" }

// Suggests tells whether the team words the field itself.
func (q Question) Suggests() bool { return !q.Value.Empty() }

// On tells whether the question hangs on a field.
func (q Question) On(key call.FieldKey) bool { return q.Field == key || slices.Contains(q.Also, key) }

// Question finds a question of the present round by its name.
func (p Pledge) Question(id QuestionID) (Question, bool) {
	i := slices.IndexFunc(p.Questions, func(q Question) bool { return q.ID == id })
	if i < 0 || id == "" {
		return Question{}, false
	}
	return p.Questions[i], true
}

// Question is the question that a fact asks or is about; "" for none.
func (f Fact) Question() QuestionID {
	if f.Kind == Inquired || f.Kind == Suggested {
		return QuestionID(f.Name())
	}
	return f.About
}

// asked adds a question to those of the round. The first one after a submission
// begins a new round.
func (p Pledge) asked(f Fact) Pledge {
	var round []Question
	if p.State == ChangesRequested {
		round = p.Questions[:len(p.Questions):len(p.Questions)]
	}
	p.Questions = append(round, Question{
		ID: f.Question(), Rev: f.Rev, Field: f.Field, Also: f.Also, Note: f.Note, Standard: f.Standard, Lang: f.Lang,
		Change: f.Change, Value: f.Value, Org: f.Org, At: f.At,
	})
	p.State, p.Approval = ChangesRequested, nil
	return p
}

// dealing changes the questions that a fact deals with.
func (p Pledge) dealing(f Fact) Pledge {
	p.Questions = slices.Clone(p.Questions)
	for i := range p.Questions {
		if q := &p.Questions[i]; q.ID == f.About {
			q.deal(f)
		}
	}
	if f.Kind == Retracted && p.unasked(f) {
		p.State = InReview
	}
	return p
}

// TakeBackFor is how long a question or a decision can be taken back before the
// city is told; ToldAfter is when it is told. What lies between lets a taking back
// that was asked for in time be kept before.
const (
	TakeBackFor = 10 * time.Second
	ToldAfter   = TakeBackFor + 3*time.Second
)

// TakesBack tells whether a fact takes a question back before the city is told.
func (p Pledge) TakesBack(f Fact) bool {
	q, found := p.Question(f.About)
	return f.Kind == Retracted && found && f.At.Sub(q.At) < TakeBackFor
}

// unasked tells whether with this fact all questions of the round are taken back
// and the city has changed nothing since the first: it has nothing to send again.
func (p Pledge) unasked(f Fact) bool {
	return p.TakesBack(f) && p.untouched()
}

// untouched tells whether all questions of the round are withdrawn and nothing
// was answered since the first.
func (p Pledge) untouched() bool {
	for _, q := range p.Questions {
		if q.Done != DoneRetracted || q.Reply != nil {
			return false
		}
	}
	for _, a := range p.Answers {
		if a.Rev > p.Questions[0].round() {
			return false
		}
	}
	return true
}

// round is the revision at which the question was asked first.
func (q Question) round() int {
	rev, _, _ := strings.Cut(string(q.ID), ".")
	n, err := strconv.Atoi(rev)
	if err != nil {
		return q.Rev // stored before questions had names
	}
	return n
}

func (q *Question) deal(f Fact) {
	switch f.Kind {
	case Replied:
		q.Reply, q.Done = &Answer{Value: f.Value, Rev: f.Rev, By: f.By, At: f.At}, DoneReplied
		if q.Suggests() {
			q.Done = DoneDeclined
		}
	case Corrected:
		q.Note, q.Lang, q.Value, q.Rev = f.Note, f.Lang, f.Value, f.Rev
		q.Reach, q.ReachedAt = "", time.Time{} // it is on its way again
	case Retracted:
		q.Done = DoneRetracted
	case Delivered:
		q.reached(Arrived, f)
	case Undelivered:
		q.reached(Stranded, f)
	case WasOpened:
		q.reached(Opened, f)
	}
}

// reworded marks the questions on a field whose wording an answer changes. A
// sentence that is rendered again changes with the answer that stands in it,
// and not with the pledge's language.
func (p Pledge) reworded(f Fact) Pledge {
	was := p.Answers[f.Field]
	same := slices.Equal(was.Value, f.Value) && !was.Open
	if len(p.Questions) == 0 || same || f.Open || f.Unknown || f.Derived && !p.answeredIn(f.Rev) {
		return p
	}
	p.Questions = slices.Clone(p.Questions)
	for i := range p.Questions {
		switch q := &p.Questions[i]; {
		case q.Done == DoneRetracted || !q.On(f.Field):
		case q.ID == f.About:
			q.Done = DoneTaken
		default:
			q.Done = DoneReworded
		}
	}
	return p
}

func (p Pledge) answeredIn(rev int) bool {
	for _, a := range p.Answers {
		if a.Rev == rev && !a.Derived && !a.Unknown {
			return true
		}
	}
	return false
}

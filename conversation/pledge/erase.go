package pledge

import (
	"maps"
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/call"
)

// The roles that stand where somebody who was erased has acted. They are the
// same for everybody, and so lead back to nobody.
const (
	erased     = "erased:"
	ErasedTeam = Person(erased + "team") // of the mechanism
)

// Erased tells whether a name is such a role.
func (p Person) Erased() bool { return strings.HasPrefix(string(p), erased) }

// Remains are what is left of a pledge without somebody.
type Remains struct {
	Pledge Pledge
	Facts  []Fact // the whole history, each in its place, and what the erasure adds
	Gone   bool   // nobody else held a seat on the draft: nothing is to be left
}

// Erase takes a person out of a pledge as they knew it until a moment, and
// tells whether that changed anything. What the city has written stays with
// the role in place of the name; fields that name a person lose what this
// person gave, and every fact of theirs how they typed it. What they did later
// stays: they have come back.
func Erase(c *call.Call, p Pledge, facts []Fact, person Person, at time.Time) (Remains, bool) {
	e := eraser{call: c, person: person, at: at, role: roleIn(p, facts, person)}
	after := make([]Fact, len(facts), len(facts)+1)
	changed := false
	for i, f := range facts {
		after[i] = e.Fact(f)
		changed = changed || f.By == person && !f.At.After(at)
	}
	_, seated := p.Seats[person]
	seated = seated && !seatedAt(p, facts, person).After(at)
	if !changed && !seated {
		return Remains{Pledge: p, Facts: facts}, false
	}
	p = e.pledge(p, seated)
	if len(p.Seats) == 0 && (p.State == Draft || p.Rehearsal) {
		return Remains{Gone: true}, true
	}
	f := Fact{Pledge: p.ID, Rev: p.Rev + 1, Kind: Unseated, By: e.role, At: at}
	return Remains{Pledge: Fold(p, f), Facts: append(after, f)}, true
}

// EraseFacts is Erase for facts of a pledge that are told somewhere else.
func EraseFacts(c *call.Call, p Pledge, facts []Fact, person Person, at time.Time) []Fact {
	e := eraser{call: c, person: person, at: at, role: roleOf(p.Seats[person])}
	after := slices.Clone(facts)
	for i := range after {
		after[i] = e.Fact(after[i])
	}
	return after
}

// roleIn is as what a person has acted: on the seat that they hold, or held last, or
// as a colleague who was only asked.
func roleIn(p Pledge, facts []Fact, person Person) Person {
	if s := p.Seats[person]; s != "" {
		return roleOf(s)
	}
	role := Seat("colleague")
	for _, f := range facts {
		switch {
		case f.By == person && (f.Kind == Created || f.Kind == TookOver):
			role = Owner
		case f.Whom == person && f.Kind == Joined:
			role = f.Seat
		}
	}
	return roleOf(role)
}

func roleOf(s Seat) Person {
	if s == "" {
		s = Owner // held once
	}
	return Person(erased + string(s))
}

// seatedAt is when a person got the seat that they hold.
func seatedAt(p Pledge, facts []Fact, person Person) time.Time {
	at := p.Created
	for _, f := range facts {
		if f.By == person && (f.Kind == Created || f.Kind == TookOver) || f.Whom == person && f.Kind == Joined {
			at = f.At
		}
	}
	return at
}

// An eraser takes one person out.
type eraser struct {
	call   *call.Call
	person Person
	at     time.Time
	role   Person // as which they acted
}

// Fact is a fact without the person.
func (e eraser) Fact(f Fact) Fact {
	if f.Whom == e.person && !f.At.After(e.at) {
		f.Whom = e.role
		if f.Kind == Joined {
			f.Note = ""
		}
	}
	if f.By != e.person || f.At.After(e.at) {
		return f
	}
	switch f.Kind {
	case Petitioned:
		f.Note = ""
	case Advised:
		f.Office = ""
	}
	f.By, f.Typed = e.role, ""
	switch f.Kind {
	case Looked, Claimed, Released, Inquired, Suggested, Corrected, Retracted, Approved, WasAccepted, WasDeclined, Reconsidered, Helped, Reseated, Staffed,
		WasEdited, Proposed, WasPublished, Entered, TaskTaken, DueShifted, Credited:
		f.By = ErasedTeam
	}
	if f.Kind == WasVouched && !f.Invited || f.Team {
		f.By = ErasedTeam
	}
	f.Value, f.File = e.rest(f.Field, f.Value), nil
	if e.personal(f.Field) {
		f.Unknown, f.Open = false, false
	}
	return f
}

func (e eraser) personal(key call.FieldKey) bool {
	f, ok := e.call.Field(key)
	return ok && f.Personal
}

// rest is an answer without what it says of a person.
func (e eraser) rest(key call.FieldKey, v call.Value) call.Value {
	f, _ := e.call.Field(key)
	return f.WithoutPersonal(v)
}

// pledge is what the facts without the person give.
func (e eraser) pledge(p Pledge, seated bool) Pledge {
	p.Answers, p.Seats = e.answers(p.Answers), maps.Clone(p.Seats)
	if s := p.Submitted; s != nil && s.By == e.person && !s.At.After(e.at) {
		submitted := *s
		submitted.By = e.role
		p.Submitted = &submitted
	}
	p.Standing = e.version(p.Standing)
	p.Aside, p.Reports = e.answers(p.Aside), e.reports(p.Reports)
	p.Decided = e.decision(p.Decided)
	p.Questions = slices.Clone(p.Questions)
	for i, q := range p.Questions {
		if q.Reply != nil && q.Reply.By == e.person && !q.Reply.At.After(e.at) {
			reply := *q.Reply
			reply.By = e.role
			if e.personal(q.Field) {
				reply.Value = nil
			}
			p.Questions[i].Reply = &reply
		}
	}
	if p.Claim != nil && p.Claim.By == e.person && !p.Claim.At.After(e.at) {
		claim := *p.Claim
		claim.By = ErasedTeam
		p.Claim = &claim
	}
	if p.Task != nil && p.Task.By == e.person {
		task := *p.Task
		task.By = ErasedTeam
		p.Task = &task
	}
	p.Remarks = slices.Clone(p.Remarks)
	for i := range p.Remarks {
		p.Remarks[i] = e.remark(p.Remarks[i])
	}
	p.Advice = slices.Clone(p.Advice)
	for i, a := range p.Advice {
		if a.By == e.person && !a.At.After(e.at) {
			p.Advice[i].By, p.Advice[i].Office = e.role, ""
		}
	}
	p = p.endorsedAs(e.endorsement(p.endorsement()))
	if p.Progress != nil {
		progress := *p.Progress
		progress.Pledge = e.endorsement(progress.Pledge)
		p.Progress = &progress
	}
	if r, asked := p.Request(e.person); asked && !r.At.After(e.at) {
		p = p.answered(e.person)
	}
	if seated {
		p = p.unseated(e.person)
	}
	return p
}

// answers are some without the person.
func (e eraser) answers(all map[call.FieldKey]Answer) map[call.FieldKey]Answer {
	all = maps.Clone(all)
	for key, a := range all {
		switch {
		case a.By != e.person || a.At.After(e.at):
		case e.personal(key):
			delete(all, key)
		default:
			a.By, a.Value = e.role, e.rest(key, a.Value)
			all[key] = a
		}
	}
	return all
}

// version is one without the person; nil for none.
func (e eraser) version(v *Version) *Version {
	if v == nil {
		return nil
	}
	out := *v
	out.Answers = e.answers(v.Answers)
	if out.Submitted.By == e.person && !out.Submitted.At.After(e.at) {
		out.Submitted.By = e.role
	}
	return &out
}

// endorsement is a sign-off without the person.
func (e eraser) endorsement(a Endorsement) Endorsement {
	if s := a.Signed; s != nil && s.By == e.person && !s.At.After(e.at) {
		signed := *s
		signed.By = e.role
		a.Signed = &signed
	}
	if s := a.Scan; s != nil && s.By == e.person && !s.At.After(e.at) {
		a.Scan = nil
	}
	return a
}

// reports are some without the person.
func (e eraser) reports(all []Report) []Report {
	all = slices.Clone(all)
	for i := range all {
		r := &all[i]
		v := e.version(&Version{Answers: r.Answers, Submitted: r.Submitted})
		r.Answers, r.Submitted = v.Answers, v.Submitted
		if r.Was != nil {
			was := *r.Was
			was.Version, was.Standing = *e.version(&was.Version), e.version(was.Standing)
			was.Report, was.Progress.Pledge = e.endorsement(was.Report), e.endorsement(was.Progress.Pledge)
			r.Was = &was
		}
	}
	return all
}

// decision is one without the person, in what it has ended; nil for none.
func (e eraser) decision(d *Decision) *Decision {
	if d == nil {
		return nil
	}
	out := *d
	if d.Before != nil {
		before := *d.Before
		before.Standing = e.version(before.Standing)
		out.Before = &before
	}
	if d.Turned != nil {
		turned := *d.Turned
		turned.Was.Version, turned.Was.Standing = *e.version(&turned.Was.Version), e.version(turned.Was.Standing)
		out.Turned = &turned
	}
	return &out
}

// remark is one without the person.
func (e eraser) remark(r Remark) Remark {
	if r.By == e.person && !r.At.After(e.at) {
		r.By = e.role
	}
	r.Replies = slices.Clone(r.Replies)
	for i := range r.Replies {
		if a := &r.Replies[i]; a.By == e.person && !a.At.After(e.at) {
			a.By = e.role
		}
	}
	return r
}

package pledge

import (
	"maps"
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// A Progress is a report on an accepted pledge that its city writes or has sent. The
// pledge's own words stand beside it and cannot be changed meanwhile.
type Progress struct {
	N       int         `json:"n"`   // 1 for the first report on the pledge
	Rev     int         `json:"rev"` // of the pledge when it was begun
	Begun   time.Time   `json:"begun"`
	Interim bool        `json:"interim,omitempty"` // sent before its time: the report stays due
	Pledge  Endorsement `json:"pledge,omitzero"`   // how the pledge itself was signed off
}

// An Endorsement is how some words were signed off.
type Endorsement struct {
	Signed    *Signature `json:"signed,omitempty"`
	Presented string     `json:"presented,omitempty"`
	Scan      *Scan      `json:"scan,omitempty"`
}

func (p Pledge) endorsement() Endorsement { return Endorsement{p.Signed, p.Presented, p.Scan} }

func (p Pledge) endorsedAs(a Endorsement) Pledge {
	p.Signed, p.Presented, p.Scan = a.Signed, a.Presented, a.Scan
	return p
}

// A Report is one that the team has accepted.
type Report struct {
	N         int                      `json:"n"`
	Answers   map[call.FieldKey]Answer `json:"answers"`
	Lang      call.Lang                `json:"lang"`
	Submitted Submission               `json:"submitted"`
	At        time.Time                `json:"at"` // when it was accepted
	Org       string                   `json:"org,omitempty"`
	Due       string                   `json:"due"` // ISO date on which it was due
	Interim   bool                     `json:"interim,omitempty"`
	Of        string                   `json:"of"`             // the check code of the pledge that it reports on
	Used      string                   `json:"used,omitempty"` // where it was used, as the team has told the city
	Was       *Reviewing               `json:"was,omitempty"`  // what its acceptance has ended, until that stands
}

// A Reviewing is where a report stood before it was accepted.
type Reviewing struct {
	Changing
	Progress Progress    `json:"progress"`
	Report   Endorsement `json:"report,omitzero"`
}

// opensDays is how many days before it is due a report counts as the one that is due.
// One that is sent earlier is an update.
const opensDays = 90

// asks tells whether a field is one of what the city writes now: of its pledge, or of a
// report on it.
func (p Pledge) asks(f *call.Field) bool {
	switch f.Stage {
	case call.SignOff:
		return true
	case call.Reporting:
		return p.Progress != nil
	}
	return p.Progress == nil
}

// Due is the ISO date on which the next report on a pledge is due; "" for none.
func (p Pledge) Due() string {
	d := p.Decided
	if p.Standing != nil {
		d = &p.Standing.Decided
	}
	if d == nil || p.Closed != "" {
		return ""
	}
	return d.Due
}

// fulfils tells whether a report was accepted that was due.
func (p Pledge) fulfils() bool {
	return slices.ContainsFunc(p.Reports, func(r Report) bool { return !r.Interim })
}

// LastReport is the report that was accepted last; false for none.
func (p Pledge) LastReport() (Report, bool) {
	if n := len(p.Reports); n > 0 {
		return p.Reports[n-1], true
	}
	return Report{}, false
}

// View is the report as a pledge has it while it is on its way, for all that reads one.
func (r Report) View(p Pledge) Pledge {
	submitted := r.Submitted
	answers := maps.Clone(r.Answers)
	for key, a := range p.Answers {
		if _, reported := answers[key]; !reported {
			answers[key] = a
		}
	}
	p.Answers, p.Lang, p.Submitted, p.Questions = answers, r.Lang, &submitted, nil
	p.Progress, p.Standing = &Progress{N: r.N, Interim: r.Interim}, &Version{Submitted: Submission{Check: r.Of}, Decided: Decision{Due: r.Due}}
	return p
}

// Promise is the pledge itself, where a report on it is on its way: its own words, as they
// were accepted, with where the report stands.
func (p Pledge) Promise(c *call.Call) Pledge {
	if p.Progress == nil {
		return p
	}
	state := p.State
	p = p.InForce(c)
	p.State = state
	return p
}

// Overdue tells whether a report is late on a day: none has been sent that is not an
// update.
func (p Pledge) Overdue(today string) bool {
	sent := p.Progress != nil && !p.Progress.Interim && p.Reviewed()
	held := p.State == Suspended || p.State == Withdrawn || p.State == Declined || p.Rehearsal
	return p.Due() != "" && p.Due() < today && !sent && !held
}

// begun is the pledge with a report on it, which goes on where one was put aside.
func (p Pledge) begun(f Fact) Pledge {
	v := p.version()
	answers := maps.Clone(p.Answers)
	delete(answers, f.Field) // the sign-off of the pledge itself
	for key, a := range p.Aside {
		a.Rev = f.Rev
		answers[key] = a
	}
	p.Progress = &Progress{N: f.Report, Rev: f.Rev, Begun: f.At, Pledge: p.endorsement()}
	p = p.endorsedAs(Endorsement{})
	p.Answers, p.Standing, p.State, p.Claim, p.Aside = answers, &v, Reporting, nil, nil
	p.Reports = slices.Clone(p.Reports)
	for i := range p.Reports {
		p.Reports[i].Was = nil // which could not be taken back any more
	}
	return p
}

// dispatched is the pledge with its report on the way to the team, if it has one.
func (p Pledge) dispatched(f Fact) Pledge {
	if p.Progress != nil {
		progress := *p.Progress
		progress.Interim = f.Change
		p.Progress = &progress
	}
	return p
}

// reportAnswers are those that the report has, and no other field, by the fields whose
// answers are the same for every version.
func (p Pledge) reportAnswers(lasts []call.FieldKey) map[call.FieldKey]Answer {
	out := map[call.FieldKey]Answer{}
	for key, a := range p.Answers {
		if a.Rev >= p.Progress.Rev && !slices.Contains(lasts, key) {
			out[key] = a
		}
	}
	return out
}

// left puts a report aside. What was written of it is there when one is begun again.
func (p Pledge) left(f Fact) Pledge {
	aside := p.reportAnswers(f.Also)
	delete(aside, f.Field)
	p = p.back(f.Also)
	p.State, p.Aside = Accepted, aside
	return p
}

// closes is the pledge after its report was accepted.
func (p Pledge) closes(f Fact) Pledge {
	was := Reviewing{Progress: *p.Progress, Report: p.endorsement(), Changing: Changing{
		Before: Before{State: p.State, Questions: p.Questions, Claim: p.Claim, Standing: p.Standing}, Version: p.version(),
	}}
	r := Report{
		N: p.Progress.N, Answers: p.reportAnswers(f.Also), Lang: p.Lang, Submitted: *p.Submitted,
		At: f.At, Org: f.Org, Due: p.Standing.Decided.Due, Interim: p.Progress.Interim, Of: p.Standing.Submitted.Check, Was: &was,
	}
	p = p.back(f.Also)
	p.State, p.Closed = Accepted, f.Value.First()
	if f.Expected != "" {
		p.Decided.Due = f.Expected
	}
	p.Reports = append(slices.Clone(p.Reports), r)
	return p
}

// reopened is the pledge as if its report had not been accepted.
func (p Pledge) reopened(r Report) Pledge {
	was := *r.Was
	submitted, decided, progress := was.Submitted, was.Decided, was.Progress
	p.Answers, p.Lang, p.Submitted, p.Decided, p.Progress = was.Answers, was.Lang, &submitted, &decided, &progress
	p.State, p.Questions, p.Claim, p.Standing, p.Closed = was.State, was.Questions, was.Claim, was.Standing, ""
	p.Reports = slices.Clone(p.Reports[:len(p.Reports)-1])
	if len(p.Reports) == 0 {
		p.Reports = nil
	}
	return p.endorsedAs(was.Report)
}

// report begins a report by what was promised.
func (s *step) report() {
	s.tell(Fact{
		Kind: ReportBegun, Field: Approvals(s.call), Change: s.p.early(s.call, s.now), Report: len(s.p.Reports) + 1,
		Expected: s.p.Due(),
	})
	if f := s.call.Using(call.UseResults); f.Key != "" {
		items := s.followed(f)
		s.tell(Fact{Kind: Answered, Field: f.Key, Value: items, Derived: incomplete(f, items)})
	}
	s.derive("", false)
}

// credited is the pledge whose last report was used somewhere.
func (p Pledge) credited(f Fact) Pledge {
	p.Reports = slices.Clone(p.Reports)
	if n := len(p.Reports); n > 0 {
		p.Reports[n-1].Used = f.Note
	}
	return p
}

func creditable(_ *call.Call, p Pledge, _ time.Time, _ Actor, cmd Command) Refusal {
	note := cmd.(Credit).Note
	r, some := p.LastReport()
	switch {
	case note == "":
		return NoteRequired
	case !some:
		return Incomplete
	case r.Used == note:
		return AlreadyDone
	}
	return ""
}

func reportable(_ *call.Call, p Pledge, _ time.Time, _ Actor, _ Command) Refusal {
	switch {
	case p.Rehearsal:
		return WrongState
	case p.Closed != "":
		return AlreadyDone
	}
	return ""
}

package pledge

import (
	"maps"
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// A Version is a pledge as the team has accepted it. It stands while the city changes
// its words and until the team has accepted others.
type Version struct {
	Answers   map[call.FieldKey]Answer `json:"answers"`
	Lang      call.Lang                `json:"lang"`
	Submitted Submission               `json:"submitted"`
	Decided   Decision                 `json:"decided"`
}

// A Turned is a change of an accepted pledge that the team has declined, and what that
// ended.
type Turned struct {
	At   time.Time `json:"at"`
	Org  string    `json:"org,omitempty"`
	Note string    `json:"note"`
	Was  Changing  `json:"was"`
}

// A Changing is where a change of an accepted pledge stands.
type Changing struct {
	Before
	Version
}

// lasting are the fields whose answers are the same for every version.
func lasting(c *call.Call) []call.FieldKey {
	var out []call.FieldKey
	for _, f := range c.Fields {
		if f.Lasts() {
			out = append(out, f.Key)
		}
	}
	return out
}

// version is the pledge's words as they are now.
func (p Pledge) version() Version {
	v := Version{Answers: p.Answers, Lang: p.Lang}
	if p.Submitted != nil {
		v.Submitted = *p.Submitted
	}
	if p.Decided != nil {
		v.Decided = *p.Decided
		v.Decided.Before, v.Decided.Turned = nil, nil // which could not be taken back any more
	}
	return v
}

// InForce is the pledge as the team has accepted it last, whatever the city is changing;
// consents and contacts as they are now.
func (p Pledge) InForce(c *call.Call) Pledge {
	if p.Standing == nil {
		return p
	}
	p = p.back(lasting(c))
	if p.Halted == nil {
		p.State = Accepted
	}
	return p
}

// revised begins the change of an accepted pledge.
func (p Pledge) revised() Pledge {
	v := p.version()
	p.Standing, p.State, p.Claim = &v, Amending, nil
	return p
}

// back makes the version that stands the pledge's words again.
func (p Pledge) back(lasts []call.FieldKey) Pledge {
	if p.Standing == nil {
		return p
	}
	if p.Progress != nil {
		p = p.endorsedAs(p.Progress.Pledge)
	}
	answers := maps.Clone(p.Standing.Answers)
	for _, key := range lasts {
		if a, ok := p.Answers[key]; ok {
			answers[key] = a
		} else {
			delete(answers, key)
		}
	}
	submitted, decided := p.Standing.Submitted, p.Standing.Decided
	p.Answers, p.Lang, p.Submitted, p.Decided, p.Standing = answers, p.Standing.Lang, &submitted, &decided, nil
	p.Questions, p.Claim, p.Approval, p.Progress = nil, nil, nil, nil
	return p
}

// recalled is what the city has taken back: its draft, the change of its pledge, or its
// report.
func (p Pledge) recalled() Pledge {
	switch {
	case p.Progress != nil:
		p.State = Reporting
	case p.Standing != nil:
		p.State = Amending
	default:
		p.State = Draft
	}
	return p
}

func (s *step) abandon() {
	if s.p.Progress != nil {
		s.tell(Fact{Kind: ReportLeft, Field: Approvals(s.call), Also: lasting(s.call)})
		return
	}
	s.tell(Fact{Kind: Abandoned, Also: lasting(s.call)})
}

// abandoned ends a change that the city does not want any more.
func (p Pledge) abandoned(f Fact) Pledge {
	p = p.back(f.Also)
	p.State = Accepted
	return p
}

// turned ends a change that the team does not accept.
func (p Pledge) turned(f Fact) Pledge {
	was := Changing{Before: Before{State: p.State, Questions: p.Questions, Claim: p.Claim, Standing: p.Standing}, Version: p.version()}
	p = p.abandoned(f)
	p.Decided.Turned = &Turned{At: f.At, Org: f.Org, Note: f.Note, Was: was}
	return p
}

// unturned is the pledge as if the change had not been declined.
func (p Pledge) unturned() Pledge {
	was := p.Decided.Turned.Was
	submitted, decided := was.Submitted, was.Decided
	p.Answers, p.Lang, p.Submitted, p.Decided = was.Answers, was.Lang, &submitted, &decided
	p.State, p.Questions, p.Claim, p.Standing = was.State, was.Questions, was.Claim, was.Standing
	return p
}

// Decides tells whether a decision still stands.
func (p Pledge) Decides(f Fact) bool {
	d := p.Decided
	r, reported := p.LastReport()
	return d != nil && (d.At.Equal(f.At) || d.Turned != nil && d.Turned.At.Equal(f.At)) || reported && r.At.Equal(f.At)
}

// Amends tells whether what was accepted last was the change of an accepted pledge.
func (p Pledge) Amends() bool {
	return p.Decided != nil && p.Decided.Before != nil && p.Decided.Before.Standing != nil
}

// Amended are the fields that read otherwise than in the version that stands, in the
// Call's order; none where no version is being changed.
func (p Pledge) Amended(c *call.Call) []call.FieldKey {
	if p.Standing == nil || p.Progress != nil {
		return nil
	}
	stood := p.InForce(c)
	var out []call.FieldKey
	for i := range c.Fields {
		f := &c.Fields[i]
		if f.Stage != call.SignOff && !f.Lasts() && differs(stood, p, f) {
			out = append(out, f.Key)
		}
	}
	return out
}

// differs tells whether a field reads otherwise in two wordings of a pledge.
func differs(was, is Pledge, f *call.Field) bool {
	before, now := call.Value(nil), call.Value(nil)
	if Applies(was, f) {
		before = was.Value(f.Key)
	}
	if Applies(is, f) {
		now = is.Value(f.Key)
	}
	return !slices.Equal(before, now)
}

// due is when a report on the words as they are now is due: reckoned from the first
// acceptance, until a report was accepted or the day was shifted.
func due(c *call.Call, p Pledge, now time.Time) string {
	switch {
	case p.Progress != nil, p.Standing != nil && (p.Shifted || p.fulfils()):
		return p.Due() // which has been moved since
	case p.Standing != nil:
		now = p.Standing.Decided.first()
	}
	return Expected(c, p, now)
}

// revisable: a rehearsal is never accepted, and what is closed has ended.
func revisable(_ *call.Call, p Pledge, _ time.Time, _ Actor, _ Command) Refusal {
	if p.Rehearsal || p.Closed != "" {
		return WrongState
	}
	return ""
}

func abandonable(_ *call.Call, p Pledge, _ time.Time, _ Actor, _ Command) Refusal {
	if p.Standing == nil {
		return WrongState
	}
	return ""
}

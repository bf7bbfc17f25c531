package pledge

import (
	"slices"

	"pledgebot/conversation/call"
)

// An Entry is one line of the record: a field that applies and its answer.
type Entry struct {
	Field  *call.Field // of the Call: not to be changed
	Answer Answer
}

// Applies tells whether a field belongs to the pledge as it stands, or to the report on
// its way: its condition holds. Answers of other fields are kept but never leave the draft.
func Applies(p Pledge, f *call.Field) bool {
	return p.asks(f) && f.If.Met(p.Value)
}

// Record is the pledge as others will read it: the fields that apply and have
// an answer, in the Call's order, without an answer still open.
func Record(c *call.Call, p Pledge) []Entry {
	out := make([]Entry, 0, len(p.Answers))
	for i := range c.Fields {
		f := &c.Fields[i]
		if a := p.Answers[f.Key]; !a.Value.Empty() && !a.Open && Applies(p, f) {
			out = append(out, Entry{Field: f, Answer: a})
		}
	}
	return out
}

// ReportRecord is a report as others read it.
func ReportRecord(c *call.Call, r Report) []Entry {
	return Record(c, r.View(Pledge{}))
}

// Retired are the answers whose field the present Call no longer has. They
// stay readable in the draft.
func Retired(c *call.Call, p Pledge) []call.FieldKey {
	var out []call.FieldKey
	for key, a := range p.Answers {
		if _, ok := c.Field(key); !ok && key != call.TemplateKey && !a.Value.Empty() && !stashed(c, key) {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// A Gap is why a point is open.
type Gap string

// The reasons.
const (
	Missing   Gap = "missing" // no answer, or "I don't know yet"
	Unsettled Gap = "open"    // a long answer not finished
	Foreign   Gap = "foreign" // written in another language than the pledge
	Void      Gap = "void"    // a sign-off of a text that has changed since
	Asked     Gap = "asked"   // a question of the team that is still open
)

// A Point is something that submitting waits for.
type Point struct {
	Key      call.FieldKey
	Gap      Gap
	Question QuestionID // the one that is open
}

// Points lists what submitting waits for, in the order of the questions, then
// what the team has asked. The sign-off comes last, since it covers all that
// stands before it.
func Points(c *call.Call, p Pledge) []Point {
	var out []Point
	add := func(key call.FieldKey, gap Gap) { out = append(out, Point{Key: key, Gap: gap}) }
	plan := Plan(c, p)
	for _, key := range plan {
		f, _ := c.Field(key)
		a := p.Answers[key]
		switch {
		case f.Stage == call.SignOff && !a.Value.Empty() && !incomplete(f, a.Value) && a.Check != Check(c, p) && !p.Signs(c):
			add(key, Void)
		case f.Stage == call.SignOff && c.Names.SignOff == call.SignedOwn && !p.Own(c):
			add(key, Missing)
		case f.Required && a.Value.Empty(), key == call.TemplateKey && !settled(c, p):
			add(key, Missing)
		case a.Open, incomplete(f, a.Value):
			add(key, Unsettled)
		case a.Rewrite && worded(f):
			add(key, Foreign)
		}
	}
	for i := range c.Fields {
		f := &c.Fields[i]
		a := p.Answers[f.Key]
		if slices.Contains(plan, f.Key) || !Applies(p, f) || f.Stage == call.SignOff {
			continue
		}
		switch {
		case f.Required && a.Value.Empty() && !filled(c, p, f.Key):
			add(f.Key, Missing)
		case a.Open && !a.Value.Empty(), incomplete(*f, a.Value):
			add(f.Key, Unsettled)
		case a.Rewrite && worded(*f):
			add(f.Key, Foreign)
		}
	}
	if p.State == ChangesRequested {
		for _, q := range p.Questions {
			if q.Open() {
				out = append(out, Point{Key: q.Field, Gap: Asked, Question: q.ID})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Point) int { return late(c, a.Key) - late(c, b.Key) })
	return out
}

// incomplete tells whether a group has an item without a part that it needs.
func incomplete(f call.Field, v call.Value) bool {
	for _, p := range f.Parts {
		if slices.ContainsFunc(v, func(item string) bool { return p.Missing(call.Parts(item)) }) {
			return true
		}
	}
	return false
}

func late(c *call.Call, key call.FieldKey) int {
	if f, _ := c.Field(key); f.Stage == call.SignOff {
		return 1
	}
	return 0
}

// worded tells whether a field's answers are words of some language. The name
// of a place is the same in all.
func worded(f call.Field) bool {
	return (f.Kind == call.Words || f.Kind == call.ListOf || f.Kind == call.Groups) && f.Use != call.UsePlace
}

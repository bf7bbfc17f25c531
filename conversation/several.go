package conversation

import (
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// piece adds a message to a long answer.
func (t *turn) piece(f call.Field, text string) {
	r := f.Read(text)
	if r.Problem != nil {
		t.problem(t.s.Prompt.At, *r.Problem)
		return
	}
	a := t.pledge().Answers[f.Key]
	var pieces call.Value
	if a.Open {
		pieces = slices.Clone(a.Value)
	}
	pieces = append(pieces, r.Value.First())
	if problem := t.m.call.Check(f, pledge.Pieces(pieces), t.setting()); problem != nil {
		t.problem(t.s.Prompt.At, *problem)
		return
	}
	t.amend(pledge.Amend{Field: f.Key, Value: pieces, Seen: t.s.Prompt.Seen, Open: true})
}

// done ends a choice of several, or a long answer.
func (t *turn) done() {
	at := t.s.Prompt.At
	key, f, ok := t.m.field(at)
	a := t.pledge().Answers[key]
	switch {
	case ok && f.Kind == call.SomeOf && len(t.s.Prompt.Ticks) == 0 && f.Required:
		t.say(sayTickOne())
		t.show()
	case ok && f.Kind == call.SomeOf:
		t.give(at, t.tickedValue(f), "")
	case ok && a.Open:
		t.amend(pledge.Amend{Field: key, Value: pledge.Pieces(a.Value), Seen: t.s.Prompt.Seen})
	case ok && (f.Kind == call.Groups || f.Kind == call.Group):
		t.advance()
	default:
		t.say(sayNotUnderstood())
		t.show()
	}
}

// tickedValue is the ticks in the order of the choices, own wordings last.
func (t *turn) tickedValue(f call.Field) call.Value {
	var v call.Value
	for _, id := range f.Choices.Options {
		if slices.Contains(t.s.Prompt.Ticks, id) {
			v = append(v, string(id))
		}
	}
	for _, id := range t.s.Prompt.Ticks {
		if !slices.Contains(f.Choices.Options, id) {
			v = append(v, string(id))
		}
	}
	return v
}

// undo takes back the last piece of a long answer.
func (t *turn) undo() {
	key, _, _ := t.m.field(t.s.Prompt.At)
	a := t.pledge().Answers[key]
	if !a.Open || len(a.Value) == 0 {
		t.back()
		return
	}
	t.amend(pledge.Amend{Field: key, Value: a.Value[:len(a.Value)-1], Seen: t.s.Prompt.Seen, Open: true})
}

package conversation

import (
	"time"

	"pledgebot/conversation/call"
)

// Answered is the question that an edited message had answered.
func (m *Machine) Answered(s Session, v View, e Edited) call.Question {
	f, _ := e.answer()
	field, _ := m.call.Field(f.Field)
	if _, ok := e.reply(); ok {
		return call.Question{Kind: call.Words}
	}
	q := call.Question{Kind: field.Kind, Form: m.begin(s, v, time.Time{}).form(f.Field)}
	for _, id := range field.Choices.Options {
		q.Options = append(q.Options, call.Offer{ID: id, Label: m.choice(Place(f.Field), id)})
	}
	return q
}

// Showing is the open prompt as it would be shown now; the zero Reply where
// nothing is open.
func (m *Machine) Showing(s Session, v View, now time.Time) Reply {
	t := m.begin(s, v, now)
	if s.Prompt.At == "" {
		return Reply{}
	}
	t.still = true
	t.show()
	r, _ := t.out[0].(Reply)
	return r
}

// Open is the question that a typed message is to be read for: the open one,
// or the earlier one that it belongs to.
func (m *Machine) Open(s Session, v View, e Said) call.Question {
	t := m.begin(s, v, time.Time{})
	at, fresh := t.belongs(e)
	if s.Prompt.At == "" {
		at, fresh = t.resting(), false
	}
	if key, f, ok := m.field(at.base()); ok && !fresh {
		return call.Question{Kind: f.Kind, Form: t.form(key), Guarded: t.guarded(at)}
	}
	switch {
	case s.Prompt.At == "" && at == Place(call.TemplateKey):
		p, _ := t.latest()
		t.take(p)
		t.s.Prompt.At = at
	case s.Prompt.At == "":
		return call.Question{}
	}
	t.still = true
	t.show()
	r, _ := t.out[0].(Reply)
	q := call.Question{Kind: r.Expects, Form: r.Form, Multi: r.Multi, Long: r.Long, Guarded: t.guarded(at)}
	for _, o := range r.Options {
		q.Options = append(q.Options, call.Offer{ID: o.ID, Label: o.Label})
	}
	return q
}

// resting is the question where the newest draft of somebody without an open
// question rests; "" for none.
func (t *turn) resting() Place {
	p, ok := t.latest()
	if !ok {
		return ""
	}
	for _, q := range openQuestions(p) {
		return questionPlace(q.ID)
	}
	for _, key := range t.pendingKeys(p) {
		return Place(key)
	}
	return ""
}

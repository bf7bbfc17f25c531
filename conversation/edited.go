package conversation

import (
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// answer is the answer that an edited message gave when it came.
func (e Edited) answer() (pledge.Fact, bool) {
	for _, f := range e.Facts {
		if f.Kind == pledge.Answered && !f.Derived && !f.Known && f.Field != call.TemplateKey {
			return f, true
		}
	}
	return pledge.Fact{}, false
}

// given is that answer as later edits of the same message have left it. Only a
// message whose answer still stands may be edited, so that every edit which
// follows an answer without another in between is one of its own message.
func (e Edited) given() (pledge.Fact, bool) {
	f, ok := e.answer()
	n := len(f.Value)
	for _, later := range e.Since {
		switch {
		case !ok || later.Field != f.Field || later.Kind != pledge.Answered || later.Derived:
		case f.Open && later.Open: // a piece; others may have come behind it
			if later.Edited && len(later.Value) >= n && later.Value[n-1] != f.Value[n-1] {
				f.Value, f.Typed = later.Value[:n], later.Typed
			}
		case later.Edited:
			f = later
		default:
			return f, ok
		}
	}
	return f, ok
}

// edited lets an edited message change the answer it gave, while that is still
// the field's text. An approved text is never changed by it.
func (t *turn) edited(e Edited) {
	if _, ok := e.reply(); ok {
		t.rereply(e)
		return
	}
	f, ok := e.given()
	if !ok || e.Text == f.Typed || f.Typed == "" && e.Text == f.Value.First() {
		return // it answered nothing, or nothing can be seen to have changed
	}
	p, ok := t.v.Find(f.Pledge)
	field, known := t.m.call.Field(f.Field)
	_, _, slot := t.m.call.Slot(f.Field)
	if !ok || !known {
		return
	}
	label := aText(t.m.label(Place(f.Field)))
	switch a := p.Answers[f.Field]; {
	case !p.Writable():
		t.say(sayEditedSent(label))
		t.take(p)
		t.ask(AtPreview)
	case a.Rev != f.Rev && !continues(a, f):
		t.say(sayEditedSince(label))
		t.again()
	case t.approved(p) && (field.Checked || slot):
		t.askApproved(p, f.Field, e)
	default:
		t.reword(p, field, a, f, e)
	}
}

// continues tells whether an answer in pieces still holds the piece that a fact
// added.
func continues(a pledge.Answer, f pledge.Fact) bool {
	n := len(f.Value)
	return a.Open && f.Open && n > 0 && len(a.Value) >= n && a.Value[n-1] == f.Value[n-1]
}

// reword amends the answer by what the message says now.
func (t *turn) reword(p pledge.Pledge, field call.Field, a pledge.Answer, f pledge.Fact, e Edited) {
	value, problem := t.rereading(p, field, e)
	if len(value) == 0 {
		if problem != nil {
			t.say(*problem)
		}
		t.say(sayEditedNot(aText(t.m.label(Place(f.Field)))))
		t.again()
		return
	}
	if f.Open {
		pieces := slices.Clone(a.Value)
		pieces[len(f.Value)-1] = value.First()
		value = pieces
	}
	typed := e.Text
	if typed == value.First() {
		typed = ""
	}
	t.out = []Effect{Do{Pledge: p.ID, Command: pledge.Amend{
		Field: f.Field, Value: value, Seen: a.Rev, Typed: typed, Open: f.Open, Edited: true,
	}}}
}

// rereading reads an edited text as the answer to its field. Nothing doubtful
// is taken: where it would have been read back first, the answer stays.
func (t *turn) rereading(p pledge.Pledge, field call.Field, e Edited) (call.Value, *call.Text) {
	if len(e.Meaning.Options) == 1 && field.Kind == call.OneOf {
		return call.Value{string(e.Meaning.Options[0])}, nil
	}
	if field.Kind == call.Groups || field.Kind == call.Group || field.Kind == call.SomeOf || e.Meaning.Word != "" || e.Meaning.Doubt {
		return nil, nil
	}
	r := field.Read(e.Meaning.Text)
	if r.Problem != nil || len(r.Confirm) > 0 {
		return nil, r.Problem
	}
	if problem := t.m.call.Check(field, r.Value, call.Setting{Today: t.v.Today, Answer: p.Value}); problem != nil {
		return nil, problem
	}
	return r.Value, nil
}

// approved tells whether a sign-off holds for the text as it stands.
func (t *turn) approved(p pledge.Pledge) bool {
	check := pledge.Check(t.m.call, p)
	return slices.ContainsFunc(t.m.call.Fields, func(f call.Field) bool {
		a := p.Answers[f.Key]
		return f.Stage == call.SignOff && !a.Value.Empty() && a.Check == check
	})
}

// askApproved offers to change a text that was signed off.
func (t *turn) askApproved(p pledge.Pledge, key call.FieldKey, e Edited) {
	if p.ID != t.s.Pledge {
		t.take(p)
	}
	back := t.s.Prompt.At.base()
	t.say(sayEditedApproved(aText(t.m.label(Place(key)))))
	t.openHeld(Held{At: Place(key), Text: e.Text, Meaning: e.Meaning, Offered: true, Back: back})
}

// again shows the open question, or the menu where none is open.
func (t *turn) again() {
	if t.s.Prompt.At == "" {
		t.ask(AtMenu)
		return
	}
	t.show()
}

// reworded tells that an edited message has changed its answer; the open
// question stays open, also where it is the one that was answered.
func (t *turn) reworded(f pledge.Fact) {
	if t.currentKey() == f.Field {
		t.s.Prompt.Seen = t.pledge().Answers[f.Field].Rev
	}
	t.say(sayEdited(aText(t.m.label(Place(f.Field))), aAnswer(f.Field, t.pledge().Value(f.Field))))
	t.again()
}

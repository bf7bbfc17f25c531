package conversation

import (
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// position says where the question stands: in which draft, where there are several,
// its number, and of how many once the template is chosen. Questions outside the guided
// way have no number.
func (t *turn) position(key call.FieldKey) []call.Text {
	return append(t.draftLine(), t.numbered(key)...)
}

func (t *turn) numbered(key call.FieldKey) []call.Text {
	if t.s.Return != "" {
		return nil
	}
	plan := t.plan()
	i := slices.Index(plan, key)
	switch {
	case i < 0:
		return nil
	case t.pledge().Template() == "":
		return []call.Text{sayPosition(aNumber(i + 1))}
	}
	return []call.Text{sayPositionOf(aNumber(i+1), aNumber(len(plan)+1))}
}

// writesSeveral tells whether more than one draft waits for this person, with the one
// that has just been made.
func (t *turn) writesSeveral() bool {
	open := t.openDrafts()
	if p := t.v.Pledge; p != nil && p.Writable() && !slices.ContainsFunc(t.v.Mine, func(q pledge.Pledge) bool { return q.ID == p.ID }) {
		open = append(open, *p)
	}
	return len(slices.DeleteFunc(open, func(p pledge.Pledge) bool { return p.Rehearsal })) > 1
}

// draftLine names the draft that a question is about, where there are several.
func (t *turn) draftLine() []call.Text {
	p := t.pledge()
	if !t.s.Several || t.s.Pledge == "" {
		return nil
	}
	place := p.Value(t.m.call.Using(call.UsePlace).Key).First()
	if p.Value(t.m.call.Using(call.UseTitle).Key).Empty() || place == "" {
		return []call.Text{t.title(p)}
	}
	return []call.Text{sayDraftOf(aText(t.title(p)), aWords(place))}
}

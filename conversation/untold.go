package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// untoldFor is how long a submission may be unknown to the dialog of who made
// it: by then a sweep has told it.
const untoldFor = 15 * time.Minute

// untold finds what this person has just submitted and was given no receipt for,
// because a store was away when the dialog was to be kept.
func (t *turn) untold() (pledge.Pledge, bool) {
	all := t.v.Mine
	if t.v.Pledge != nil {
		all = append([]pledge.Pledge{*t.v.Pledge}, all...)
	}
	for _, p := range all {
		sub := p.Submitted
		if sub != nil && !p.Writable() && sub.By == t.v.Me.ID && t.now.Sub(sub.At) < untoldFor && sub.At.After(t.s.Receipted) {
			return p, true
		}
	}
	return pledge.Pledge{}, false
}

// catchUp gives the receipt that was not given, in place of what an input asks
// for: the person asks without knowing that all is sent. An answer to another
// question is no such input.
func (t *turn) catchUp(e Event) bool {
	switch e.(type) {
	case Said, Chose, Opened, Sent:
	case Edited, Gathered, Left, Returned, Happened, Recounted, Refused, Told, FoundDoubtful:
		return false
	}
	p, untold := t.untold()
	if !untold || t.answers(e) {
		return false
	}
	again := t.s.Prompt.At != AtConfirm
	t.take(p)
	t.someLang()
	t.receipt(again)
	if t.s.Prompt.At == AtMenu && len(t.out) == 1 {
		t.ask(AtMenu) // the one that was open was pressed
	}
	return true
}

// answers tells whether an input answers a question, or may, where the dialog
// was lost.
func (t *turn) answers(e Event) bool {
	if t.s.Prompt.At == "" {
		_, said := e.(Said)
		return said && t.s.Doubt && t.resting() != ""
	}
	return t.answering()
}

// answering tells whether the open question asks for an answer of the pledge.
func (t *turn) answering() bool {
	at := t.s.Prompt.At.base()
	_, _, field := t.m.field(at)
	return field || at == Place(call.TemplateKey) || at == AtClash
}

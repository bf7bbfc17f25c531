package conversation

import (
	"slices"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// An aside is a question that is answered like a field and is none: its answer is
// no part of the pledge. Its texts are <place>.label, .ask, .expect and .help.

// aside finds what is asked aside at a place.
func (m *Machine) aside(at Place) (call.Field, bool) {
	office := call.Field{Key: call.FieldKey(at), Kind: call.Words, Limits: call.Limits{Min: 2, Max: 80, Phrase: true}}
	if key, one := at.asksOne(); one {
		f, ok := m.call.Field(key)
		f.Key, f.Long, f.Required, f.Use = call.FieldKey(at), false, false, ""
		return f, ok
	}
	switch at {
	case AtJoin, AtOffice, AtReference, AtAdviser, AtGivenBy:
		return office, true
	case AtMove, AtRemindOn, AtCouncil:
		return call.Field{Key: call.FieldKey(at), Kind: call.Date}, true
	case AtMailCode:
		return call.Field{Key: call.FieldKey(at), Kind: call.Words, Limits: call.Limits{Min: 6, Max: 40}}, true
	case AtSigner:
		return call.Field{Key: call.FieldKey(at), Kind: call.Words, Limits: call.Limits{Min: 2, Max: 120, Phrase: true}}, true
	case AtDecision:
		return call.Field{Key: call.FieldKey(at), Kind: call.Words, Limits: call.Limits{Max: 200, Phrase: true}}, true
	case AtSendBack, AtRemarkText, AtRespond, AtWithdraw, AtSuspend, AtObjection:
		return call.Field{Key: call.FieldKey(at), Kind: call.Words, Limits: call.Limits{Min: 2, Max: replyMost}}, true
	case AtParts:
		f := call.Field{Key: call.FieldKey(at), Kind: call.SomeOf, Required: true, Limits: call.Limits{Items: [2]int{1, len(m.call.Sections)}}}
		for _, s := range m.call.Sections {
			f.Choices.Options = append(f.Choices.Options, call.OptionID(s))
		}
		return f, true
	}
	return call.Field{}, false
}

// showAside puts such a question.
func (t *turn) showAside(f call.Field) Reply {
	at := t.s.Prompt.At
	r := Reply{Expects: f.Kind, Multi: f.Kind == call.SomeOf, Texts: t.invitedTo(at)}
	ask := t.m.fieldText(at, "ask")
	switch at {
	case AtMailCode:
		ask = sayMailCode(aWords(t.address()))
	case AtMove:
		ask = t.moveAsk()
	}
	r.Texts = append(r.Texts, ask, t.m.fieldText(at, "expect"))
	for _, id := range f.Choices.Options {
		r.Options = append(r.Options, Option{ID: id, Label: call.Say("section." + string(id)), Tick: true, Ticked: slices.Contains(t.s.Prompt.Ticks, id)})
	}
	if f.Kind == call.SomeOf {
		r.Options = append(r.Options, t.option("done"))
	}
	switch at {
	case AtJoin:
		r.Options = append(r.Options, t.option("not_join"))
	case AtDecision:
		r.Options = append(r.Options, t.option("no_number"), t.option("name_signer"))
	}
	r.Options = append(r.Options, t.minor("back", "help", "menu")...)
	return r
}

// giveAside does what the answer to such a question asks for.
func (t *turn) giveAside(at Place, v call.Value) {
	if _, one := at.asksOne(); one {
		t.advises(v)
		return
	}
	switch at {
	case AtAdviser:
		t.advise(v.First())
	case AtGivenBy:
		t.given(v.First())
	case AtJoin:
		t.join(v.First())
	case AtReference:
		t.refer(v.First())
	case AtOffice:
		t.out = []Effect{Do{Reference: t.s.Reference, Command: pledge.Petition{Office: v.First()}}}
	case AtRemarkText:
		t.takesRemark(v.First())
	case AtRespond:
		t.do(pledge.Respond{Remark: t.s.Prompt.Remark, Text: v.First()})
	case AtMove:
		t.moves(v.First())
	case AtRemindOn, AtCouncil:
		t.putsOff(at, v.First())
	case AtMailCode:
		t.do(pledge.ProveMail{Code: v.First()})
	case AtWithdraw, AtSuspend:
		t.s.Halting = &Halting{At: at, Note: v.First()}
		t.ask(AtHalt)
	case AtObjection:
		t.do(pledge.Object{Note: v.First(), Seen: t.s.Prompt.Over})
	case AtSendBack:
		t.do(pledge.SendBack{Note: v.First()})
	case AtDecision, AtSigner:
		signed := t.pledge().Signed
		if signed == nil {
			t.ask(AtMenu)
			return
		}
		more := pledge.SignOff{Check: signed.Check, Small: signed.Small}
		if at == AtSigner {
			more.Signer = v.First()
		} else {
			more.Decision = v.First()
		}
		t.do(more)
	case AtParts:
		var parts []call.Section
		for _, id := range v {
			parts = append(parts, call.Section(id))
		}
		if len(parts) == len(t.m.call.Sections) {
			parts = nil // all
		}
		t.do(pledge.Involve{Seat: pledge.Contributor, Sections: parts})
	}
}

// refer keeps which pledge somebody would like to take part in, and asks who
// they are.
func (t *turn) refer(typed string) {
	number := strings.ToUpper(strings.TrimSpace(typed))
	if !pledge.IsReference(number) {
		t.problem(AtReference, sayReferenceWrong())
		return
	}
	t.s.Reference = number
	t.ask(AtOffice)
}

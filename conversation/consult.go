package conversation

import (
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// atAdvice is the place where a colleague answers the one question of their link.
const atAdvice = "advice:"

// consulting is the question that the owner came from, if a colleague can be asked
// it alone.
func (t *turn) consulting() (call.FieldKey, bool) {
	key, _, ok := t.m.field(t.s.Return)
	_, _, _, part := t.s.Return.splitPart()
	_, aside := t.m.aside(t.s.Return)
	return key, ok && !part && !aside && t.pledge().Writable() && pledge.Consultable(t.m.call, key)
}

// consulted passes the link of one question on, and goes back to the question.
func (t *turn) consulted(f pledge.Fact, code string) {
	back := t.s.Return
	letter := sayConsultLetter(aWords(t.city(t.pledge())), aText(t.callName()))
	t.passOn(code, sayConsultHow(), letter, t.m.fieldText(Place(f.Field), "ask"), sayConsultUntil(openUntil(f.At)))
	t.s.Return = ""
	if back == "" {
		back = AtPreview
	}
	t.ask(back)
}

// asksOne is the question of the link that a colleague has brought.
func (at Place) asksOne() (call.FieldKey, bool) {
	key, ok := strings.CutPrefix(string(at), atAdvice)
	return call.FieldKey(key), ok && !at.checking()
}

// advises takes the colleague's answer and asks for which office they give it.
func (t *turn) advises(v call.Value) {
	if t.s.Offered == nil {
		t.ask(AtMenu)
		return
	}
	offered := *t.s.Offered
	offered.Answer = v
	t.s.Offered = &offered
	t.ask(AtAdviser)
}

// advise gives the answer.
func (t *turn) advise(office string) {
	o := t.s.Offered
	if o == nil || o.Answer.Empty() {
		t.ask(AtMenu)
		return
	}
	id, secret, _ := pledge.SeatCoded(o.Code)
	t.out = []Effect{Do{Pledge: id, Command: pledge.Advise{Secret: secret, Office: office, Value: o.Answer}}}
}

// adviceGiven thanks the colleague: nothing else is asked of them.
func (t *turn) adviceGiven() {
	t.s.Offered = nil
	t.say(sayAdviceGiven())
	t.ask(AtMenu)
}

// showAdvised shows the owner what a colleague has answered.
func (t *turn) showAdvised() Reply {
	p := t.pledge()
	a, ok := p.Advised(t.s.Prompt.Advice)
	if !ok {
		return t.showPeople()
	}
	t.s.Prompt.Over = t.rev(a.Field)
	r := Reply{Texts: []call.Text{sayAdvised(t.office(a.Office), aText(t.m.label(Place(a.Field))), aAnswer(a.Field, a.Value))}}
	if v := p.Value(a.Field); !v.Empty() {
		r.Texts = append(r.Texts, sayNow(t.wording(p, a.Field, v)))
	}
	r.Texts = append(r.Texts, sayAdvisedAsk())
	r.Options = append([]Option{t.option("yes"), t.option("edit_it"), t.option("leave_out"), t.option("later")}, t.minor("menu")...)
	return r
}

// weigh is a press below it.
func (t *turn) weigh(id call.OptionID) {
	a, ok := t.pledge().Advised(t.s.Prompt.Advice)
	switch {
	case !ok:
		t.ask(AtPeople)
	case id == "yes" && t.pledge().Writable():
		t.do(pledge.Amend{Field: a.Field, Value: a.Value, Seen: t.s.Prompt.Over, Advice: a.ID})
	case id == "edit_it":
		t.say(saySuggestionCopy(aAnswer(a.Field, a.Value)))
		t.s.Weighing = a.ID
		t.s.Return = AtPreview
		t.ask(Place(a.Field))
	case id == "leave_out":
		t.do(pledge.Drop{Advice: a.ID})
	case id == "later":
		t.say(sayAdviceLater())
		t.ask(AtMenu)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// weighed goes on after an answer was taken.
func (t *turn) weighed(f pledge.Fact) {
	say := sayAdviceTaken
	if f.Office == "" {
		say = sayAdviceReworded
	}
	t.say(say(aText(t.m.label(Place(f.Field)))))
	t.s.Prompt, t.s.Return = Prompt{}, ""
	t.advance()
}

// askAdvised asks about one answer of a colleague.
func (t *turn) askAdvised(id pledge.AdviceID) {
	t.open(AtAdvised, nil)
	t.s.Prompt.Advice = id
	t.show()
}

// given marks what the owner types next, for a colleague who does not use the chat.
func (t *turn) given(office string) {
	key, ok := t.consulting()
	if !ok {
		t.ask(AtMenu)
		return
	}
	at := t.s.Return
	t.s.Return = ""
	t.s.GivenBy, t.s.GivenFor = office, key
	t.say(sayGivenNext(aWords(office)))
	t.ask(at)
}

// attributed is an answer with the office that gave it, where the owner has said so.
func (t *turn) attributed(a pledge.Amend) pledge.Amend {
	if t.s.GivenBy != "" && t.s.GivenFor == a.Field && !a.Unknown {
		a.Office = t.s.GivenBy
		t.s.GivenBy, t.s.GivenFor = "", ""
	}
	if advice, ok := t.pledge().Advised(t.s.Weighing); ok && advice.Field == a.Field && !a.Unknown {
		a.Advice = advice.ID
		t.s.Weighing = ""
	}
	return a
}

// waitingAdvice are the lines of answers that the owner has neither taken nor left.
func (t *turn) waitingAdvice(p pledge.Pledge, list func(id string, line, label call.Text)) {
	for _, a := range p.Advice {
		list(adviceOption+string(a.ID), sayAdviceLine(t.office(a.Office), aText(t.m.label(Place(a.Field))), aAnswer(a.Field, a.Value)), plainText(t.office(a.Office)))
	}
}

const adviceOption = "advice_"

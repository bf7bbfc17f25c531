package conversation

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// lasting are the consents and contacts, which the city may change at any time.
func (t *turn) lasting() []call.Field {
	return slices.DeleteFunc(slices.Clone(t.m.call.Fields), func(f call.Field) bool { return !f.Lasts() })
}

// showConsents lists them with since when each stands; its number changes it.
func (t *turn) showConsents() Reply {
	p := t.pledge()
	r := Reply{Texts: []call.Text{sayConsents(aText(t.title(p)))}}
	var lines []call.Text
	for i, f := range t.lasting() {
		n, label, a := aNumber(i+1), aText(t.m.label(Place(f.Key))), p.Answers[f.Key]
		if a.Value.Empty() {
			lines = append(lines, sayConsentNone(n, label))
		} else {
			lines = append(lines, sayConsentLine(n, label, aAnswer(f.Key, a.Value), aDate(a.At.Format(time.DateOnly))))
		}
		o := t.listed1(f.Key)
		o.Listed = true
		r.Options = append(r.Options, o)
	}
	r.Texts = append(r.Texts, plainText(aLines(lines)), sayConsentsAsk())
	if t.codable(p) {
		r.Options = append(r.Options, t.option("send_code"))
	}
	r.Options = append(r.Options, t.minor("preview", "help", "menu")...)
	return r
}

// codable tells whether the city's address may be proved by a code.
func (t *turn) codable(p pledge.Pledge) bool {
	return t.m.set.Mail && t.owns(p) && !p.Rehearsal && t.address() != "" && pledge.MailProved(t.m.call, p).IsZero()
}

// address is where the city is reached by mail.
func (t *turn) address() string { return t.pledge().Value(t.m.call.Using(call.UseMail).Key).First() }

// mailed goes on after a code was mailed or typed.
func (t *turn) mailed(f pledge.Fact) {
	if f.Kind == pledge.CodeSent {
		t.ask(AtMailCode)
		return
	}
	t.say(sayMailProved(aWords(t.address())))
	t.ask(AtConsents)
}

// consents is a press under that list.
func (t *turn) consents(id call.OptionID) {
	if id == "send_code" && t.codable(t.pledge()) {
		t.do(pledge.SendCode{})
		return
	}
	for _, f := range t.lasting() {
		if t.m.option(f.Key) == id && t.owns(t.pledge()) {
			t.s.Return = AtConsents
			t.ask(Place(f.Key))
			return
		}
	}
	t.say(sayChooseOption())
	t.show()
}

// permits tells whether an answer is changed as one that lasts: the rest of the pledge
// is with the team.
func (t *turn) permits(key call.FieldKey) bool {
	f, ok := t.m.call.Field(key)
	return ok && f.Lasts() && !t.pledge().Writable()
}

// pulledBack says that a consent has ended a publication.
func (t *turn) pulledBack(facts []pledge.Fact) {
	if slices.ContainsFunc(facts, func(f pledge.Fact) bool { return f.Kind == pledge.Unpublished }) {
		t.say(sayPulledBack())
	}
}

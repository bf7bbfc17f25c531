package conversation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// asked tells whether the team has asked something that is not yet sent back.
func (t *turn) asked() bool {
	p := t.pledge()
	return p.State == pledge.ChangesRequested && len(p.Questions) > 0
}

// openQuestions are the questions of the team that are still open.
func openQuestions(p pledge.Pledge) []pledge.Question {
	if p.State != pledge.ChangesRequested {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(p.Questions), func(q pledge.Question) bool { return !q.Open() })
}

// withQuestions are the pledges about which the team has asked.
func (t *turn) withQuestions() []pledge.Pledge {
	return slices.DeleteFunc(t.openDrafts(), func(p pledge.Pledge) bool {
		return p.State != pledge.ChangesRequested || len(p.Questions) == 0
	})
}

// todo opens the list of what the team asks, of the only pledge or of one that
// is chosen.
func (t *turn) todo() {
	switch list := t.withQuestions(); {
	case t.asked():
		t.ask(AtOpen)
	case len(list) == 1:
		t.take(list[0])
		t.ask(AtOpen)
	case len(list) == 0:
		t.say(sayChooseOption())
		t.show()
	default:
		t.ask(AtDrafts)
	}
}

// showOpen lists what sending waits for, each point one press away: what the
// team asks, and the answers that are missing.
func (t *turn) showOpen() Reply {
	points := t.openPoints()
	t.s.Prompt.Seen = t.pledge().Rev
	r := Reply{}
	if t.asked() {
		r = t.list()
	}
	switch {
	case len(points) > 0:
		r.Texts = append(r.Texts, sayMissing(aTexts(t.m.labels(points))))
	case len(openQuestions(t.pledge())) == 0:
		r.Texts = append(r.Texts, sayAllDealt())
	}
	for _, key := range points {
		r.offer(t.listed1(key))
	}
	if len(points) == 0 && len(openQuestions(t.pledge())) == 0 && t.owns(t.pledge()) {
		r.Options = append(r.Options, t.sending(t.pledge()))
	}
	r.Options = append(r.Options, t.minor("preview", "back", "help", "save", "menu")...)
	return r
}

// list is what the team asks: field, question and what became of it. Each
// number opens that question.
func (t *turn) list() Reply {
	p := t.pledge()
	r := Reply{Texts: []call.Text{sayList(aText(t.title(p)))}}
	var lines []call.Text
	for i, q := range p.Questions {
		label := t.m.label(Place(q.Field))
		lines = append(lines, sayListLine(aNumber(i+1), aText(label), aText(t.inShort(q)), aText(outcome(q))))
		r.Options = append(r.Options, Option{ID: askOption + call.OptionID(q.ID), Label: label, Listed: true})
	}
	r.Texts = append(r.Texts, plainText(aLines(lines)))
	return r
}

// askOption begins the options that open a question of the team.
const askOption = "ask_"

// inShort is a question in a line.
func (t *turn) inShort(q pledge.Question) call.Text {
	f, _ := t.m.call.Field(q.Field)
	switch {
	case q.Suggests() && f.Kind == call.Words:
		return plainText(aWords(cut(q.Value.First())))
	case q.Suggests():
		return inLang(plainText(aAnswer(q.Field, q.Value)), t.pledge().Lang)
	case q.Standard != "":
		return call.Say("question." + string(q.Standard))
	}
	return plainText(aWords(cut(q.Note)))
}

// cut shortens a text to what stands in a line of a list.
func cut(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= lineMost {
		return text
	}
	short := string([]rune(text)[:lineMost])
	if i := strings.LastIndexByte(short, ' '); i > 0 {
		short = short[:i]
	}
	return short + " …"
}

const lineMost = 100

// sending is the option that submits; a second time it says so.
func (t *turn) sending(p pledge.Pledge) Option {
	o := t.option("submit")
	switch {
	case p.State == pledge.ChangesRequested:
		o.Label = call.Say("option.submit_again")
	case p.Progress != nil:
		o.Label = call.Say("option.submit_report")
	case p.Standing != nil:
		o.Label = call.Say("option.submit_change")
	}
	return o
}

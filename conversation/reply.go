package conversation

import (
	"slices"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// questionOptions are what can be done about a question of the team.
func (t *turn) questionOptions(q pledge.Question) []Option {
	later := Option{ID: "skip", Label: call.Say("option.later")}
	switch {
	case q.Done == pledge.DoneRetracted:
		return nil
	case q.Suggests() && (q.Open() || q.Done == pledge.DoneDeclined):
		out := []Option{t.option("take_it"), t.option("edit_it")}
		if q.Open() {
			out = append(out, t.option("keep_ours"))
		}
		return append(out, later)
	case q.Suggests():
		return []Option{t.option("edit_it"), later}
	}
	reword := []Option{t.option("reword")}
	for i, key := range q.Also {
		label := call.Text{Key: "option.reword_of", Args: map[string]call.Arg{"field": aText(t.m.label(Place(key)))}}
		reword = append(reword, Option{ID: rewordAlso + call.OptionID(itoa(i+1)), Label: label})
	}
	if q.Change {
		return append(reword, t.option("answer"), later)
	}
	return append(append([]Option{t.option("answer")}, reword...), later)
}

// rewordAlso begins the options that change a further field of a question.
const rewordAlso = "reword_"

// questionOption is a press under a question of the team.
func (t *turn) questionOption(id call.OptionID) {
	q, ok := t.inquired(t.s.Prompt.At)
	offered := slices.ContainsFunc(t.questionOptions(q), func(o Option) bool { return o.ID == id })
	switch {
	case !ok || !offered:
		t.say(sayChooseOption())
		t.show()
	case id == "take_it":
		t.do(pledge.Amend{Field: q.Field, Value: q.Value, Seen: t.rev(q.Field), Suggestion: q.ID})
	case id == "keep_ours":
		t.do(pledge.Reply{Question: q.ID, Seen: t.s.Prompt.Seen})
	case t.heeds(q, id):
	case id == "answer":
		t.ask(replyPlace(q.ID))
	default:
		if id == "edit_it" {
			t.say(saySuggestionCopy(aText(inLang(plainText(aAnswer(q.Field, q.Value)), t.pledge().Lang))))
		}
		t.s.Return = AtOpen
		t.ask(Place(rewording(q, id)))
	}
}

// rewording is the field whose wording an option changes.
func rewording(q pledge.Question, id call.OptionID) call.FieldKey {
	for i, key := range q.Also {
		if id == rewordAlso+call.OptionID(itoa(i+1)) {
			return key
		}
	}
	return q.Field
}

// replied goes on after an answer to the team that is kept: back to the list.
func (t *turn) replied(f pledge.Fact) {
	if t.past(call.FieldKey(questionPlace(f.Question()))) {
		return
	}
	t.s.Held = nil
	switch q, _ := t.pledge().Question(f.Question()); q.Done {
	case pledge.DoneTaken:
		t.say(saySuggestionTaken(aText(t.m.label(Place(q.Field)))))
	case pledge.DoneDeclined:
		t.say(saySuggestionKept())
	default:
		t.say(sayReplyKept())
	}
	t.ask(AtOpen)
}

// unreplied goes on after an answer to a question that was withdrawn or worded
// otherwise meanwhile. The text is offered to the question as it reads now.
func (t *turn) unreplied(f pledge.Fact) {
	q, ok := t.pledge().Question(f.Question())
	if !ok || q.Done == pledge.DoneRetracted {
		t.say(sayRetractedMeanwhile())
		t.ask(AtOpen)
		return
	}
	t.say(sayCorrectedMeanwhile())
	at, text := questionPlace(q.ID), f.Value.First()
	if text == "" { // only a press
		t.ask(at)
		return
	}
	t.openHeld(Held{At: at, Text: text, Meaning: call.Meaning{Text: text}, Readings: []call.Value{f.Value}, Offered: true, Back: at})
}

// later leaves a question of the team for later: it stays on the list.
func (t *turn) later() {
	if q, _ := t.inquired(t.s.Prompt.At); t.heeds(q, "skip") {
		return
	}
	back := t.s.Return
	if back == "" {
		t.say(sayAskedLater())
		back = AtMenu
	}
	t.ask(back)
}

// rereply lets an edited message change the answer to the team that it gave,
// while that answer stands and nothing has been submitted since.
func (t *turn) rereply(e Edited) {
	f, _ := e.reply()
	p, ok := t.v.Find(f.Pledge)
	q, open := p.Question(f.Question())
	text := strings.TrimSpace(e.Meaning.Text)
	label := aText(t.m.label(Place(f.Field)))
	switch {
	case !ok || text == f.Value.First():
	case !p.Writable() || !open:
		t.say(sayEditedSent(label))
		t.again()
	case q.Reply == nil || q.Reply.Rev != f.Rev || q.Done != pledge.DoneReplied:
		t.say(sayEditedSince(label))
		t.again()
	default:
		t.rereplyAs(p, q, e)
	}
}

func (t *turn) rereplyAs(p pledge.Pledge, q pledge.Question, e Edited) {
	field := replyField(q.ID)
	r := field.Read(e.Meaning.Text)
	problem := r.Problem
	if problem == nil {
		problem = t.m.call.Check(field, r.Value, t.setting())
	}
	if problem != nil || e.Meaning.Word != "" {
		if problem != nil {
			t.say(*problem)
		}
		t.say(sayEditedNot(aText(t.m.label(Place(q.Field)))))
		t.again()
		return
	}
	t.out = []Effect{Do{Pledge: p.ID, Command: pledge.Reply{Question: q.ID, Text: r.Value.First(), Seen: q.Rev, Edited: true}}}
}

// reply is the answer to the team that an edited message gave, as later edits of
// the same message have left it.
func (e Edited) reply() (pledge.Fact, bool) {
	i := slices.IndexFunc(e.Facts, func(f pledge.Fact) bool { return f.Kind == pledge.Replied })
	if i < 0 {
		return pledge.Fact{}, false
	}
	f := e.Facts[i]
	for _, later := range e.Since {
		if later.Kind != pledge.Replied || later.About != f.About {
			continue
		}
		if !later.Edited {
			break
		}
		f = later
	}
	return f, true
}

// rereplied tells that an edited message has changed its answer to the team.
func (t *turn) rereplied(f pledge.Fact) {
	t.say(sayEdited(aText(t.m.label(Place(f.Field))), aWords(f.Value.First())))
	t.again()
}

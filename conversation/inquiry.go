package conversation

import (
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// The places of a question of the team: where it is read, and where nothing but
// its answer is asked for.
const (
	atQuestion = "question:"
	atReply    = "reply:"
)

func questionPlace(id pledge.QuestionID) Place { return atQuestion + Place(id) }
func replyPlace(id pledge.QuestionID) Place    { return atReply + Place(id) }

// question tells which question of the team is read or answered at a place.
func (at Place) question() (pledge.QuestionID, bool) {
	if at.checking() {
		return "", false
	}
	for _, stem := range []string{atQuestion, atReply} {
		if id, ok := strings.CutPrefix(string(at), stem); ok {
			return pledge.QuestionID(id), true
		}
	}
	return "", false
}

// replyField reads an answer to the team like any other answer in words.
func replyField(id pledge.QuestionID) call.Field {
	return call.Field{Key: call.FieldKey(questionPlace(id)), Kind: call.Words, Limits: call.Limits{Min: 1, Max: replyMost}}
}

// replyMost is the longest answer to the team, in characters.
const replyMost = 2000

// inquired is the question of the team that is asked at a place.
func (t *turn) inquired(at Place) (pledge.Question, bool) {
	id, _ := at.base().question()
	return t.pledge().Question(id)
}

// rev is the revision of what is asked for under a key: of an answer, or of a
// question of the team.
func (t *turn) rev(key call.FieldKey) int {
	if q, ok := t.inquired(Place(key)); ok {
		return q.Rev
	}
	return t.pledge().Answers[key].Rev
}

// unread tells whether the open question is one of the team, asked long ago.
func (t *turn) unread() bool {
	asked := t.s.Prompt.Since
	return !asked.IsZero() && t.now.Sub(asked) > restless
}

// showQuestion is one question of the team, with what the text says today.
func (t *turn) showQuestion() Reply {
	at := t.s.Prompt.At
	q, _ := t.inquired(at)
	r := Reply{Expects: call.Words, Texts: t.inquiry(q)}
	if at == replyPlace(q.ID) {
		r.Texts = append(r.Texts, sayReplyAsk())
		r.Options = t.minor("back", "help", "preview", "save", "menu")
		return r
	}
	r.Texts = append(r.Texts, t.today(q)...)
	r.Texts = append(r.Texts, dealt(q)...)
	r.Options = append(t.questionOptions(q), t.minor("back", "preview", "help", "save", "menu")...)
	return r
}

// inquiry is what the team asks, in its own words and their language.
func (t *turn) inquiry(q pledge.Question) []call.Text {
	say := sayAsked
	switch {
	case q.Suggests():
		say = saySuggested
	case q.Change:
		say = sayAskedChange
	}
	out := append([]call.Text{say(aText(org(q.Org)), aText(t.m.label(Place(q.Field))))}, asked(q)...)
	if q.Note != "" && q.Lang != "" && q.Lang != t.s.Lang {
		out = append(out, sayAskedIn(aLangName(q.Lang)))
	}
	return out
}

// asked is the question itself: a standard one in the reader's language, the
// team's own words as they are.
func asked(q pledge.Question) []call.Text {
	var out []call.Text
	if q.Standard != "" {
		out = append(out, call.Say("question."+string(q.Standard)))
	}
	if q.Note != "" {
		out = append(out, plainText(aWords(q.Note)))
	}
	return out
}

func plainText(a call.Arg) call.Text {
	return call.Text{Key: "plain", Args: map[string]call.Arg{"text": a}}
}

// today is how the fields of a question read now, and how the team would word
// the first.
func (t *turn) today(q pledge.Question) []call.Text {
	p := t.pledge()
	words := func(key call.FieldKey, v call.Value) call.Arg {
		return aText(inLang(plainText(aAnswer(key, v)), p.Lang))
	}
	var out []call.Text
	switch v := p.Value(q.Field); {
	case q.Done == pledge.DoneTaken:
	case v.Empty():
		out = append(out, sayTodayNone(aText(t.m.label(Place(q.Field)))))
	default:
		out = append(out, sayToday(words(q.Field, v)))
	}
	if q.Suggests() {
		return append(out, saySuggestion(words(q.Field, q.Value)))
	}
	for _, key := range q.Also {
		label := aText(t.m.label(Place(key)))
		if p.Value(key).Empty() {
			out = append(out, sayTodayNone(label))
			continue
		}
		out = append(out, sayTodayAlso(label, words(key, p.Value(key))))
	}
	return out
}

// dealt says what became of a question, or how it may be dealt with.
func dealt(q pledge.Question) []call.Text {
	switch {
	case q.Open() && q.Suggests():
		return []call.Text{saySuggestedHow()}
	case q.Open() && q.Change:
		return []call.Text{sayChangeHow()}
	case q.Open():
		return []call.Text{sayAskedHow()}
	case q.Done == pledge.DoneReplied:
		return []call.Text{sayReplied(aWords(q.Reply.Value.First()))}
	}
	return []call.Text{sayDealt(aText(outcome(q)))}
}

// outcome is what became of a question, in a word or two.
func outcome(q pledge.Question) call.Text {
	if q.Open() {
		return call.Say("inquiry.state.open")
	}
	return call.Say("inquiry.state." + string(q.Done))
}

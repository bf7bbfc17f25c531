package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// opens shows a question of the team that was chosen from a list.
func (t *turn) opens(id pledge.QuestionID) {
	if q, _ := t.pledge().Question(id); t.heeds(q, "") {
		return
	}
	t.s.Return = t.s.Prompt.At
	t.ask(questionPlace(id))
}

// heeds lets the team know that a question was opened, once; then the dialog
// goes on with what the person has chosen.
func (t *turn) heeds(q pledge.Question, then call.OptionID) bool {
	if q.ID == "" || !q.Open() || q.Reach == pledge.Opened || !t.asked() {
		return false
	}
	t.do(pledge.Heed{Question: q.ID, Then: string(then)})
	return true
}

// heeded goes on with what was chosen when a question was opened.
func (t *turn) heeded(f pledge.Fact) {
	at := t.s.Prompt.At
	id, asking := at.base().question()
	switch {
	case f.Note == "" && (at == AtOpen || at == AtPreview):
		t.opens(f.About)
	case !asking || id != f.About: // the dialog has gone on meanwhile
		t.show()
	case f.Note == "skip":
		t.later()
	default:
		t.questionOption(call.OptionID(f.Note))
	}
}

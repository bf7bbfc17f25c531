package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// paper is the pledge as clean text, to be copied and forwarded.
func (t *turn) paper(p pledge.Pledge) {
	paper := t.written(p)
	if p.State == pledge.Draft {
		paper.Texts = append(paper.Texts, sayPaperDraft())
	}
	paper.Texts = append(paper.Texts, sayPaperEnd(aWords(pledge.Check(t.m.call, p))))
	t.reply(Reply{Texts: []call.Text{sayPaper()}, Paper: &paper})
}

// written is the title and the answers, but what is private.
func (t *turn) written(p pledge.Pledge) Paper {
	city := p.Value(t.m.call.Using(call.UseCity).Key).First()
	var lines []call.Text
	for _, e := range pledge.Record(t.m.call, p) {
		if !e.Field.Private && e.Field.Use != call.UseTitle {
			lines = append(lines, sayPaperLine(aText(t.m.label(Place(e.Field.Key))), aAnswer(e.Field.Key, e.Answer.Value)))
		}
	}
	return Paper{Lang: p.Lang, Texts: []call.Text{sayPaperTitle(aText(t.title(p)), aWords(city)), plainText(aLines(lines))}}
}

package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// paper is the pledge as clean text, to be copied and forwarded.
func (t *turn) paper(p pledge.Pledge) {
	paper := t.m.Written(p)
	if p.State == pledge.Draft {
		paper.Texts = append(paper.Texts, sayPaperDraft())
	} else {
		paper.Texts = append(paper.Texts, sayPaperNumber(aWords(p.Submitted.Reference)))
	}
	paper.Texts = append(paper.Texts, sayPaperEnd(aWords(pledge.Check(t.m.call, p))))
	t.reply(Reply{Texts: []call.Text{sayPaper()}, Paper: &paper})
}

// print gives the pledge as a file to be filed or printed.
func (t *turn) print(p pledge.Pledge) {
	t.reply(Reply{Texts: []call.Text{sayPrint()}, Print: t.printed(p, SheetPaper)})
	t.show()
}

// calendar gives the date of the report for a calendar.
func (t *turn) calendar(p pledge.Pledge) {
	t.reply(Reply{Texts: []call.Text{sayCalendar(aDate(p.Due()))}, Print: t.printed(p, SheetCalendar)})
	t.show()
}

// dated tells whether a report of a pledge has a date.
func dated(p pledge.Pledge) bool {
	return p.State == pledge.Accepted && p.Due() != "" && !p.Rehearsal
}

// printed is a pledge on paper where files can be sent; nil elsewhere, and for nothing
// that was kept.
func (t *turn) printed(p pledge.Pledge, sheet Sheet) *Print {
	if !t.m.set.Files || p.ID == "" {
		return nil
	}
	return &Print{Pledge: p.ID, Sheet: sheet}
}

// copies are the options to take a pledge away.
func (t *turn) copies(p pledge.Pledge) []Option {
	out := []Option{t.option("copy")}
	if t.printed(p, SheetPaper) == nil {
		return out
	}
	out = append(out, t.option("print"))
	if dated(p) {
		out = append(out, t.option("calendar"))
	}
	return out
}

// Written is the title and the answers of a pledge, but what is private.
func (m *Machine) Written(p pledge.Pledge) Paper {
	t := turn{m: m}
	city := p.Value(m.call.Using(call.UseCity).Key).First()
	var lines []call.Text
	for _, e := range pledge.Record(m.call, p) {
		if !e.Field.Private && e.Field.Use != call.UseTitle {
			lines = append(lines, sayPaperLine(aText(m.label(Place(e.Field.Key))), aAnswer(e.Field.Key, e.Answer.Value)))
		}
	}
	return Paper{Lang: p.Lang, Texts: []call.Text{sayPaperTitle(aText(t.title(p)), aWords(city)), plainText(aLines(lines))}}
}

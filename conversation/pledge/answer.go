package pledge

import (
	"maps"

	"pledgebot/conversation/call"
)

// answer keeps an answer.
func (p Pledge) answer(f Fact) Pledge {
	p.Answers = maps.Clone(p.Answers)
	if f.Value.Empty() && !f.Unknown && !f.Open {
		delete(p.Answers, f.Field)
	} else {
		p.Answers[f.Field] = Answer{
			Value: f.Value, Rev: f.Rev, By: f.By, At: f.At, Unknown: f.Unknown, Open: f.Open,
			Derived: f.Derived, Known: f.Known, Check: f.Check, Signed: f.Signed, From: f.From, Office: f.Office,
		}
	}
	return p
}

// translate gives the pledge's text another language. What a person worded is
// marked to be written again; nothing is thrown away.
func (p Pledge) translate(lang call.Lang) Pledge {
	p.Lang = lang
	p.Answers = maps.Clone(p.Answers)
	for key, a := range p.Answers {
		if !a.Derived && !a.Known && !a.Value.Empty() {
			a.Rewrite = true
			p.Answers[key] = a
		}
	}
	return p
}

// Pieces puts the pieces of a long answer together.
func Pieces(v call.Value) call.Value {
	var text string
	for _, piece := range v {
		if text != "" {
			text += "\n"
		}
		text += piece
	}
	if text == "" {
		return nil
	}
	return call.Value{text}
}

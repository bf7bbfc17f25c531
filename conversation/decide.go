package conversation

import (
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// showYesNo asks a question of two steps.
func (t *turn) showYesNo(q call.Text) Reply {
	return Reply{Texts: []call.Text{q}, Options: append([]Option{t.option("yes"), t.option("no")}, t.minor("menu")...)}
}

// decide takes the second step of deleting, of showing a draft to the team or of
// writing in another language.
func (t *turn) decide(id call.OptionID) {
	at, lang := t.s.Prompt.At, t.s.Prompt.Lang
	switch {
	case id == "yes" && at == AtDelete:
		t.do(pledge.Delete{})
	case id == "yes" && at == AtAbandon:
		t.do(pledge.Abandon{})
	case id == "yes" && at == AtDisclose:
		t.do(pledge.Disclose{})
	case id == "yes":
		t.do(pledge.Translate{Lang: lang})
	case id == "no":
		t.ask(AtPreview)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// translateAsk says which answers would have to be written again.
func (t *turn) translateAsk() call.Text {
	p := t.pledge()
	var keys []call.FieldKey
	for _, point := range pledge.Points(t.m.call, pledge.Fold(p, pledge.Fact{Kind: pledge.Translated, Lang: t.s.Prompt.Lang, Rev: p.Rev})) {
		if point.Gap == pledge.Foreign && !slices.Contains(keys, point.Key) {
			keys = append(keys, point.Key)
		}
	}
	if len(keys) == 0 {
		return sayTranslateNone(aLangName(t.s.Prompt.Lang))
	}
	return sayTranslate(aLangName(t.s.Prompt.Lang), aTexts(t.m.labels(keys)))
}

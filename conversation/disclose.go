package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// disclosing is the option that shows the team a draft, or shows it no more.
func (t *turn) disclosing(p pledge.Pledge) []Option {
	switch {
	case p.State != pledge.Draft || p.Rehearsal:
		return nil
	case p.Shown():
		return []Option{t.option("conceal")}
	}
	return []Option{t.option("disclose")}
}

// helped passes an offer of the team's help on. One that was taken back, or whose
// draft is no more, is not spoken of.
func (t *turn) helped(p pledge.Pledge, f pledge.Fact) {
	if p.State != pledge.Draft || !p.Deleted.IsZero() || p.HelpedWith == nil || !p.HelpedWith.At.Equal(f.At) {
		return
	}
	t.take(p)
	place := aWords(p.Value(t.m.call.Using(call.UsePlace).Key).First())
	if p.Shown() {
		t.say(sayHelpAdvice(aText(org(f.Org)), place))
	} else {
		t.say(sayHelpOffered(aText(org(f.Org)), place))
	}
	if f.Note != "" {
		t.say(plainText(aWords(f.Note)))
	}
	if f.Note != "" && f.Lang != "" && f.Lang != t.s.Lang {
		t.say(sayAskedIn(aLangName(f.Lang)))
	}
	t.ask(AtHelped)
}

func (t *turn) showHelped() Reply {
	r := Reply{Texts: []call.Text{sayHelpedHow()}, Options: []Option{t.option("continue")}}
	if p := t.pledge(); p.Shown() {
		r.Options = append(r.Options, t.option("preview"))
	} else {
		r.Options = append(r.Options, t.option("disclose"))
	}
	r.Options = append(append(r.Options, t.option("later")), t.minor("menu")...)
	return r
}

// answerHelp is a press under an offer of help.
func (t *turn) answerHelp(id call.OptionID) {
	switch id {
	case "disclose":
		t.ask(AtDisclose)
	case "later":
		t.say(sayHelpedLater())
		t.ask(AtMenu)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

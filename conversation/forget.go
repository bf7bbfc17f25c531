package conversation

import (
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// nothingHeld tells whether this is somebody of whom nothing is kept.
func (t *turn) nothingHeld() bool { return t.v.Me.Rev == 0 && len(t.v.Mine) == 0 }

// forget is the first of two steps: what would go, what would stay, and what
// can be done before.
func (t *turn) forget() {
	if t.nothingHeld() {
		t.goodbye(sayForgetNothing())
		return
	}
	t.ask(AtForget)
}

func (t *turn) showForget() Reply {
	r := Reply{Texts: []call.Text{sayForget()}}
	if lines := t.fates(); len(lines) > 0 {
		r.Texts = append(r.Texts, sayForgetPledges(aLines(lines)))
	}
	if len(t.owned()) > 0 {
		r.Texts = append(r.Texts, sayForgetHand())
		r.Options = append(r.Options, t.option("hand_over"))
	}
	r.Texts = append(r.Texts, sayForgetAsk())
	r.Options = append(r.Options, t.option("data"), t.option("erase"), t.option("stay"))
	return r
}

// fates say what becomes of each pledge.
func (t *turn) fates() []call.Text {
	var out []call.Text
	for _, p := range t.v.Mine {
		title := aText(t.title(p))
		switch {
		case p.Rehearsal:
		case len(p.Seats) > 1:
			out = append(out, sayForgetShared(title))
		case p.State == pledge.Draft:
			out = append(out, sayForgetDraft(title))
		default:
			out = append(out, sayForgetStays(title, aText(state(p.State))))
		}
	}
	return out
}

// owned are the pledges that this person can hand over.
func (t *turn) owned() []pledge.Pledge {
	return slices.DeleteFunc(slices.Clone(t.v.Mine), func(p pledge.Pledge) bool {
		return p.Rehearsal || !p.Deleted.IsZero() || p.Seats[t.v.Me.ID] != pledge.Owner
	})
}

// showErase is the second step. Keeping comes first, so that a number typed for
// the step before does no harm.
func (t *turn) showErase() Reply {
	return Reply{Texts: []call.Text{sayForgetSure()}, Options: []Option{t.option("stay"), t.option("erase_now")}}
}

// leaving is a press in either step.
func (t *turn) leaving(id call.OptionID) {
	switch at := t.s.Prompt.At; {
	case id == "stay":
		t.say(sayForgetKept())
		t.ask(AtMenu)
	case id == "hand_over" && at == AtForget:
		t.offerOne()
	case id == "erase" && at == AtForget:
		t.ask(AtErase)
	case id == "erase_now" && at == AtErase:
		t.goodbye(sayForgotten())
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// goodbye is the last thing that is said.
func (t *turn) goodbye(text call.Text) {
	t.out = []Effect{Forget{Last: Reply{Class: Screen, Texts: []call.Text{text}, Close: true}}}
}

// figures tells whether a text is only a number: too little to erase anybody.
func figures(text string) bool {
	return strings.Trim(text, "0123456789.) \n") == ""
}

// data shows what is held about the person, in short and as a file.
func (t *turn) data() {
	me := t.v.Me
	r := Reply{Data: true, Texts: []call.Text{sayData(aWords(string(me.ID)))}}
	if !me.Noticed.IsZero() {
		r.Texts = append(r.Texts, sayDataYou(aLangName(t.s.Lang), aDate(me.Noticed.Format(time.DateOnly))))
	}
	var lines []call.Text
	for _, p := range t.v.Mine {
		if !p.Rehearsal {
			lines = append(lines, sayDataPledge(aText(t.title(p)), aText(state(p.State))))
		}
	}
	if len(lines) > 0 {
		r.Texts = append(r.Texts, sayDataPledges(aLines(lines)))
	} else {
		r.Texts = append(r.Texts, sayDataNone())
	}
	r.Texts = append(r.Texts, sayDataMore())
	t.reply(r)
	if t.s.Prompt.At != "" {
		t.show()
	}
}

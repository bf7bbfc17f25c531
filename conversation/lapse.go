package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// restless is for how long after the last change somebody may still be in the
// middle of a question, which news waits for.
const restless = 24 * time.Hour

// idle tells whether the open question, if it is one, was left long ago. News of
// a draft that lapses breaks into such a one: it would wait for ever.
func (t *turn) idle() bool { return t.now.Sub(t.pledge().Touched) > restless }

// lapses warns of a draft that nobody has changed for long. One that was changed
// since is not spoken of.
func (t *turn) lapses(p pledge.Pledge, f pledge.Fact) {
	if p.Lapses != f.Expected {
		return
	}
	t.take(p)
	t.ask(AtLapse)
}

func (t *turn) showLapse() Reply {
	p := t.pledge()
	if p.Lapses == "" { // kept or changed since
		return t.showMenu()
	}
	return Reply{
		Texts:   []call.Text{sayLapses(aText(t.title(p)), aDate(p.Touched.Format(time.DateOnly)), aDate(p.Lapses))},
		Options: append([]Option{t.option("keep_draft"), t.option("continue")}, t.minor("menu")...),
	}
}

// lapse is a press under the warning.
func (t *turn) lapse(id call.OptionID) {
	switch {
	case id == "keep_draft":
		t.do(pledge.Keep{})
	case t.pledge().Lapses == "":
		t.s.Prompt = Prompt{}
		t.menu(id)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// keptDraft says how long a draft stays that was kept.
func (t *turn) keptDraft() {
	t.say(sayDraftKept(aText(t.title(t.pledge())), aNumber(PeriodOf(DraftUntouched).Months)))
	t.ask(AtMenu)
}

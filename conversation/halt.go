package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A Halting is a withdrawal or a suspension that waits for the second step.
type Halting struct {
	At   Place  `json:"at"` // AtWithdraw or AtSuspend
	Note string `json:"note"`
}

// halting are the options to rest or end a pledge that the team has, and to go on.
func (t *turn) halting(p pledge.Pledge) []Option {
	var out []Option
	possible := func(id call.OptionID, cmd pledge.Command) {
		if pledge.Possible(cmd, p.State) {
			out = append(out, t.option(id))
		}
	}
	if !t.owns(p) || p.Rehearsal {
		return nil
	}
	if p.Halted == nil || !p.Halted.Team {
		possible("resume", pledge.Resume{})
	}
	possible("suspend", pledge.Suspend{})
	possible("withdraw", pledge.Withdraw{})
	if !p.Ended(t.now) {
		possible("reinstate", pledge.Reinstate{})
	}
	return out
}

// halt is a press on one of them; false for another option.
func (t *turn) halt(id call.OptionID) bool {
	for _, o := range t.halting(t.pledge()) {
		if o.ID != id {
			continue
		}
		switch id {
		case "resume":
			t.do(pledge.Resume{})
		case "reinstate":
			t.do(pledge.Reinstate{})
		case "suspend":
			t.ask(AtSuspend)
		default:
			t.ask(AtWithdraw)
		}
		return true
	}
	return false
}

// showHalt asks once more, with the reason that will be read.
func (t *turn) showHalt() Reply {
	h := t.s.Halting
	if h == nil {
		return t.showMenu()
	}
	title, note := aText(t.title(t.pledge())), aWords(h.Note)
	r := t.showYesNo(saySuspendAsk(title, note))
	more := saySuspendWhat()
	if h.At == AtWithdraw {
		r = t.showYesNo(sayWithdrawAsk(title, note))
		more = sayWithdrawWhat(aDate(pledge.Halt{At: t.now}.Until().Format(time.DateOnly)))
	}
	r.Texts = append(r.Texts, more)
	return r
}

// halts takes the second step.
func (t *turn) halts(id call.OptionID) {
	h := t.s.Halting
	switch {
	case h == nil:
		t.s.Prompt = Prompt{}
		t.ask(AtMenu)
	case id == "yes" && h.At == AtWithdraw:
		t.do(pledge.Withdraw{Note: h.Note})
	case id == "yes":
		t.do(pledge.Suspend{Note: h.Note})
	case id == "no":
		t.s.Halting = nil
		t.ask(AtPreview)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// halted goes on after such a step.
func (t *turn) halted(f pledge.Fact) {
	p := t.pledge()
	title := aText(t.title(p))
	t.s.Halting = nil
	switch f.Kind {
	case pledge.WasWithdrawn:
		t.say(sayWithdrawn(title, aDate(p.Halted.Until().Format(time.DateOnly))))
	case pledge.WasSuspended:
		t.say(saySuspended(title))
	case pledge.Reinstated:
		t.say(sayReinstated(title))
	case pledge.Resumed:
		t.say(sayResumed(title))
	}
	t.ask(AtMenu)
}

// haltedNow tells others of the city of it.
func (t *turn) haltedNow(p pledge.Pledge, f pledge.Fact) {
	title, who := aText(t.title(p)), aText(sayYourCity())
	if f.Team {
		who = aText(org(f.Org))
	}
	switch f.Kind {
	case pledge.WasWithdrawn:
		t.say(sayToldWithdrawn(title, aWords(f.Note)))
	case pledge.WasSuspended:
		t.say(sayToldSuspended(who, title, aWords(f.Note)))
		if f.Team {
			t.say(sayToldSuspendedHow())
		}
	case pledge.Reinstated:
		t.say(sayToldReinstated(title))
	case pledge.Resumed:
		t.say(sayToldResumed(who, title))
	}
}

// haltLines says since when a pledge is suspended or withdrawn, and why.
func (t *turn) haltLines(p pledge.Pledge) []call.Text {
	h := p.Halted
	if h == nil {
		return nil
	}
	date, note := aDate(h.At.Format(time.DateOnly)), aWords(h.Note)
	switch {
	case p.State == pledge.Withdrawn && !p.Ended(t.now) && t.owns(p):
		return []call.Text{sayIsWithdrawn(date, note), sayWithdrawnUntil(aDate(h.Until().Format(time.DateOnly)))}
	case p.State == pledge.Withdrawn:
		return []call.Text{sayIsWithdrawn(date, note)}
	case h.Team:
		return []call.Text{sayIsSuspendedBy(aText(org(h.Org)), date, note)}
	}
	return []call.Text{sayIsSuspended(date, note)}
}

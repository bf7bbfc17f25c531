package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// showMember is one of those who take part, and what the owner can do about it.
func (t *turn) showMember() Reply {
	p, who := t.pledge(), t.s.Prompt.Whom
	m, there := p.Members[who]
	if !there { // gone meanwhile
		return t.showPeople()
	}
	r := Reply{Texts: []call.Text{sayMember(t.office(m.Office), aText(t.may(p.Seats[who], m.Sections)), aDate(m.At.Format(time.DateOnly)))}}
	appoint, say := t.option("appoint"), sayMemberAsk
	if p.Successor == who {
		appoint, say = t.option("unappoint"), sayIsSuccessor
	}
	r.Texts = append(r.Texts, say(aNumber(pledge.QuietDays)))
	r.Options = append([]Option{appoint, t.option("end_part")}, t.minor("back", "help", "menu")...)
	return r
}

// member is a press below somebody who takes part.
func (t *turn) member(id call.OptionID) {
	who := t.s.Prompt.Whom
	switch id {
	case "appoint":
		t.do(pledge.Appoint{Person: who})
	case "unappoint":
		t.do(pledge.Appoint{})
	case "end_part":
		t.askAbout(AtOut, who)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// appointed goes on after a successor was named, or is none any more.
func (t *turn) appointed(f pledge.Fact) {
	if f.Whom == "" {
		t.say(sayUnappointed())
	} else {
		t.say(sayAppointed(t.office(t.pledge().Members[f.Whom].Office), aNumber(pledge.QuietDays)))
	}
	t.ask(AtPeople)
}

// succeeding adds the option of taking a pledge over, for who was named for it.
func (t *turn) succeeding(p pledge.Pledge) []Option {
	if p.Successor != t.v.Me.ID || t.v.Me.ID == "" {
		return nil
	}
	return []Option{t.option("take_over")}
}

// succeed asks a successor whether they take the pledge over, or says from when on
// they can.
func (t *turn) succeed(p pledge.Pledge) {
	if p.Silent(t.now) {
		t.s.Code = ""
		t.ask(AtTakeOver)
		return
	}
	t.say(sayNotSilent(aDate(p.SilentFrom().Format(time.DateOnly))))
	t.show()
}

// showTakeOver asks for the last yes before somebody takes a pledge over.
func (t *turn) showTakeOver() Reply {
	text := sayTakeOver()
	if p := t.pledge(); t.s.Code == "" && p.Successor == t.v.Me.ID {
		text = saySucceed(aText(t.title(p)))
	}
	return Reply{Texts: []call.Text{text}, Options: append([]Option{t.option("take_over")}, t.minor("menu")...)}
}

// reseated tells the owner that the team has made their seat free.
func (t *turn) reseated(p pledge.Pledge, f pledge.Fact) {
	if !p.Reseats() || !p.Handover.At.Equal(f.At) {
		return // it is over
	}
	t.take(p)
	t.ask(AtReseat)
}

func (t *turn) showReseat() Reply {
	p := t.pledge()
	if !p.Reseats() {
		return t.showMenu()
	}
	return Reply{
		Texts: []call.Text{
			sayReseat(aText(org(p.Handover.Org)), aText(t.title(p)), aDate(p.LastHeard().Format(time.DateOnly))),
			sayReseatWhy(aWords(p.Handover.Note)), sayReseatAsk(),
		},
		Options: append([]Option{t.option("still_mine")}, t.minor("menu")...),
	}
}

// reseat is a press below it.
func (t *turn) reseat(id call.OptionID) {
	switch {
	case id == "still_mine":
		t.do(pledge.Keep{})
	case !t.pledge().Reseats():
		t.s.Prompt = Prompt{}
		t.menu(id)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// kept says what becomes of a pledge that its owner still wants.
func (t *turn) kept() {
	p := t.pledge()
	if p.State == pledge.Draft {
		t.keptDraft()
		return
	}
	t.say(sayStillYours(aText(t.title(p))))
	t.ask(AtMenu)
}

// handedOver tells who owned a pledge before that a colleague has it now, and how.
func (t *turn) handedOver(f pledge.Fact) {
	switch {
	case f.Seat != "":
		t.leaves(f, sayInheritedNo, sayInherited)
	case f.From != "":
		who := aText(org(f.From))
		t.leaves(f, func() call.Text { return sayReseatedNo(who) }, func(title call.Arg) call.Text { return sayReseated(title, who) })
	default:
		t.leaves(f, sayHandedOverNo, sayHandedOver)
	}
}

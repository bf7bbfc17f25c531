package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// signers are the offices of those who may sign off.
func (t *turn) signers(p pledge.Pledge) []call.Text {
	var offices []call.Text
	for _, who := range members(p) {
		if p.Seats[who] == pledge.Approver {
			offices = append(offices, plainText(t.office(p.Members[who].Office)))
		}
	}
	return offices
}

// signingOptions are the ways to a sign-off beside reporting one: a card to those who
// hold the seat for it, a link for who shall hold it, a page to take to them.
func (t *turn) signingOptions() []Option {
	p := t.pledge()
	if p.Rehearsal || !t.owns(p) {
		return nil
	}
	out := []Option{t.option("let_sign"), t.option("page")}
	if len(t.signers(p)) > 0 {
		out = append([]Option{t.option("send_card")}, out...)
	}
	return out
}

// signingOption takes one of these ways; false for any other option.
func (t *turn) signingOption(id call.OptionID) bool {
	p := t.pledge()
	if !t.signing() || p.Rehearsal || !t.owns(p) {
		return false
	}
	switch id {
	case "send_card":
		t.do(pledge.Present{Check: pledge.Check(t.m.call, p)})
	case "let_sign":
		t.do(pledge.Involve{Seat: pledge.Approver})
	case "page":
		t.signingPage(p)
		t.show()
	default:
		return false
	}
	return true
}

// signingPage is the text with room for a signature.
func (t *turn) signingPage(p pledge.Pledge) {
	paper := t.m.Written(p)
	paper.Texts = append(paper.Texts, sayPageSign(), sayPaperEnd(aWords(pledge.Check(t.m.call, p))))
	how := []call.Text{sayPage()}
	if t.m.set.Files {
		how = append(how, sayPageScan())
	}
	t.reply(Reply{Texts: how, Paper: &paper, Print: t.printed(p, SheetToSign)})
}

// presented goes on after the card was sent.
func (t *turn) presented() {
	t.say(sayCardSent(aTexts(t.signers(t.pledge()))))
	t.ask(AtMenu)
}

// showCard is what somebody reads before they sign off: the sentence and what stands
// around it, or, after a sign-off before, only what has changed since.
func (t *turn) showCard() Reply {
	p := t.pledge()
	t.s.Prompt.Check = pledge.Check(t.m.call, p)
	if p.Presented != t.s.Prompt.Check || !p.Writable() {
		return t.showSent(p)
	}
	city := p.Value(t.m.call.Using(call.UseCity).Key).First()
	r := Reply{Texts: []call.Text{sayCard(aText(t.title(p)), aWords(city))}}
	if changed := p.Changes(t.m.call); len(changed) > 0 && p.Signed.By == t.v.Me.ID {
		r.Texts = append(r.Texts, sayCardChanged(aDate(p.Signed.At.Format(time.DateOnly)), aLines(t.differences(p, changed))))
	} else {
		r.Texts = append(r.Texts, t.essence(p)...)
	}
	office := p.Members[t.v.Me.ID].Office
	r.Texts = append(r.Texts, sayCardCovers(t.office(office), aWords(t.s.Prompt.Check)))
	r.Options = append(r.Options, t.option("sign_off"), t.option("sign_off_small"), t.option("send_back"), t.option("read_all"))
	r.Options = append(r.Options, t.minor("help", "menu")...)
	return r
}

// essence is the promise in a few lines.
func (t *turn) essence(p pledge.Pledge) []call.Text {
	var lines []call.Text
	for _, use := range []call.Use{call.UseCommitment, call.UseDue, call.UsePublish} {
		key := t.m.call.Using(use).Key
		if v := p.Value(key); !v.Empty() {
			lines = append(lines, sayPaperLine(aText(t.m.label(Place(key))), t.wording(p, key, v)))
		}
	}
	return lines
}

// differences are how fields read at the sign-off, and how they read now.
func (t *turn) differences(p pledge.Pledge, keys []call.FieldKey) []call.Text {
	var lines []call.Text
	for _, key := range keys {
		lines = append(lines, sayCardLine(aText(t.m.label(Place(key))), t.wording(p, key, p.Signed.Text[key]), t.wording(p, key, p.Value(key))))
	}
	return lines
}

// card is a press below it.
func (t *turn) card(id call.OptionID) {
	check := t.s.Prompt.Check
	switch id {
	case "sign_off", "sign_off_small":
		t.do(pledge.SignOff{Check: check, Small: id == "sign_off_small"})
	case "send_back":
		t.ask(AtSendBack)
	case "read_all":
		t.ask(AtPreview)
	case "copy", "print", "calendar", "leave", "take_over":
		t.previewOption(id)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// signedOff goes on after a sign-off: for who gave it.
func (t *turn) signedOff(f pledge.Fact) {
	t.say(saySignedOff(aDate(f.At.Format(time.DateOnly)), aWords(f.Check)))
	if t.s.Prompt.At == AtDecision { // it was given by its number
		t.ask(AtMenu)
		return
	}
	t.ask(AtDecision)
}

// signedNow tells the owner of a sign-off, and what is left to do.
func (t *turn) signedNow(p pledge.Pledge, f pledge.Fact) Place {
	say := saySignedBy
	if f.Change {
		say = saySignedBySmall
	}
	t.say(say(t.office(f.Note), aText(t.title(p)), aDate(f.At.Format(time.DateOnly))))
	if len(pledge.Points(t.m.call, p)) > 0 {
		return AtPreview
	}
	return AtConfirm
}

// presentedNow shows the card to somebody who may sign off; "" where another text
// stands there by now.
func (t *turn) presentedNow(p pledge.Pledge, f pledge.Fact) Place {
	if p.Presented != f.Check || pledge.Check(t.m.call, p) != f.Check || p.Signs(t.m.call) {
		return ""
	}
	return AtCard
}

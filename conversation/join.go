package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// An Offered seat is what a colleague's link leads to: enough to know what one
// says yes to, and nothing of the pledge's words.
type Offered struct {
	Code     string         `json:"code"`
	Seat     pledge.Seat    `json:"seat"`
	Sections []call.Section `json:"sections,omitempty"`
	Field    call.FieldKey  `json:"field,omitempty"`  // of the one question that it asks, instead of a seat
	Answer   call.Value     `json:"answer,omitempty"` // to that question, before the office is known
	Place    string         `json:"place,omitempty"`
}

// welcomed greets somebody who comes with a colleague's link. Before anything is
// kept of them they read the notice.
func (t *turn) welcomed(e Opened) {
	id, _, _ := pledge.SeatCoded(e.Code)
	p, known := t.v.Find(id)
	switch {
	case known && p.Seats[t.v.Me.ID] != "" && (e.Offered == nil || e.Offered.Field == "" || t.owns(p)):
		t.take(p)
		t.say(sayJoinedAlready(aText(t.title(p))))
		t.ask(AtPreview)
	case e.Offered == nil:
		t.say(sayJoinSpent())
		t.opened(Opened{Lang: e.Lang})
	case t.v.Me.Noticed.IsZero():
		t.s.Offered, t.s.Code = e.Offered, ""
		t.ask(AtPrivacy)
	default:
		t.s.Offered, t.s.Code = e.Offered, ""
		t.ask(t.s.Offered.at())
	}
}

// at is where an offer is taken.
func (o *Offered) at() Place {
	if o.Field != "" {
		return atAdvice + Place(o.Field)
	}
	return AtJoin
}

// invitedTo says what stands before a question that is asked aside.
func (t *turn) invitedTo(at Place) []call.Text {
	if o := t.s.Offered; at == AtJoin && o != nil {
		return []call.Text{sayJoin(aWords(o.Place), aText(t.callName()), aText(t.may(o.Seat, o.Sections)))}
	}
	if _, one := at.asksOne(); one && t.s.Offered != nil {
		return []call.Text{sayAdviceHello(aWords(t.s.Offered.Place), aText(t.callName()))}
	}
	return nil
}

// takePart asks which pledge somebody would like to take part in, after the
// notice: what they say of themselves is kept.
func (t *turn) takePart() {
	if t.v.Me.Noticed.IsZero() {
		t.s.Then = AtReference
		t.ask(AtPrivacy)
		return
	}
	t.ask(AtReference)
}

// join takes the seat.
func (t *turn) join(office string) {
	if t.s.Offered == nil {
		t.ask(AtMenu)
		return
	}
	id, secret, _ := pledge.SeatCoded(t.s.Offered.Code)
	t.out = []Effect{Do{Pledge: id, Command: pledge.Join{Secret: secret, Office: office}}}
}

// joined goes on after somebody was let in: for them, or for who let them in.
func (t *turn) joined(f pledge.Fact) {
	if f.Whom != t.v.Me.ID {
		t.say(sayAdmitted(t.office(f.Note), aText(t.may(f.Seat, f.Sections))))
		t.ask(AtPeople)
		return
	}
	t.s.Offered = nil
	p := t.pledge()
	t.take(p)
	t.say(sayJoined(aText(t.title(p)), aText(t.may(f.Seat, f.Sections))))
	if f.Seat == pledge.Approver && p.Presented == "" {
		t.say(sayJoinedSigner())
	}
	if f.Seat == pledge.Approver && p.Presented != "" {
		t.ask(AtCard)
		return
	}
	if f.Seat == pledge.Adviser {
		t.ask(AtRemarks)
		return
	}
	t.ask(AtPreview)
}

// notJoining leaves an offered seat free.
func (t *turn) notJoining() {
	t.s.Offered = nil
	t.say(sayNotJoined())
	t.ask(AtMenu)
}

// dismissed goes on after a part ended: for who left, or for who ended it.
func (t *turn) dismissed(f pledge.Fact) {
	if f.Whom != t.v.Me.ID {
		if f.Seat == "" {
			t.say(sayTurnedDown())
		} else {
			t.say(sayDismissed())
		}
		t.ask(AtPeople)
		return
	}
	t.ended(f)
}

// ended tells somebody that they take part in a pledge no more.
func (t *turn) ended(f pledge.Fact) { t.leaves(f, sayEndedUntitled, sayEnded) }

// petitioned says the same whatever became of a request.
func (t *turn) petitioned() {
	t.s.Reference = ""
	t.say(sayPetitioned())
	t.ask(AtMenu)
}

// request asks the owner about somebody who would like to take part.
func (t *turn) request(who pledge.Person) {
	if _, asks := t.pledge().Request(who); !asks {
		t.ask(AtPeople)
		return
	}
	t.askAbout(AtRequest, who)
}

func (t *turn) showRequest() Reply {
	p := t.pledge()
	r, asks := p.Request(t.s.Prompt.Whom)
	if !asks {
		return t.showPeople()
	}
	return Reply{
		Texts:   []call.Text{sayRequest(t.office(r.Office), aText(t.title(p))), sayRequestHow()},
		Options: append([]Option{t.option("admit_write"), t.option("admit_read"), t.option("turn_down")}, t.minor("menu")...),
	}
}

// requested is a press below a request.
func (t *turn) requested(id call.OptionID) {
	who := t.s.Prompt.Whom
	switch id {
	case "admit_write":
		t.do(pledge.Admit{Person: who, Seat: pledge.Contributor})
	case "admit_read":
		t.do(pledge.Admit{Person: who, Seat: pledge.Reader})
	case "turn_down":
		t.do(pledge.Dismiss{Person: who})
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

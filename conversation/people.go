package conversation

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// owns tells whether the person owns a pledge, or is about to make one.
func (t *turn) owns(p pledge.Pledge) bool { return p.ID == "" || p.Seats[t.v.Me.ID] == pledge.Owner }

// writes tells whether the person gives an answer of a pledge.
func (t *turn) writes(p pledge.Pledge, key call.FieldKey) bool {
	return p.ID == "" || p.Writes(t.m.call, t.v.Me.ID, key)
}

// writesSome tells whether the person writes anything of a pledge.
func (t *turn) writesSome(p pledge.Pledge) bool { return p.WritesSome(t.v.Me.ID) }

// involving puts the option of letting a colleague in before others, where the
// pledge is there and the person's own.
func (t *turn) involving(others ...call.OptionID) []call.OptionID {
	if p := t.pledge(); t.s.Pledge == "" || p.Rehearsal || !t.owns(p) {
		return others
	}
	return append([]call.OptionID{"involve"}, others...)
}

// involve opens the list of those who take part, of the pledge that is talked
// about. What was being asked is come back to.
func (t *turn) involve() {
	p := t.pledge()
	if t.s.Pledge == "" || p.Rehearsal || !t.owns(p) {
		t.say(sayChooseOption())
		t.show()
		return
	}
	if t.s.Prompt.At != AtPeople {
		t.s.Return = t.s.Prompt.At
	}
	t.ask(AtPeople)
}

// members are those who were let in, in the order in which they came.
func members(p pledge.Pledge) []pledge.Person {
	return slices.SortedFunc(maps.Keys(p.Members), func(a, b pledge.Person) int {
		return cmp.Or(p.Members[a].At.Compare(p.Members[b].At), cmp.Compare(a, b))
	})
}

// showPeople lists who takes part, and what can be done about it.
func (t *turn) showPeople() Reply {
	p := t.pledge()
	if t.s.ReadOf != p.ID { // from now on others may write
		t.s.ReadOf, t.s.ReadRev = p.ID, p.Rev
	}
	r := Reply{Texts: []call.Text{sayPeople(aText(t.title(p)))}}
	var lines []call.Text
	list := func(id string, line call.Text, label call.Text) {
		lines = append(lines, sayPeopleLine(aNumber(len(lines)+1), aText(line)))
		r.Options = append(r.Options, Option{ID: call.OptionID(id), Label: label, Listed: true})
	}
	for i, who := range members(p) {
		m := p.Members[who]
		list(outOption+itoa(i+1), sayMember(t.office(m.Office), aText(t.may(p.Seats[who], m.Sections)), aDate(m.At.Format(time.DateOnly))), plainText(t.office(m.Office)))
	}
	for _, req := range p.Requests {
		list(requestOption+string(req.By), sayAsks(t.office(req.Office), aDate(req.At.Format(time.DateOnly))), plainText(t.office(req.Office)))
	}
	t.waitingAdvice(p, list)
	for _, o := range p.Open(t.now) {
		list(closeOption+string(o.ID), t.opening(o, openUntil(o.At)), sayOpeningLabel())
	}
	if len(lines) > 0 {
		r.Texts = append(r.Texts, plainText(aLines(lines)), sayPeopleOut())
	} else {
		r.Texts = append(r.Texts, sayNobody())
	}
	r.Texts = append(r.Texts, sayPeopleAsk())
	if key, ok := t.consulting(); ok {
		r.Texts = append(r.Texts, sayConsultAsk(aText(t.m.label(Place(key)))))
		r.Options = append(r.Options, t.option("consult"), t.option("given_by"))
	}
	r.Options = append(r.Options, t.option("let_write"))
	if len(t.m.call.Sections) > 1 {
		r.Options = append(r.Options, t.option("let_parts"))
	}
	r.Options = append(r.Options, t.option("let_advise"), t.option("let_sign"), t.option("let_read"), t.option("hand_over"))
	r.Options = append(r.Options, t.minor("back", "help", "menu")...)
	return r
}

// The options that end somebody's part, answer a request or take a link back.
const (
	outOption     = "out_"
	requestOption = "request_"
	closeOption   = "close_"
)

// opening is what a link that waits is for.
func (t *turn) opening(o pledge.Opening, until call.Arg) call.Text {
	if o.Field != "" {
		return sayOpeningOne(aText(t.m.label(Place(o.Field))), until)
	}
	return sayOpening(aText(t.may(o.Seat, o.Sections)), until)
}

// office is how somebody who was let in is named.
func (*turn) office(name string) call.Arg {
	if name == "" {
		return aText(sayColleague())
	}
	return aWords(name)
}

// may is what somebody on a seat may do.
func (t *turn) may(s pledge.Seat, parts []call.Section) call.Text {
	if len(parts) == 0 {
		return call.Say("seat." + string(s))
	}
	var names []call.Text
	for _, part := range parts {
		names = append(names, sayQuoted(aText(call.Say("section."+string(part)))))
	}
	return sayMayParts(aTexts(names))
}

// people is a press below the list of those who take part.
func (t *turn) people(id call.OptionID) {
	p := t.pledge()
	number, out := strings.CutPrefix(string(id), outOption)
	opening, closes := strings.CutPrefix(string(id), closeOption)
	from, asks := strings.CutPrefix(string(id), requestOption)
	advice, advises := strings.CutPrefix(string(id), adviceOption)
	_, waits := p.Advised(pledge.AdviceID(advice))
	back := t.s.Return
	switch {
	case id == "let_write":
		t.do(pledge.Involve{Seat: pledge.Contributor})
	case id == "let_read":
		t.do(pledge.Involve{Seat: pledge.Reader})
	case id == "consult":
		if key, ok := t.consulting(); ok {
			t.do(pledge.Consult{Field: key})
			return
		}
		t.show()
	case id == "given_by":
		t.ask(AtGivenBy)
		t.s.Return = back
	case advises && waits:
		t.askAdvised(pledge.AdviceID(advice))
	case id == "let_advise":
		t.do(pledge.Involve{Seat: pledge.Adviser})
	case id == "let_sign":
		t.do(pledge.Involve{Seat: pledge.Approver})
	case id == "let_parts":
		t.ask(AtParts)
		t.s.Return = back
	case id == "hand_over":
		t.do(pledge.Offer{})
	case closes:
		t.do(pledge.Uninvite{Opening: pledge.OpeningID(opening)})
	case asks:
		t.request(pledge.Person(from))
	case out:
		for i, who := range members(p) {
			if number == itoa(i+1) {
				t.askAbout(AtMember, who)
				return
			}
		}
		t.show()
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// askAbout asks something about somebody.
func (t *turn) askAbout(at Place, who pledge.Person) {
	t.open(at, nil)
	t.s.Prompt.Whom = who
	t.show()
}

func (t *turn) showOut() Reply {
	if t.s.Prompt.Whom == t.v.Me.ID {
		return t.showYesNo(sayLeaveAsk(aText(t.title(t.pledge()))))
	}
	return t.showYesNo(sayOutAsk(t.office(t.pledge().Members[t.s.Prompt.Whom].Office)))
}

// dismisses is the second step of ending somebody's part.
func (t *turn) dismisses(id call.OptionID) {
	mine := t.s.Prompt.Whom == t.v.Me.ID
	switch {
	case id == "yes" && mine:
		t.do(pledge.Leave{})
	case id == "yes":
		t.do(pledge.Dismiss{Person: t.s.Prompt.Whom})
	case id == "no" && mine:
		t.ask(AtPreview)
	case id == "no":
		t.ask(AtPeople)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// passOn shows a code with the letter around it. It is known only now: where it got
// lost on the way, another has to be made.
func (t *turn) passOn(code string, how call.Text, letter ...call.Text) {
	if code == "" {
		t.say(sayInvolveLost())
		return
	}
	t.reply(Reply{Class: Screen, Code: code, Texts: letter})
	t.say(how)
}

// involved passes the link of a seat on.
func (t *turn) involved(f pledge.Fact, code string) {
	back := t.s.Return
	letter := sayInvolveLetter(aWords(t.city(t.pledge())), aText(t.callName()), aText(t.may(f.Seat, f.Sections)), openUntil(f.At))
	t.passOn(code, sayInvolveHow(), letter)
	t.ask(AtPeople)
	t.s.Return = back
}

// openUntil is the day until which a code that was made at a moment can be used.
func openUntil(at time.Time) call.Arg { return aDate(pledge.OpenUntil(at).Format(time.DateOnly)) }

// city is how a pledge's city is named as far as it is known: its government, else
// the place.
func (t *turn) city(p pledge.Pledge) string {
	return cmp.Or(p.Value(t.m.call.Using(call.UseCity).Key).First(), p.Value(t.m.call.Using(call.UsePlace).Key).First())
}

func (t *turn) callName() call.Text {
	return plainText(aWords(call.In(t.m.call.Names.Call, t.s.Lang)))
}

package conversation

import (
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A Drafted remark is one that is not complete yet.
type Drafted struct {
	Field call.FieldKey `json:"field"`
	Flag  pledge.Flag   `json:"flag,omitempty"`
	Text  string        `json:"text,omitempty"`
}

// talks tells whether the person may remark on a pledge.
func (t *turn) talks(p pledge.Pledge) bool {
	s := p.Seats[t.v.Me.ID]
	return p.Writable() && s != "" && s != pledge.Reader
}

// remarksOf are the remarks that nobody has settled, a line each.
func (t *turn) remarksOf(p pledge.Pledge) []call.Text {
	var lines []call.Text
	for _, r := range p.Unsettled() {
		lines = append(lines, t.remarkLine(p, r))
	}
	return lines
}

func (t *turn) remarkLine(p pledge.Pledge, r pledge.Remark) call.Text {
	field := aText(t.m.label(Place(r.Field)))
	switch {
	case r.Settled:
		return sayRemarkSettledLine(t.remarker(p, r.By), field, aWords(cut(r.Text)))
	case r.Blocking:
		return sayRemarkBlocking(t.remarker(p, r.By), field, aText(flagName(r.Flag)), aWords(cut(r.Text)))
	case r.Flag != "":
		return sayRemarkFlagged(t.remarker(p, r.By), field, aText(flagName(r.Flag)), aWords(cut(r.Text)))
	}
	return sayRemarkLine(t.remarker(p, r.By), field, aWords(cut(r.Text)))
}

// remarker is whose remark it is: of the owner, or of an office.
func (t *turn) remarker(p pledge.Pledge, who pledge.Person) call.Arg {
	if p.Seats[who] == pledge.Owner {
		return aText(sayContact())
	}
	return t.office(p.Members[who].Office)
}

func flagName(f pledge.Flag) call.Text { return call.Say("flag." + string(f)) }

// showRemarks lists them all, and the points on which one more can be made.
func (t *turn) showRemarks() Reply {
	p := t.pledge()
	r := Reply{Texts: []call.Text{sayRemarks(aText(t.title(p)))}}
	var lines []call.Text
	for i, remark := range p.Remarks {
		lines = append(lines, sayPeopleLine(aNumber(i+1), aText(t.remarkLine(p, remark))))
		r.Options = append(r.Options, Option{ID: remarkOption + call.OptionID(remark.ID), Label: t.m.label(Place(remark.Field)), Listed: true})
	}
	if len(lines) > 0 {
		r.Texts = append(r.Texts, plainText(aLines(lines)))
	} else {
		r.Texts = append(r.Texts, sayNoRemarks())
	}
	if t.talks(p) {
		r.Texts = append(r.Texts, sayRemarkOn())
		for _, e := range pledge.Record(t.m.call, p) {
			r.Options = append(r.Options, t.listed1(e.Field.Key))
		}
	}
	r.Options = append(r.Options, t.minor("preview", "help", "menu")...)
	return r
}

const (
	remarkOption = "remark_"
	flagOption   = "flag_"
)

// remarks is a press below the list.
func (t *turn) remarks(id call.OptionID) {
	p := t.pledge()
	remark, opens := strings.CutPrefix(string(id), remarkOption)
	at, field := t.m.place(id, p.Template())
	switch _, there := p.Remark(pledge.RemarkID(remark)); {
	case opens && there:
		t.openRemark(pledge.RemarkID(remark))
	case field && t.talks(p):
		t.s.Drafted = &Drafted{Field: call.FieldKey(at)}
		t.ask(AtFlag)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// showFlag asks what a remark warns of.
func (t *turn) showFlag() Reply {
	if t.s.Drafted == nil {
		return t.showRemarks()
	}
	r := Reply{Texts: []call.Text{sayFlagAsk(aText(t.m.label(Place(t.s.Drafted.Field))))}}
	if v := t.pledge().Value(t.s.Drafted.Field); !v.Empty() {
		r.Texts = append(r.Texts, sayToday(t.wording(t.pledge(), t.s.Drafted.Field, v)))
	}
	r.Options = append(r.Options, t.option("flag_none"))
	for _, f := range pledge.Flags {
		r.Options = append(r.Options, Option{ID: flagOption + call.OptionID(f), Label: flagName(f)})
	}
	r.Options = append(r.Options, t.minor("back", "help", "menu")...)
	return r
}

// flags takes it, and asks for the words.
func (t *turn) flags(id call.OptionID) {
	flag, ok := strings.CutPrefix(string(id), flagOption)
	if !ok || t.s.Drafted == nil {
		t.say(sayChooseOption())
		t.show()
		return
	}
	if flag == "none" {
		flag = ""
	}
	t.s.Drafted = &Drafted{Field: t.s.Drafted.Field, Flag: pledge.Flag(flag)}
	t.ask(AtRemarkText)
}

// takesRemark takes the words: a plain remark is made at once, of a warning it is asked
// whether it has to be settled first.
func (t *turn) takesRemark(text string) {
	d := t.s.Drafted
	switch {
	case d == nil:
		t.ask(AtRemarks)
	case d.Flag == "":
		t.do(pledge.Comment{Field: d.Field, Text: text})
	default:
		t.s.Drafted = &Drafted{Field: d.Field, Flag: d.Flag, Text: text}
		t.ask(AtBlocking)
	}
}

// blocks makes a warning.
func (t *turn) blocks(id call.OptionID) {
	d := t.s.Drafted
	if d == nil || id != "yes" && id != "no" {
		t.say(sayChooseOption())
		t.show()
		return
	}
	t.do(pledge.Comment{Field: d.Field, Text: d.Text, Flag: d.Flag, Blocking: id == "yes"})
}

// remarked goes on after a remark, an answer to one, or its end.
func (t *turn) remarked(f pledge.Fact) {
	t.s.Drafted = nil
	switch f.Kind {
	case pledge.Responded:
		t.say(sayResponded())
	case pledge.WasSettled:
		t.say(sayRemarkSettled())
	default:
		t.say(sayRemarked())
	}
	t.ask(AtRemarks)
}

// openRemark shows one remark with what was said to it.
func (t *turn) openRemark(id pledge.RemarkID) {
	t.open(AtRemark, nil)
	t.s.Prompt.Remark = id
	t.show()
}

func (t *turn) showRemark() Reply {
	p := t.pledge()
	remark, ok := p.Remark(t.s.Prompt.Remark)
	if !ok {
		return t.showRemarks()
	}
	r := Reply{Texts: []call.Text{t.remarkHead(p, remark), plainText(aWords(remark.Text))}}
	for _, a := range remark.Replies {
		r.Texts = append(r.Texts, sayResponse(t.remarker(p, a.By), aDate(a.At.Format(time.DateOnly)), aWords(a.Text)))
	}
	if v := p.Value(remark.Field); !v.Empty() {
		r.Texts = append(r.Texts, sayToday(t.wording(p, remark.Field, v)))
	}
	if t.talks(p) {
		r.Options = append(r.Options, t.option("respond"))
		if t.writes(p, remark.Field) {
			r.Options = append(r.Options, t.option("reword"))
		}
		if !remark.Settled && (t.owns(p) || remark.By == t.v.Me.ID) {
			r.Options = append(r.Options, t.option("settle"))
		}
	}
	r.Options = append(r.Options, t.minor("back", "preview", "help", "menu")...)
	return r
}

func (t *turn) remarkHead(p pledge.Pledge, r pledge.Remark) call.Text {
	state := call.Say("remark.state.open")
	switch {
	case r.Settled:
		state = call.Say("remark.state.settled")
	case r.Blocking:
		state = call.Say("remark.state.blocking")
	}
	return sayRemarkHead(t.remarker(p, r.By), aText(t.m.label(Place(r.Field))), aDate(r.At.Format(time.DateOnly)), aText(state))
}

// remark is a press below one.
func (t *turn) remark(id call.OptionID) {
	at := t.s.Prompt.Remark
	r, ok := t.pledge().Remark(at)
	switch {
	case !ok:
		t.ask(AtRemarks)
	case id == "respond":
		t.ask(AtRespond)
		t.s.Prompt.Remark = at
	case id == "settle":
		t.do(pledge.SettleRemark{Remark: at})
	case id == "reword" && t.writes(t.pledge(), r.Field):
		t.s.Return = AtRemarks
		t.ask(Place(r.Field))
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

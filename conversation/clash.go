package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// clashed shows both texts. The one that came second is kept already. It stands
// only in place of the one shown here: by then a third may have been written.
func (t *turn) clashed(f pledge.Fact) {
	t.s.Held = &Held{At: Place(f.Field), Readings: []call.Value{f.Value}, Seen: t.rev(f.Field)}
	t.open(AtClash, nil)
	t.show()
}

func (t *turn) showClash() Reply {
	h := t.s.Held
	if h == nil {
		return t.showMenu()
	}
	key := call.FieldKey(h.At)
	p := t.pledge()
	a := p.Answers[key]
	return Reply{
		Texts: []call.Text{sayClash(
			aText(t.m.label(h.At)), t.author(p, a.By), aDate(a.At.Format(time.DateOnly)), t.wording(p, key, a.Value), t.wording(p, key, h.Readings[0]),
		)},
		Options: append([]Option{t.option("mine"), t.option("theirs"), t.option("third")}, t.minor("help", "menu")...),
	}
}

// clash settles which of two texts stands.
func (t *turn) clash(id call.OptionID) {
	h := t.s.Held
	if h == nil {
		t.ask(AtMenu)
		return
	}
	key := call.FieldKey(h.At)
	switch id {
	case "mine":
		t.amend(pledge.Amend{Field: key, Value: h.Readings[0], Seen: h.Seen})
	case "theirs":
		t.say(sayClashKept())
		t.s.Held, t.s.Prompt.At = nil, h.At
		t.advance()
	case "third":
		t.s.Held = nil
		t.ask(h.At)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

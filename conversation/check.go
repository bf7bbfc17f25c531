package conversation

import (
	"slices"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// showCheck reads an answer back before it is stored.
func (t *turn) showCheck() Reply {
	h := t.s.Held
	if h == nil {
		return Reply{Texts: []call.Text{sayNotUnderstood()}, Options: t.minor("menu")}
	}
	key := call.FieldKey(h.At)
	r := Reply{Expects: t.kind(h.At), Form: t.form(key)}
	switch {
	case h.At == Place(call.TemplateKey):
		r.Texts = []call.Text{sayCheckOne(aWords(h.Text), aText(templateLabel(h.Meaning.Options[0])))}
		r.Options = []Option{t.option("yes"), t.option("no")}
	case h.Personal:
		r.Texts = []call.Text{sayPersonal(aWords(h.Text))}
		r.Options = []Option{{ID: "yes", Label: call.Say("option.keep_words")}, {ID: "no", Label: call.Say("option.write_anew")}}
	case h.Offered:
		if q, ok := t.inquired(h.At); ok {
			r.Texts = t.inquiry(q)
		}
		r.Texts = append(r.Texts, t.writtenBefore(h.At)...)
		r.Texts = append(r.Texts, sayOffered(aWords(h.Text), aText(t.m.label(h.At))))
		if len(h.Readings) == 1 && h.Readings[0].First() != h.Text {
			r.Texts = append(r.Texts, sayReading(t.aReading(h.At, h.Readings[0])))
		}
		r.Options = []Option{t.option("yes"), t.option("no")}
	case len(h.Readings) == 1:
		r.Texts = []call.Text{sayCheckOne(aWords(h.Text), t.aReading(h.At, h.Readings[0]))}
		r.Options = []Option{t.option("yes"), t.option("no")}
	default:
		r.Texts = []call.Text{sayCheckMany(aWords(h.Text))}
		for i, v := range h.Readings {
			r.Options = append(r.Options, Option{ID: call.OptionID(itoa(i + 1)), Label: sayReading(t.aReading(h.At, v))})
		}
		r.Options = append(r.Options, Option{ID: "no", Label: call.Say("option.neither")})
	}
	r.Options = append(r.Options, t.minor("back", "help", "menu")...)
	return r
}

// aReading is a value that was read for a place. Of what is asked aside only the kind is
// known.
func (t *turn) aReading(at Place, v call.Value) call.Arg {
	if f, aside := t.m.aside(at); aside && f.Kind == call.Date {
		return aDate(v.First())
	}
	return aAnswer(call.FieldKey(at), v)
}

// writtenBefore is what a colleague has written where a text is offered: a yes
// writes over it.
func (t *turn) writtenBefore(at Place) []call.Text {
	key, f, _ := t.m.field(at)
	a := t.pledge().Answers[key]
	if a.By == "" || a.By == t.v.Me.ID || a.Derived {
		return nil
	}
	return t.present(at, f, a)
}

func (t *turn) kind(at Place) call.Kind {
	_, f, _ := t.m.field(at)
	return f.Kind
}

// checked takes the answer to a reading that was shown.
func (t *turn) checked(id call.OptionID) {
	h := t.s.Held
	switch {
	case h == nil:
		t.ask(AtMenu)
	case id == "no":
		t.notTaken(*h)
	case id == "yes" && h.Offered:
		t.takeOffered(*h)
	case id == "yes" && len(h.Readings) == 1:
		t.give(h.At, h.Readings[0], h.Text)
	default:
		for i, v := range h.Readings {
			if string(id) == itoa(i+1) {
				t.give(h.At, v, h.Text)
				return
			}
		}
		t.say(sayChooseOption())
		t.show()
	}
}

// numbered tells whether a typed text is the number of one of several readings.
func numbered(readings []call.Value, typed string) bool {
	for i := range readings {
		if len(readings) > 1 && strings.TrimSpace(typed) == itoa(i+1) {
			return true
		}
	}
	return false
}

// notTaken goes back to the question that was open.
func (t *turn) notTaken(h Held) {
	at := h.At
	if h.Back != "" {
		at = h.Back
	}
	t.s.Held = nil
	t.ask(at)
}

// takeOffered reads a text that was kept back as an answer, by the same rules
// as one that was typed in time.
func (t *turn) takeOffered(h Held) {
	t.s.Held = nil
	if h.At == Place(call.TemplateKey) {
		t.chooseTemplate(h.Meaning.Options[0])
		return
	}
	if _, f, _ := t.m.field(h.At); f.Long {
		t.open(h.At, nil)
		t.piece(f, h.Text)
		return
	}
	if q, ok := t.inquired(h.At); ok && q.Done == pledge.DoneReplied && q.Reply.Value.First() != h.Text { // it is the rest of that
		h.Meaning.Text = q.Reply.Value.First() + "\n" + h.Meaning.Text
	}
	t.read(h.At, h.Meaning, h.Text)
}

// offer shows a text that came for a question which is no longer the open one,
// or while it is not certain what was open. Nothing is stored before a yes. What
// was said where nothing is asked for may belong to the open question, or to one that
// was asked below it: either may have been shown before, at a place that nobody noted.
func (t *turn) offer(at Place, e Said) {
	at = t.worded(at.base())
	for _, asked := range append([]Place{t.s.Prompt.At}, t.askedBelow(e.Mark)...) {
		if t.takes(at, e) {
			break
		}
		at = t.worded(asked.base())
	}
	if !t.takes(at, e) {
		t.say(sayNotUnderstood())
		t.show()
		return
	}
	back := t.s.Prompt.At.base()
	held := Held{At: at, Text: e.Text, Meaning: e.Meaning, Offered: true, Back: back}
	if _, f, ok := t.m.field(at); ok {
		if r := f.Read(e.Meaning.Text); !r.Value.Empty() {
			held.Readings = []call.Value{r.Value}
		}
	}
	if t.s.Held != nil && t.s.Prompt.At.checking() && len(t.s.Waiting) < waitingMost {
		t.s.Waiting = append(t.s.Waiting[:len(t.s.Waiting):len(t.s.Waiting)], held)
		t.say(sayWaiting())
		t.show()
		return
	}
	t.openHeld(held)
}

// askedBelow are the places of the prompts that stand below a message.
func (t *turn) askedBelow(m Mark) []Place {
	var out []Place
	for _, sh := range t.s.Shown {
		if sh.Mark > m {
			out = append(out, sh.At)
		}
	}
	return out
}

// worded is where words said to a place belong: to a suggestion, in its field.
func (t *turn) worded(at Place) Place {
	if q, ok := t.inquired(at); ok && q.Suggests() {
		return Place(q.Field)
	}
	return at
}

// takes tells whether a text can be an answer at a place.
func (t *turn) takes(at Place, e Said) bool {
	if at == Place(call.TemplateKey) {
		return len(e.Meaning.Options) == 1 && t.template(e.Meaning.Options[0])
	}
	_, _, ok := t.m.field(at)
	return ok
}

// waitingMost is how many texts wait behind the one that is offered.
const waitingMost = 20

// openHeld offers a text. A yes counts from what stands in the pledge now.
func (t *turn) openHeld(h Held) {
	key, _, ok := t.m.field(h.At)
	if !ok {
		key = call.FieldKey(h.At) // of the template
	}
	h.Seen = t.rev(key)
	t.open(h.At.check(), nil)
	t.s.Prompt.Seen = h.Seen
	t.s.Held = &h
	t.show()
}

// offerWaiting offers the next text that waits, before a place is asked. What was
// typed twice, and stands by now, is not asked about again.
func (t *turn) offerWaiting(before Place) bool {
	if before.checking() || before == AtClash || before == AtLanguage {
		return false
	}
	for len(t.s.Waiting) > 0 && t.stands(t.s.Waiting[0]) {
		t.s.Waiting = t.s.Waiting[1:]
	}
	if len(t.s.Waiting) == 0 {
		return false
	}
	h := t.s.Waiting[0]
	t.s.Waiting = t.s.Waiting[1:]
	h.Back = before
	t.openHeld(h)
	return true
}

// stands tells whether a text is what its question is answered with.
func (t *turn) stands(h Held) bool {
	key, _, ok := t.m.field(h.At)
	if !ok {
		return false
	}
	stands := t.pledge().Answers[key].Value
	return slices.Equal(stands, call.Value{h.Text}) || len(h.Readings) == 1 && slices.Equal(stands, h.Readings[0])
}

// saidFirst takes a message of somebody with whom no question is open: of a
// newcomer, or of somebody whose dialog was lost. The text is offered to the
// question where the newest draft rests.
func (t *turn) saidFirst(e Said) {
	if e.Meaning.Word != "" && !settling[e.Meaning.Word] && e.Meaning.Word != call.WordBack {
		t.word(e.Meaning.Word, e.Meaning)
		return
	}
	p, ok := t.latest()
	if !ok || !t.s.Doubt || e.Text == "" {
		t.opened(Opened{})
		return
	}
	if at := t.resting(); at != "" {
		t.take(p)
		t.s.Prompt.At = at
		t.offer(at, e)
		return
	}
	t.opened(Opened{})
}

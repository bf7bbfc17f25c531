package conversation

import (
	"slices"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// amend asks for a change of one answer. The first one of a new draft makes
// the draft as well, so that nothing empty is left behind.
func (t *turn) amend(a pledge.Amend) {
	a = t.attributed(a)
	if t.s.Pledge == "" {
		if p, made := t.made(); made {
			t.found(p, a)
			return
		}
		t.do(pledge.Create{Lang: t.s.Lang, Rehearsal: t.s.Rehearsal, Known: t.known(), First: a})
		return
	}
	if t.permits(a.Field) {
		t.do(pledge.Permit{Field: a.Field, Value: a.Value, Seen: a.Seen, Typed: a.Typed})
		return
	}
	t.do(a)
}

// said takes a typed message.
func (t *turn) said(e Said) {
	code := strings.TrimPrefix(e.Text, "/start ") // as in the link
	if _, _, ok := pledge.Coded(code); ok {
		t.bring(code)
		return
	}
	if t.s.Prompt.At == "" {
		t.saidFirst(e)
		return
	}
	at, fresh := t.belongs(e)
	if t.trails(at, e) {
		t.offer(at, e)
		return
	}
	t.heard, t.s.Refused = &e, 0
	w := e.Meaning.Word
	switch {
	case e.Forwarded:
		t.forwardedText(at, e)
	case w != "" && (fresh || !settling[w]):
		t.word(w, e.Meaning)
	case !fresh && e.Quoted != Elsewhere && t.continues(at, e.Meaning):
		t.text(e)
	case !fresh && w == "" && len(e.Meaning.Options) == 0:
		t.offer(at, e)
	case !fresh:
		t.say(sayStale())
		t.show()
	case slices.Contains(e.Meaning.Options, "erase_now") && figures(e.Text):
		t.say(sayForgetInFull())
		t.show()
	case len(e.Meaning.Options) > 0:
		t.typedOptions(e.Meaning.Options)
	default:
		t.text(e)
	}
}

// belongs finds the prompt that a text was typed for: the newest one above it,
// or the one it quotes. It is fresh if that is still the open question.
func (t *turn) belongs(e Said) (Place, bool) {
	at, id := t.s.Prompt.At, PromptID("")
	for _, sh := range t.s.Shown {
		if sh.Mark < e.Mark {
			at, id = sh.At, sh.Prompt
		}
	}
	if e.Quoted != "" {
		id = e.Quoted
		if quoted := t.shownAt(e.Quoted); quoted != "" {
			at = quoted
		}
	}
	return at, id == t.s.Prompt.ID && !t.s.Doubt
}

// continues tells whether a text that came before the question was put again is
// the next piece of the same long answer: the second half of a split message.
func (t *turn) continues(at Place, m call.Meaning) bool {
	key, f, ok := t.m.field(at)
	return ok && f.Long && at == t.s.Prompt.At && !t.s.Doubt && m.Word == "" && t.pledge().Answers[key].Open
}

// forwardedText offers somebody else's words to the question they came for.
func (t *turn) forwardedText(at Place, e Said) {
	if _, _, ok := t.m.field(at.base()); !ok {
		t.say(sayForwardedText())
		t.again()
		return
	}
	t.offer(at, e)
}

// typedOptions are labels or numbers typed instead of pressed.
func (t *turn) typedOptions(ids []call.OptionID) {
	_, f, ok := t.m.field(t.s.Prompt.At)
	if !ok || f.Kind != call.SomeOf {
		t.pressed(ids[0], nil)
		return
	}
	set := true
	for _, id := range ids[:len(ids)-1] {
		if slices.Contains(f.Choices.Options, id) && !slices.Contains(t.s.Prompt.Ticks, id) {
			t.s.Prompt.Ticks = append(slices.Clone(t.s.Prompt.Ticks), id)
		}
	}
	last := ids[len(ids)-1]
	if len(ids) == 1 {
		t.pressed(last, nil)
		return
	}
	t.pressed(last, &set)
}

// text takes a message that is no word and no option.
func (t *turn) text(e Said) {
	at := t.s.Prompt.At.base()
	_, f, ok := t.m.field(at)
	switch {
	case !ok:
		t.say(sayNotUnderstood())
		t.brief = true
		t.show()
	case t.s.Held != nil && t.s.Prompt.At != at && numbered(t.s.Held.Readings, e.Text):
		t.checked(call.OptionID(strings.TrimSpace(e.Text)))
	case t.worded(at) != at:
		t.offer(at, e)
	case f.Long && t.s.Prompt.At == at:
		t.piece(f, e.Text)
	default:
		t.read(at, e.Meaning, e.Text)
	}
}

// read takes a text as the answer to a place: it is stored, or confirmed
// first, or refused with a reason and asked again.
func (t *turn) read(at Place, m call.Meaning, typed string) {
	key, f, _ := t.m.field(at)
	if f.Kind == call.Groups || f.Kind == call.Group {
		t.readGroup(f, m.Text)
		return
	}
	f.Key = key
	r := f.Read(m.Text)
	if len(m.Readings) > 0 && r.Problem != nil {
		r = call.Reading{}
		for _, reading := range m.Readings {
			r.Confirm = append(r.Confirm, call.Value{reading})
		}
	}
	switch {
	case r.Problem == nil && (m.Doubt || r.Note != nil) && !r.Value.Empty():
		if r.Note != nil {
			t.say(*r.Note)
		}
		t.hold(at, typed, []call.Value{r.Value})
	case r.Problem != nil:
		t.problem(at, *r.Problem)
	case len(r.Confirm) > 0:
		t.hold(at, typed, r.Confirm)
	case m.Personal && t.guarded(at):
		t.holdBack(Held{At: at, Text: typed, Readings: []call.Value{r.Value}, Personal: true})
	default:
		t.readValue(at, f, r.Value, typed)
	}
}

// readValue takes a value that was typed. Under a choice of several it is one
// more tick, in the person's own words.
func (t *turn) readValue(at Place, f call.Field, v call.Value, typed string) {
	if f.Kind != call.SomeOf {
		t.give(at, v, typed)
		return
	}
	ticks := slices.Clone(t.s.Prompt.Ticks)
	for _, own := range v {
		if !slices.Contains(ticks, call.OptionID(own)) {
			ticks = append(ticks, call.OptionID(own))
		}
	}
	t.s.Prompt.Ticks = ticks
	t.show()
}

// give stores a value that was read, if it keeps the field's limits. What was
// typed is kept beside it where it is not the value itself.
func (t *turn) give(at Place, v call.Value, typed string) {
	key, f, _ := t.m.field(at)
	if problem := t.m.call.Check(f, v, t.setting()); problem != nil {
		t.problem(at, *problem)
		return
	}
	if _, n, part, ok := at.splitPart(); ok {
		t.givePart(key, n, part, v)
		return
	}
	if id, ok := at.question(); ok {
		t.do(pledge.Reply{Question: id, Text: v.First(), Seen: t.seen(at)})
		return
	}
	if _, ok := t.m.aside(at); ok {
		t.giveAside(at, v)
		return
	}
	if typed == v.First() {
		typed = ""
	}
	t.amend(pledge.Amend{Field: key, Value: v, Seen: t.seen(at), Typed: typed})
}

// seen is the revision of the answer when this question was put; a question
// that was only offered counts from now.
func (t *turn) seen(at Place) int {
	if t.s.Prompt.At.base() == at {
		return t.s.Prompt.Seen
	}
	key, _, _ := t.m.field(at)
	return t.rev(key)
}

func (t *turn) setting() call.Setting {
	p := t.pledge()
	return call.Setting{Today: t.v.Today, Answer: p.Value}
}

// problem says why an answer was not taken and puts the question again.
func (t *turn) problem(at Place, why call.Text) {
	if t.heard != nil && mayBeSplit(t.heard.Text) {
		t.s.Refused = t.heard.Mark
	}
	t.says = append(t.says, why)
	if t.s.Prompt.At != at {
		t.ask(at)
		return
	}
	t.show()
}

// hold keeps a reading back until the person has said yes to it.
func (t *turn) hold(at Place, typed string, readings []call.Value) {
	t.holdBack(Held{At: at, Text: typed, Readings: readings})
}

func (t *turn) holdBack(h Held) {
	h.Seen = t.seen(h.At)
	t.s.Held = &h
	t.open(h.At.check(), nil)
	t.s.Prompt.Seen = h.Seen
	t.show()
}

package conversation

import (
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// ChangeID names a change inside its pledge: "<rev>.<n>" of the fact that made it.
type ChangeID string

func changeOf(f pledge.Fact) ChangeID { return ChangeID(f.Name()) }

// changesMost is how many changes a list shows.
const changesMost = 15

const changeOption = "change_"

// recount asks for the history of the pledge: the machine keeps none of it.
func (t *turn) recount(change ChangeID) {
	t.out = append(t.out, Recount{Pledge: t.pledge().ID, Change: change, Says: t.says})
}

// recounted shows the history, or one change of it. What stood before is held, to be
// put back.
func (t *turn) recounted(e Recounted) {
	t.says, t.facts = append(t.says, e.Of.Says...), e.Facts
	if e.Of.Versions {
		t.open(AtVersions, nil)
		t.s.Prompt.Over, t.s.Return = e.Of.Version, AtPreview
		t.show()
		return
	}
	i := slices.IndexFunc(t.facts, func(f pledge.Fact) bool { return changeOf(f) == e.Of.Change && written(f) })
	if i < 0 {
		t.open(AtHistory, nil)
		t.show()
		return
	}
	f := t.facts[i]
	t.open(AtChange, nil)
	t.s.Prompt.Change, t.s.Held, t.s.Return = e.Of.Change, nil, AtPreview
	value, now := f.Value, t.pledge().Answers[f.Field]
	if f.Kind == pledge.Answered {
		value = t.stoodBefore(i)
	}
	field, known := t.m.call.Field(f.Field)
	if known && field.Stage != call.SignOff && !value.Empty() && !slices.Equal(value, now.Value) && t.writes(t.pledge(), f.Field) {
		t.s.Held = &Held{At: Place(f.Field), Readings: []call.Value{value}, Seen: now.Rev}
	}
	t.show()
}

// written tells whether a fact is a text of somebody, taken or not.
func written(f pledge.Fact) bool {
	return f.Kind == pledge.Answered && !f.Derived || f.Kind == pledge.Clashed && f.About == ""
}

// stoodBefore is how a field read before one of the facts.
func (t *turn) stoodBefore(i int) call.Value {
	for _, f := range slices.Backward(t.facts[:i]) {
		if f.Kind == pledge.Answered && f.Field == t.facts[i].Field {
			return f.Value
		}
	}
	return nil
}

// showHistory lists the newest changes, or shows the one that is asked about.
func (t *turn) showHistory() Reply {
	p := t.pledge()
	if t.still {
		return t.stillHistory()
	}
	i := slices.IndexFunc(t.facts, func(f pledge.Fact) bool { return t.s.Prompt.Change != "" && changeOf(f) == t.s.Prompt.Change })
	if i >= 0 {
		return t.showChange(p, i)
	}
	changes := slices.DeleteFunc(slices.Clone(t.facts), func(f pledge.Fact) bool { return !written(f) })
	slices.Reverse(changes)
	r := Reply{Texts: []call.Text{sayHistory(aText(t.title(p)))}}
	var lines []call.Text
	t.s.Prompt.Ticks = nil
	for n, f := range changes[:min(len(changes), changesMost)] {
		lines = append(lines, sayPeopleLine(aNumber(n+1), aText(t.changeLine(p, f))))
		o := Option{ID: changeOption + call.OptionID(changeOf(f)), Label: t.m.label(Place(f.Field)), Listed: true}
		r.Options, t.s.Prompt.Ticks = append(r.Options, o), append(t.s.Prompt.Ticks, o.ID)
	}
	switch {
	case len(lines) == 0:
		r.Texts = append(r.Texts, sayHistoryNone())
	case len(changes) > changesMost:
		r.Texts = append(r.Texts, plainText(aLines(lines)), sayHistoryMore(aNumber(len(changes))), sayHistoryAsk())
	default:
		r.Texts = append(r.Texts, plainText(aLines(lines)), sayHistoryAsk())
	}
	if len(lines) > 0 {
		r.Options = append(r.Options, t.option("all_changes"))
	}
	r.Options = append(r.Options, t.minor("back", "preview", "help", "menu")...)
	return r
}

func (t *turn) changeLine(p pledge.Pledge, f pledge.Fact) call.Text {
	say := sayHistoryLine
	if f.Kind == pledge.Clashed {
		say = sayHistoryAside
	}
	return say(aDate(f.At.Format(time.DateOnly)), t.writer(p, f.By), aText(t.m.label(Place(f.Field))), t.gist(p, f.Field, f.Value))
}

// writer is who wrote something, by their office.
func (t *turn) writer(p pledge.Pledge, who pledge.Person) call.Arg {
	if who == t.v.Me.ID {
		return aText(sayYou())
	}
	return t.author(p, who)
}

// gist is a value as it stands in a list: the beginning of what was written.
func (t *turn) gist(p pledge.Pledge, key call.FieldKey, v call.Value) call.Arg {
	if f, ok := t.m.call.Field(key); ok && f.Kind == call.Words && !v.Empty() {
		return aWords(cut(strings.Join(v, " ")))
	}
	return t.wording(p, key, v)
}

// stillHistory is what can be chosen, for a message that is read while the history
// stands on the screen.
func (t *turn) stillHistory() Reply {
	r := Reply{Options: t.stillListed()}
	if t.s.Held != nil {
		r.Options = append(r.Options, t.option("put_back"), t.option("take_text"))
	}
	r.Options = append(r.Options, t.minor("back", "preview", "help", "menu")...)
	return r
}

// stillListed are the numbers of a list that stands on the screen.
func (t *turn) stillListed() []Option {
	var out []Option
	for i, id := range t.s.Prompt.Ticks {
		out = append(out, Option{ID: id, Label: plainText(aNumber(i + 1)), Listed: true})
	}
	return out
}

// wording is a value in the pledge's own language.
func (t *turn) wording(p pledge.Pledge, key call.FieldKey, v call.Value) call.Arg {
	switch {
	case v.Empty():
		return aText(sayNothing())
	case key == call.TemplateKey:
		return aText(templateLabel(call.OptionID(v.First())))
	}
	return aText(inLang(plainText(aAnswer(key, v)), p.Lang))
}

// history is a press below the list.
func (t *turn) history(id call.OptionID) {
	change, ok := strings.CutPrefix(string(id), changeOption)
	if id == "all_changes" {
		t.reply(Reply{Texts: []call.Text{sayHistoryFile()}, History: t.pledge().ID})
		ok = true
	}
	if !ok {
		t.say(sayChooseOption())
	}
	t.recount(ChangeID(change))
}

// change is a press below one change: what stood before it is put back, or what was
// not taken is taken, as a change of its own.
func (t *turn) change(id call.OptionID) {
	h := t.s.Held
	if id != "put_back" && id != "take_text" || h == nil {
		t.say(sayChooseOption())
		t.show()
		return
	}
	t.amend(pledge.Amend{Field: call.FieldKey(h.At), Value: h.Readings[0], Seen: h.Seen})
}

package conversation

import (
	"cmp"
	"slices"
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// showGroup is the list of what a group holds, with ways to add and change.
func (t *turn) showGroup(f call.Field) Reply {
	at := Place(f.Key)
	items := t.pledge().Value(f.Key)
	r := Reply{Texts: t.position(f.Key)}
	var lines []call.Text
	for i, item := range items {
		lines = append(lines, sayItem(aNumber(i+1), aAnswer(f.Key, call.Value{item})))
		r.Options = append(r.Options, Option{ID: call.OptionID(itoa(i + 1)), Label: call.Text{Key: "option.item", Args: map[string]call.Arg{"n": aNumber(i + 1)}}})
	}
	if len(lines) > 0 {
		r.Texts = append(r.Texts, sayItems(aLines(lines)))
	}
	r.Texts = append(r.Texts, t.m.fieldText(at, "ask"), sayItemsAsk())
	switch most := mostItems(f); {
	case f.Follows(): // of which there are as many as were promised
		r.Texts[len(r.Texts)-1] = sayItemsFollowed()
	case len(items) < most:
		r.Options = append(r.Options, t.option("add"))
	case f.Kind == call.Groups:
		r.Texts = append(r.Texts, sayItemsFull(aNumber(most)))
	}
	r.Options = append(r.Options, t.option("done"))
	r.Options = append(r.Options, t.minor("back", "help", "preview", "save", "menu")...)
	return r
}

func mostItems(f call.Field) int {
	switch {
	case f.Kind == call.Group:
		return 1
	case f.Limits.Items[1] > 0:
		return f.Limits.Items[1]
	}
	return 20
}

// groupOption is a press under a group's list.
func (t *turn) groupOption(f call.Field, id call.OptionID) {
	items := t.pledge().Value(f.Key)
	if id == "add" && len(items) < mostItems(f) && !f.Follows() {
		t.askIn(Place(f.Key), f, len(items)+1, 0)
		return
	}
	for i := range items {
		switch {
		case string(id) != itoa(i+1):
		case f.Follows():
			t.s.Return = cmp.Or(t.s.Return, AtPreview)
			t.ask(Place(f.Key).part(i+1, call.PartStatus))
			return
		default:
			t.askIn(Place(f.Key), f, i+1, 0)
			return
		}
	}
	t.say(sayChooseOption())
	t.show()
}

// askIn asks the part of an item at an index, or the next that is needed. In a
// planned question only required parts that are missing are asked for.
func (t *turn) askIn(group Place, f call.Field, n, from int) bool {
	parts := t.parts(f, n)
	for _, p := range f.Parts[from:] {
		if f.Ask != call.Asked || p.Required && parts[string(p.Key)] == "" {
			t.ask(group.part(n, p.Key))
			return true
		}
	}
	return false
}

func (t *turn) parts(f call.Field, n int) map[string]string {
	items := t.pledge().Value(f.Key)
	if n < 1 || n > len(items) {
		return map[string]string{}
	}
	return call.Parts(items[n-1])
}

// nextPart goes on inside an item, and to the group's list after the last part.
func (t *turn) nextPart() {
	group, n, part, _ := t.s.Prompt.At.base().splitPart()
	f, _ := t.m.call.Field(group)
	i := slices.IndexFunc(f.Parts, func(p call.Field) bool { return p.Key == part })
	switch {
	case f.Follows():
		t.follow(f, n, i)
	case t.askIn(Place(group), f, n, i+1):
	case f.Ask == call.Asked:
		t.s.Prompt.At = Place(group)
		t.advance()
	case f.Kind == call.Group:
		t.advance()
	default:
		t.ask(Place(group))
	}
}

// previousPart goes back inside an item; false at its first part.
func (t *turn) previousPart() bool {
	group, n, part, _ := t.s.Prompt.At.base().splitPart()
	f, _ := t.m.call.Field(group)
	i := slices.IndexFunc(f.Parts, func(p call.Field) bool { return p.Key == part })
	if f.Follows() {
		t.previousItem(f, n, i)
		return true
	}
	if i <= 0 || f.Ask == call.Asked && !f.Parts[i].Required { // which stands in no line of questions
		if f.Ask != call.Asked {
			t.ask(Place(group))
			return true
		}
		return false
	}
	t.ask(Place(group).part(n, f.Parts[i-1].Key))
	return true
}

// removeItem takes the item away that a part belongs to.
func (t *turn) removeItem(at Place) {
	group, n, _, _ := at.splitPart()
	items := t.pledge().Value(group)
	if n > len(items) {
		t.ask(Place(group))
		return
	}
	t.amend(pledge.Amend{Field: group, Value: slices.Delete(slices.Clone(items), n-1, n), Seen: t.s.Prompt.Seen})
}

// givePart stores one part of an item at once, so that an item interrupted in
// the middle is there when the person comes back.
func (t *turn) givePart(group call.FieldKey, n int, part call.FieldKey, v call.Value) {
	f, _ := t.m.call.Field(group)
	items := slices.Clone(t.pledge().Value(group))
	parts := t.parts(f, n)
	parts[string(part)] = v.First()
	for _, p := range f.Parts {
		if f.Follows() && !p.Belongs(parts) {
			delete(parts, string(p.Key))
		}
	}
	if item := f.Item(parts); n <= len(items) {
		items[n-1] = item
	} else {
		items = append(items, item)
	}
	t.amend(pledge.Amend{Field: group, Value: items, Seen: t.s.Prompt.Seen})
}

// readGroup takes a whole item from one message: "Mayor's office, 2 December
// 2026". The reader of words has put a date, where there is one, last and in
// its canonical form; the rest is the first part in words.
func (t *turn) readGroup(f call.Field, text string) {
	at := Place(f.Key)
	words, date := firstOf(f, call.Words), firstOf(f, call.Date)
	if f.Stage != call.SignOff || words.Key == "" {
		t.say(sayChooseOption())
		t.show()
		return
	}
	parts := map[string]string{}
	rest := text
	if i := strings.LastIndex(text, ","); i >= 0 && date.Key != "" {
		if r := date.Read(strings.TrimSpace(text[i+1:])); !r.Value.Empty() {
			parts[string(date.Key)], rest = r.Value.First(), text[:i]
		}
	}
	r := words.Read(rest)
	if r.Problem == nil {
		r.Problem = t.m.call.Check(words, r.Value, t.setting())
	}
	if r.Problem == nil && parts[string(date.Key)] != "" {
		r.Problem = t.m.call.Check(date, call.Value{parts[string(date.Key)]}, t.setting())
	}
	if r.Problem != nil {
		t.problem(at, *r.Problem)
		return
	}
	parts[string(words.Key)] = r.Value.First()
	t.amend(pledge.Amend{Field: f.Key, Value: call.Value{f.Item(parts)}, Seen: t.s.Prompt.Seen})
}

func firstOf(f call.Field, k call.Kind) call.Field {
	if i := slices.IndexFunc(f.Parts, func(p call.Field) bool { return p.Kind == k }); i >= 0 {
		return f.Parts[i]
	}
	return call.Field{}
}

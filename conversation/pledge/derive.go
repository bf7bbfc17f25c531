package pledge

import (
	"slices"

	"pledgebot/conversation/call"
)

// Words is how a pure machine gets a sentence: a renderer handed in by the
// runtime. The same arguments must give the same sentence.
type Words interface {
	Text(lang call.Lang, t call.Text) string
	// Recognise finds the choice of a field whose words occur in a text.
	Recognise(lang call.Lang, f call.Field, text string) (call.OptionID, bool)
}

// derivation gives what the other answers say about a field that is filled
// rather than asked; nothing where they say nothing.
func derivation(c *call.Call, w Words, p Pledge, f call.Field) call.Value {
	if t, ok := c.Template(p.Template()); ok {
		for _, fill := range t.Fills {
			if fill.Field != f.Key {
				continue
			}
			if v := filling(c, w, p, t, fill); !v.Empty() {
				return v
			}
		}
	}
	if v := suggested(c, p, f); !v.Empty() {
		return v
	}
	if f.Recognise != "" {
		if id, ok := w.Recognise(p.Lang, f, p.Value(f.Recognise).First()); ok {
			return call.Value{string(id)}
		}
	}
	return f.Default
}

// suggested are the objectives of the ticked priorities: the best of each
// first, no more than the field likes.
func suggested(c *call.Call, p Pledge, f call.Field) call.Value {
	var out call.Value
	ticked := p.Value(c.Listing("priorities").Key)
	for round, more := 0, true; more; round++ {
		more = false
		for _, pr := range c.Priorities {
			ids := pr.Suggests[f.Key]
			if round >= len(ids) || !slices.Contains(ticked, string(pr.ID)) {
				continue
			}
			more = true
			if v := string(ids[round]); len(out) < most(f) && !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return slices.Index(f.Choices.Options, call.OptionID(a)) - slices.Index(f.Choices.Options, call.OptionID(b))
	})
	return out
}

func most(f call.Field) int {
	if f.Limits.Warn > 0 {
		return int(f.Limits.Warn)
	}
	return f.Limits.Items[1]
}

// filling is what one fill of a template gives; nothing while its slot is
// empty. A sentence is given with its gaps in words.
func filling(c *call.Call, w Words, p Pledge, t call.Template, fill call.Fill) call.Value {
	text := func(form string) string { return w.Text(p.Lang, Sentence(c, p, t, form)) }
	switch {
	case fill.Text != "":
		return call.Value{text(fill.Text)}
	case len(fill.Options) > 0:
		v := make(call.Value, len(fill.Options))
		for i, id := range fill.Options {
			v[i] = string(id)
		}
		return v
	case len(fill.Parts) > 0:
		parts := map[string]string{}
		slots := 0
		for name, part := range fill.Parts {
			switch {
			case part.Text != "":
				parts[name] = text(part.Text)
			case part.Slot != "":
				parts[name] = p.Value(t.Key(part.Slot)).First()
				slots += len(parts[name])
			}
		}
		f, _ := c.Field(fill.Field)
		if slots == 0 {
			return nil
		}
		return call.Value{f.Item(parts)}
	case fill.Months > 0:
		if later := laterBy(p.Value(t.Key(fill.Slot)).First(), fill.Months); later != "" {
			return call.Value{later}
		}
		return nil
	}
	return p.Value(t.Key(fill.Slot))
}

// restsOn tells whether a field is filled from the answer of another.
func restsOn(c *call.Call, f call.Field, cause call.FieldKey) bool {
	if cause == c.Listing("priorities").Key {
		return slices.ContainsFunc(c.Priorities, func(p call.Priority) bool { return len(p.Suggests[f.Key]) > 0 })
	}
	return cause != "" && f.Recognise == cause
}

// Sentence is a template's text with the slots as answered so far; an open
// slot stands as a gap in words.
func Sentence(c *call.Call, p Pledge, t call.Template, form string) call.Text {
	stem := "template." + string(t.ID)
	args := map[string]call.Arg{"entity": entity(c, p)}
	for _, s := range t.Slots {
		args[string(s.Name)] = slotArg(stem, t, s, p.Value(t.Key(s.Name)))
	}
	return call.Text{Key: stem + "." + form, Args: args}
}

func entity(c *call.Call, p Pledge) call.Arg {
	city := c.Using(call.UseCity)
	if v := p.Value(city.Key).First(); v != "" {
		return call.Arg{As: call.AsWords, Value: v}
	}
	gap := call.Say("field." + string(city.Key) + ".gap")
	return call.Arg{As: call.AsNested, Text: &gap}
}

func slotArg(stem string, t call.Template, s call.Slot, v call.Value) call.Arg {
	counted := call.Text{Key: stem + ".count." + string(s.Name), Else: "count.plain"}
	switch {
	case v.Empty():
		gap := SlotText(t.ID, s.Name, "gap")
		if s.Kind != call.Whole {
			return call.Arg{As: call.AsNested, Text: &gap}
		}
		counted.Args = map[string]call.Arg{"n": {As: call.AsNested, Text: &gap}}
		return call.Arg{As: call.AsNested, Text: &counted}
	case s.Kind == call.Whole:
		counted.Args = map[string]call.Arg{"n": {As: call.AsCount, Value: v.First()}}
		return call.Arg{As: call.AsNested, Text: &counted}
	case s.Kind == call.Date && s.Form == "from":
		return call.Arg{As: call.AsFrom, Value: v.First()}
	case s.Kind == call.Date:
		return call.Arg{As: call.AsBy, Value: v.First()}
	case s.Kind == call.ListOf:
		return call.Arg{As: call.AsList, Values: v}
	}
	return call.Arg{As: call.AsWords, Value: v.First()}
}

// SlotText names one of a slot's texts: the template's own, else the general one.
func SlotText(id call.TemplateID, name call.SlotName, form string) call.Text {
	return call.Text{
		Key:  "slot." + string(id) + "." + string(name) + "." + form,
		Else: "slot." + string(name) + "." + form,
	}
}

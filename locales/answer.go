package locales

import (
	"cmp"
	"slices"
	"strings"

	"pledgebot/conversation/call"
)

// answered is an argument's answer. A simple one may come as Value.
func answered(a call.Arg) call.Value {
	if len(a.Values) == 0 && a.Value != "" {
		return call.Value{a.Value}
	}
	return a.Values
}

// answer shows the answer of a field by the field's kind. A field that the Call
// does not know, or no longer, has its answer shown as a list of words.
func (c *Catalogue) answer(l *locale, field call.FieldKey, v call.Value) string {
	if v.Empty() {
		return dash
	}
	if c.call != nil {
		if f, ok := c.call.Field(field); ok {
			return c.byKind(l, f, "", v)
		}
		if group, part, ok := c.part(field); ok {
			return c.byKind(l, part, group, v)
		}
	}
	return l.lists.join(cleanAll(v), "")
}

// part finds a part of a group by its place: "milestones.2.date".
func (c *Catalogue) part(place call.FieldKey) (call.FieldKey, call.Field, bool) {
	names := strings.Split(string(place), ".")
	if len(names) != 3 {
		return "", call.Field{}, false
	}
	group, _ := c.call.Field(call.FieldKey(names[0]))
	i := slices.IndexFunc(group.Parts, func(p call.Field) bool { return string(p.Key) == names[2] })
	if i < 0 {
		return "", call.Field{}, false
	}
	return group.Key, group.Parts[i], true
}

// byKind shows an answer by its kind. The stem is that of the group's texts
// where the field is part of one.
func (c *Catalogue) byKind(l *locale, f call.Field, stem call.FieldKey, v call.Value) string {
	switch f.Kind {
	case call.Words, call.Email, call.Link:
		return clean(strings.Join(v, "\n"))
	case call.OneOf:
		return c.chosen(l, f, stem, v.First())
	case call.SomeOf:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = c.chosen(l, f, stem, item)
		}
		if slices.ContainsFunc(items, l.lists.compound) {
			return l.lists.row(items)
		}
		return l.lists.join(items, "")
	case call.ListOf:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = c.byKind(l, call.Field{Key: f.Key, Kind: cmp.Or(f.Each, call.Words)}, stem, call.Value{item})
		}
		return l.lists.join(items, "")
	case call.Whole:
		return l.numbers.number(v.First())
	case call.Date:
		return l.calendar.date(v.First())
	case call.Money:
		return l.numbers.sum(v.First())
	case call.Country:
		return c.country(l, v.First())
	case call.YesNo:
		return c.yesNo(l, f, stem, v.First())
	case call.Group, call.Groups:
		items := make([]string, len(v))
		for i, item := range v {
			items[i] = c.group(l, f, item)
		}
		if f.Follows() && len(items) > 1 {
			return "\n· " + strings.Join(items, "\n· ")
		}
		return l.lists.row(items)
	}
	return l.lists.join(cleanAll(v), "")
}

// group shows the parts of one item that have an answer, one after another.
func (c *Catalogue) group(l *locale, f call.Field, item string) string {
	parts := call.Parts(item)
	var shown []string
	for _, part := range f.Parts {
		if value := parts[string(part.Key)]; value != "" && !part.Given {
			shown = append(shown, c.byKind(l, part, f.Key, call.Value{value}))
		}
	}
	if f.Follows() {
		return c.followed(l, parts[string(call.PartWhat)], shown)
	}
	return l.lists.chain(l.lists.comma, shown)
}

// followed is what became of one thing promised: its state, with what is said of it.
func (c *Catalogue) followed(l *locale, what string, said []string) string {
	words := func(s string) call.Arg { return call.Arg{As: call.AsWords, Value: s} }
	state := dash
	if len(said) > 0 {
		state = said[0]
	}
	for _, more := range said[min(1, len(said)):] {
		state = c.say(l, call.Text{Key: "followed.more", Args: map[string]call.Arg{"said": words(state), "more": words(more)}})
	}
	return c.say(l, call.Text{Key: "followed.line", Args: map[string]call.Arg{"what": words(what), "said": words(state)}})
}

// chosen is the label of an option in its full form, or a wording of a
// person's own as it was written.
func (c *Catalogue) chosen(l *locale, f call.Field, stem call.FieldKey, value string) string {
	for _, key := range optionKeys(f, stem, value) {
		for _, full := range []string{key + ".full", key} {
			if l.texts[full] != nil || c.locales[Source].texts[full] != nil {
				return c.say(l, call.Say(full))
			}
		}
	}
	return clean(value)
}

func (c *Catalogue) yesNo(l *locale, f call.Field, stem call.FieldKey, value string) string {
	for _, key := range optionKeys(f, stem, value) {
		if l.texts[key] != nil {
			return c.say(l, call.Say(key))
		}
	}
	if value == "yes" {
		return l.yes
	}
	return l.no
}

// optionKeys are the keys under which an option may have its label: a part's
// own before one that it shares with a field of the same name.
func optionKeys(f call.Field, stem call.FieldKey, option string) []string {
	keys := []string{optionKey(f.Key, option)}
	if stem != "" {
		keys = slices.Insert(keys, 0, optionKey(stem+"."+f.Key, option))
	}
	return keys
}

func optionKey(field call.FieldKey, option string) string {
	return "field." + string(field) + ".option." + option
}

// option is the label of a choice as it stands on a button.
func (c *Catalogue) option(l *locale, field call.FieldKey, id string) string {
	return c.say(l, call.Say(optionKey(field, id)))
}

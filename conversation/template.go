package conversation

import (
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// showTemplates is the one question "template or own words": the templates of
// the ticked priorities, each with a filled example unless that stands just above.
func (t *turn) showTemplates() Reply {
	p := t.pledge()
	r := Reply{Texts: []call.Text{sayTemplateAsk()}}
	if !t.brief {
		r.Texts = append(t.position(call.TemplateKey), sayTemplateAsk())
	}
	if p.Template() != "" && !t.brief {
		r.Texts = append(r.Texts, saySwitched())
	}
	for _, tpl := range t.offered(p) {
		o := Option{ID: call.OptionID(tpl.ID), Label: templateLabel(call.OptionID(tpl.ID))}
		if !t.brief {
			o.Detail = ref(t.example(p, tpl))
		}
		r.Options = append(r.Options, o)
	}
	r.Options = append(r.Options, t.option("own"))
	r.Options = append(r.Options, t.minor("back", "help")...)
	if t.s.Pledge != "" {
		r.Options = append(r.Options, t.minor("preview", "save")...)
	}
	r.Options = append(r.Options, t.minor(t.involving("menu")...)...)
	return r
}

// offered are the templates of the ticked priorities, of the ticked sub-areas
// where there are any.
func (t *turn) offered(p pledge.Pledge) []call.Template {
	ticked := p.Value(t.m.call.Listing("priorities").Key)
	var out []call.Template
	for _, tpl := range t.m.call.Templates {
		if slices.Contains(ticked, string(tpl.Priority)) || len(ticked) == 0 {
			out = append(out, tpl)
		}
	}
	return out
}

// example is a template's sentence filled with its own examples, in the words
// of the pledge's language. Examples are texts, read when they are shown.
func (t *turn) example(p pledge.Pledge, tpl call.Template) call.Text {
	args := map[string]call.Arg{}
	city := t.m.call.Using(call.UseCity).Key
	if v := p.Value(city).First(); v != "" {
		args["entity"] = aWords(v)
	} else {
		args["entity"] = aText(call.Say("field." + string(city) + ".example"))
	}
	for _, slot := range tpl.Slots {
		text := pledge.SlotText(tpl.ID, slot.Name, "example")
		args[string(slot.Name)] = exampleArg(tpl, slot, text)
	}
	sentence := call.Text{Key: "template." + string(tpl.ID) + ".sentence", Args: args}
	return sayExample(aText(inLang(sentence, p.Lang)))
}

// exampleArg shows an example by its slot's kind.
func exampleArg(tpl call.Template, slot call.Slot, text call.Text) call.Arg {
	switch {
	case slot.Kind == call.Whole:
		counted := call.Text{
			Key: "template." + string(tpl.ID) + ".count." + string(slot.Name), Else: "count.plain",
			Args: map[string]call.Arg{"n": {As: call.AsCount, Text: &text}},
		}
		return aText(counted)
	case slot.Kind == call.Date && slot.Form == "from":
		return call.Arg{As: call.AsFrom, Text: &text}
	case slot.Kind == call.Date:
		return call.Arg{As: call.AsBy, Text: &text}
	case slot.Kind == call.ListOf:
		return call.Arg{As: call.AsList, Text: &text}
	}
	return call.Arg{As: call.AsWords, Text: &text}
}

// template tells whether an option chooses a template, or one's own words.
func (t *turn) template(id call.OptionID) bool {
	_, ok := t.m.call.Template(call.TemplateID(id))
	return ok || call.TemplateID(id) == call.OwnWords
}

func templateLabel(id call.OptionID) call.Text {
	if call.TemplateID(id) == call.OwnWords {
		return call.Say("option." + string(id))
	}
	return call.Say("template." + string(id) + ".label")
}

// chooseTemplate takes the choice. What was written under another one is kept.
func (t *turn) chooseTemplate(id call.OptionID) {
	if !t.template(id) {
		t.say(sayChooseOption())
		t.brief = true
		t.show()
		return
	}
	t.amend(pledge.Amend{Field: call.TemplateKey, Value: call.Value{string(id)}, Seen: t.s.Prompt.Seen})
}

// chosen goes on after the choice, with the template's caution if it has one.
func (t *turn) chosen() {
	t.s.Return = ""
	tpl, ok := t.m.call.Template(t.pledge().Template())
	if ok && tpl.Caution {
		t.say(call.Say("template." + string(tpl.ID) + ".caution"))
	}
	t.advance()
}

package pledge

import (
	"slices"
	"strings"

	"pledgebot/conversation/call"
)

// Plan lists the questions of the guided conversation in their order: the
// asked fields, the template choice after the priorities, the slots of the
// chosen template or, in one's own words, the fields that templates fill. It
// changes only with the template and with the answers that conditions name.
func Plan(c *call.Call, p Pledge) []call.FieldKey {
	var before, after, signed []call.FieldKey
	priorities := c.Listing("priorities").Key
	into := &before
	for i := range c.Fields {
		f := &c.Fields[i]
		switch {
		case f.Ask != call.Asked || p.Answers[f.Key].Known || !Applies(p, f):
		case f.Stage == call.SignOff && c.Names.SignOff == call.SignedNone:
		case f.Stage == call.SignOff:
			signed = append(signed, f.Key)
		case templateFills(c, f.Key):
			if p.Template() == call.OwnWords && f.If == nil || f.If != nil && p.Template() != "" && !filled(c, p, f.Key) {
				*into = append(*into, f.Key)
			}
		default:
			*into = append(*into, f.Key)
		}
		if f.Key == priorities {
			into = &after
		}
	}
	if p.Progress != nil {
		return append(append(before, after...), signed...)
	}
	plan := append(before, call.TemplateKey)
	if t, ok := c.Template(p.Template()); ok {
		for _, s := range t.Slots {
			plan = append(plan, t.Key(s.Name))
		}
	}
	return append(append(plan, after...), signed...)
}

// templateFills tells whether some template gives this field its answer.
func templateFills(c *call.Call, key call.FieldKey) bool { return len(c.FilledBy(key)) > 0 }

// filled tells whether the chosen template gives this field its answer.
func filled(c *call.Call, p Pledge, key call.FieldKey) bool {
	return slices.Contains(c.FilledBy(key), p.Template())
}

// Pending tells whether a question of the plan still wants an answer. "I don't
// know yet" is one: it stays among the open points. In one's own words what a
// template had filled in is a proposal until it is confirmed.
func Pending(c *call.Call, p Pledge, key call.FieldKey) bool {
	a := p.Answers[key]
	f, _ := c.Field(key)
	switch {
	case a.Unknown:
		return false
	case key == call.TemplateKey:
		return !settled(c, p)
	case a.Value.Empty(), a.Open, incomplete(f, a.Value):
		return true
	case f.Stage == call.SignOff:
		return a.Check != Check(c, p) && !p.Signs(c)
	}
	return a.Derived && f.Ask == call.Asked
}

// settled tells whether the choice of a template stands: the Call may have
// dropped the one that was chosen.
func settled(c *call.Call, p Pledge) bool {
	_, ok := c.Template(p.Template())
	return ok || p.Template() == call.OwnWords
}

// A stash keeps what was worded by hand under one template while another is
// chosen, so that switching loses no word.
func stashKey(id call.TemplateID, key call.FieldKey) call.FieldKey {
	return call.FieldKey(string(id) + ":" + string(key))
}

func stashed(c *call.Call, key call.FieldKey) bool {
	id, _, ok := strings.Cut(string(key), ":")
	if !ok {
		return false
	}
	_, known := c.Template(call.TemplateID(id))
	return known || call.TemplateID(id) == call.OwnWords
}

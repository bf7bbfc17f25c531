package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// fieldText names one of a field's texts, or of a slot's.
func (m *Machine) fieldText(at Place, form string) call.Text {
	if id, slot, ok := m.call.Slot(call.FieldKey(at)); ok {
		return pledge.SlotText(id, slot.Name, form)
	}
	if group, _, part, ok := at.splitPart(); ok {
		return call.Say("field." + string(group) + "." + string(part) + "." + form)
	}
	if _, ok := at.question(); ok {
		return call.Say("inquiry." + form)
	}
	if key, one := at.asksOne(); one {
		return m.fieldText(Place(key), form)
	}
	if _, ok := m.aside(at); ok {
		return call.Say(string(at) + "." + form)
	}
	if at == Place(call.TemplateKey) {
		return call.Say("template." + form)
	}
	return call.Say("field." + string(at) + "." + form)
}

// label is a place's short name.
func (m *Machine) label(at Place) call.Text { return m.fieldText(at, "label") }

// choice is the label of an option of what a place asks.
func (m *Machine) choice(at Place, id call.OptionID) call.Text {
	return m.fieldText(at, "option."+string(id))
}

// labels are the short names of open points.
func (m *Machine) labels(keys []call.FieldKey) []call.Text {
	out := make([]call.Text, len(keys))
	for i, k := range keys {
		out[i] = m.label(Place(k))
	}
	return out
}

package conversation

import (
	"strings"

	"pledgebot/conversation/call"
)

// fieldText names one of a field's texts, or of a slot's.
func (m *Machine) fieldText(at Place, form string) call.Text {
	if id, slot, ok := m.call.Slot(call.FieldKey(at)); ok {
		return call.Text{
			Key:  "slot." + string(id) + "." + string(slot.Name) + "." + form,
			Else: "slot." + string(slot.Name) + "." + form,
		}
	}
	if group, _, part, ok := at.splitPart(); ok {
		return call.Say("field." + string(group) + "." + string(part) + "." + form)
	}
	if at == Place(call.TemplateKey) {
		return call.Say("template." + form)
	}
	return call.Say("field." + string(at) + "." + form)
}

// label is a place's short name.
func (m *Machine) label(at Place) call.Text { return m.fieldText(at, "label") }

// choice is the label of one option of a field.
func choice(field call.FieldKey, id call.OptionID) call.Text {
	return call.Say("field." + string(field) + ".option." + string(id))
}

// choiceOf is the label of an option of what a place asks.
func choiceOf(at Place, id call.OptionID) call.Text {
	if group, _, part, ok := at.splitPart(); ok {
		return call.Say("field." + string(group) + "." + string(part) + ".option." + string(id))
	}
	return choice(call.FieldKey(at), id)
}

// labels are the short names of open points.
func (m *Machine) labels(keys []call.FieldKey) []call.Text {
	out := make([]call.Text, len(keys))
	for i, k := range keys {
		out[i] = m.label(Place(strings.TrimSuffix(string(k), checkSuffix)))
	}
	return out
}

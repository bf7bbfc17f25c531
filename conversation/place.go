package conversation

import (
	"strconv"
	"strings"

	"pledgebot/conversation/call"
)

// fixed are the places that are no field.
var fixed = map[Place]bool{
	AtLanguage: true, AtPrivacy: true, AtMenu: true, AtQuestions: true, AtDrafts: true, AtPreview: true, AtOpen: true,
	AtConfirm: true, AtClash: true, AtDelete: true, AtTranslate: true, AtLapse: true, AtHelped: true, AtDisclose: true,
	AtPeople: true, AtMember: true, AtOut: true, AtReseat: true, AtRequest: true, AtCard: true, AtAdvised: true, AtComplete: true, AtScan: true,
	AtHistory: true, AtChange: true, AtRemarks: true, AtRemark: true, AtFlag: true, AtBlocking: true,
	AtConsents: true, AtHalt: true, AtEdition: true, AtAbandon: true, AtVersions: true, AtReports: true, AtNudge: true, AtNotMe: true, AtReminders: true, AtZone: true,
	AtForget: true, AtErase: true, AtHandOver: true, AtTakeOver: true, Place(call.TemplateKey): true,
}

// checkSuffix marks the place where a reading of an answer is confirmed.
const checkSuffix = ".check"

// check is the place where an answer to this place is confirmed.
func (at Place) check() Place { return at + checkSuffix }

// base is the place whose answer is confirmed here, or the place itself.
func (at Place) base() Place { return Place(strings.TrimSuffix(string(at), checkSuffix)) }

// checking tells whether a reading is confirmed here.
func (at Place) checking() bool { return at != at.base() }

// part is the place of one part of a group's item, counted from 1.
func (at Place) part(n int, part call.FieldKey) Place {
	return Place(string(at) + "." + strconv.Itoa(n) + "." + string(part))
}

// splitPart takes a part's place apart: "milestones.2.date".
func (at Place) splitPart() (group call.FieldKey, n int, part call.FieldKey, ok bool) {
	pieces := strings.Split(string(at), ".")
	if len(pieces) != 3 {
		return "", 0, "", false
	}
	n, err := strconv.Atoi(pieces[1])
	return call.FieldKey(pieces[0]), n, call.FieldKey(pieces[2]), err == nil && n > 0
}

// field finds what a place asks for: a field, a slot, a part of a group or an
// answer to the team. The key is where its answer is kept.
func (m *Machine) field(at Place) (key call.FieldKey, f call.Field, ok bool) {
	if id, ok := at.question(); ok {
		f := replyField(id)
		return f.Key, f, true
	}
	if f, ok := m.aside(at); ok {
		return f.Key, f, true
	}
	if f, ok := m.call.Field(call.FieldKey(at)); ok {
		return f.Key, f, true
	}
	if group, _, part, ok := at.splitPart(); ok {
		if f, ok := m.call.Field(group); ok {
			for _, p := range f.Parts {
				if p.Key == part {
					return group, p, true
				}
			}
		}
	}
	return "", call.Field{}, false
}

// Name is how programs know a place. It is the same in every language and for
// every template: a slot is "slot.number".
func (m *Machine) Name(at Place) string {
	if at.checking() {
		return m.Name(at.base()) + checkSuffix
	}
	if id, ok := at.question(); ok {
		return strings.TrimSuffix(string(at), ":"+string(id))
	}
	if _, one := at.asksOne(); one {
		return strings.TrimSuffix(atAdvice, ":")
	}
	switch at {
	case AtQuestions:
		return string(AtMenu)
	case AtDelete:
		return string(AtPreview) + checkSuffix
	case AtTranslate:
		return string(AtLanguage) + checkSuffix
	}
	if _, slot, ok := m.call.Slot(call.FieldKey(at)); ok {
		return "slot." + string(slot.Name)
	}
	return string(at)
}

// option is the id under which an option leads to a place.
func (m *Machine) option(key call.FieldKey) call.OptionID { return call.OptionID(m.Name(Place(key))) }

// place finds the place that an option leads to in a pledge with a template.
func (m *Machine) place(id call.OptionID, template call.TemplateID) (Place, bool) {
	if name, ok := strings.CutPrefix(string(id), "slot."); ok {
		key := call.FieldKey(string(template) + "." + name)
		_, _, ok := m.call.Slot(key)
		return Place(key), ok
	}
	if id == call.OptionID(call.TemplateKey) {
		return Place(call.TemplateKey), true
	}
	_, ok := m.call.Field(call.FieldKey(id))
	return Place(id), ok
}

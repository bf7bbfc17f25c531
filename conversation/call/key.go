package call

import "strings"

// Key is the key under which a slot's answer is kept.
func (t Template) Key(name SlotName) FieldKey { return FieldKey(string(t.ID) + "." + string(name)) }

// Slot finds the slot that a key names, and its template's id.
func (c *Call) Slot(key FieldKey) (TemplateID, Slot, bool) {
	id, name, ok := strings.Cut(string(key), ".")
	if !ok {
		return "", Slot{}, false
	}
	t, ok := c.Template(TemplateID(id))
	if !ok {
		return "", Slot{}, false
	}
	for _, s := range t.Slots {
		if string(s.Name) == name {
			return t.ID, s, true
		}
	}
	return "", Slot{}, false
}

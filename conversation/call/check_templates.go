package call

import (
	"maps"
	"slices"
)

// slotKinds are those that a sentence can be completed with.
var slotKinds = []Kind{Words, Whole, Date, ListOf}

// slotForms are the forms that each kind of slot may have.
var slotForms = map[Kind][]string{
	Words:  {"", "plural", "infinitive"},
	ListOf: {"", "languages"},
	Date:   {"", "from"},
	Whole:  {""},
}

func (k *checker) checkTemplate(i int, ids map[TemplateID]bool) {
	t, path := k.Templates[i], sub("templates", i, "")
	switch {
	case !dashed.MatchString(string(t.ID)), t.ID == OwnWords, slices.Contains(optionNames, string(t.ID)):
		k.mistake(path+".id", "%q cannot be the id of a template", t.ID)
	case ids[t.ID]:
		k.mistake(path+".id", "template %q stands twice", t.ID)
	}
	ids[t.ID] = true
	if !slices.ContainsFunc(k.Priorities, func(p Priority) bool { return p.ID == t.Priority }) {
		k.mistake(path+".priority", "there is no priority %q", t.Priority)
	}
	if t.SubArea != "" && !slices.Contains(k.SubAreas, t.SubArea) {
		k.mistake(path+".sub_area", "there is no sub-area %q", t.SubArea)
	}
	if len(t.Slots) == 0 {
		k.mistake(path, "template %q has no slots", t.ID)
	}
	names := map[SlotName]bool{}
	for j := range t.Slots {
		k.checkSlot(sub(path+".slots", j, ""), t, t.Slots[j], names)
	}
	k.checkFills(path, t)
}

func (k *checker) checkSlot(path string, t Template, s Slot, names map[SlotName]bool) {
	switch {
	case !snake.MatchString(string(s.Name)), s.Name == "entity":
		k.mistake(path+".name", "%q cannot be the name of a slot", s.Name)
	case names[s.Name]:
		k.mistake(path+".name", "slot %q stands twice", s.Name)
	}
	names[s.Name] = true
	if !slices.Contains(slotKinds, s.Kind) {
		k.mistake(path+".kind", "a slot cannot be of kind %q", s.Kind)
		return
	}
	if !slices.Contains(slotForms[s.Kind], s.Form) {
		k.mistake(path+".form", "a slot of kind %s has no form %q", s.Kind, s.Form)
	}
	l := s.Limits
	k.checkLimits(path+".limits", s.Kind, l)
	if other, ok := t.slot(l.Below); l.Below != "" && (!ok || other.Kind != Whole || other.Name == s.Name) {
		k.mistake(path+".limits.below", "template %q has no other whole_number slot %q", t.ID, l.Below)
	}
	l.Below = ""
	k.checkReferences(path+".limits", Field{Limits: l})
}

func (t Template) slot(name SlotName) (Slot, bool) {
	i := slices.IndexFunc(t.Slots, func(s Slot) bool { return s.Name == name })
	if i < 0 {
		return Slot{}, false
	}
	return t.Slots[i], true
}

// checkFills looks at what a template answers. The promise, its name and its
// date are what a template is for.
func (k *checker) checkFills(path string, t Template) {
	filled := map[FieldKey]bool{}
	for i, fill := range t.Fills {
		at := sub(path+".fills", i, "")
		f, ok := k.known(fill.Field)
		switch {
		case !ok:
			k.mistake(at+".field", "there is no field %q", fill.Field)
		case filled[fill.Field]:
			k.mistake(at+".field", "template %q fills %q twice", t.ID, fill.Field)
		default:
			k.checkFill(at, t, fill, f)
		}
		filled[fill.Field] = true
	}
	for _, f := range k.Fields {
		if slices.Contains([]Use{UseCommitment, UseTitle, UseDue}, f.Use) && !filled[f.Key] {
			k.mistake(path, "template %q does not fill %q", t.ID, f.Key)
		}
	}
}

func (k *checker) checkFill(at string, t Template, fill Fill, f Field) {
	given := 0
	for _, set := range []bool{fill.Slot != "", fill.Text != "", len(fill.Options) > 0, len(fill.Parts) > 0} {
		if set {
			given++
		}
	}
	if given != 1 {
		k.mistake(at, "%q is filled from one of slot, text, options or parts", f.Key)
		return
	}
	if fill.Months != 0 && (f.Kind != Date || fill.Slot == "" || fill.Months < 0 || fill.Months > 240) {
		k.mistake(at+".months", "months, 1 to 240, are added to the date of a slot")
	}
	switch {
	case fill.Text != "":
		k.checkTextFill(at+".text", fill.Text, f)
	case fill.Slot != "":
		k.checkSlotFill(at+".slot", t, fill.Slot, f)
	case len(fill.Options) > 0:
		if f.Kind != SomeOf && (f.Kind != OneOf || len(fill.Options) > 1) {
			k.mistake(at+".options", "%q is %s and cannot be filled with these options", f.Key, f.Kind)
			return
		}
		k.checkChosen(at+".options", f, fill.Options)
	default:
		k.checkPartsFill(at+".parts", t, fill.Parts, f)
	}
}

func (k *checker) checkTextFill(at, text string, f Field) {
	if f.Kind != Words || !snake.MatchString(text) {
		k.mistake(at, "only words are filled with a text; %q is %s", f.Key, f.Kind)
	}
}

func (k *checker) checkSlotFill(at string, t Template, name SlotName, f Field) {
	s, ok := t.slot(name)
	switch {
	case !ok:
		k.mistake(at, "template %q has no slot %q", t.ID, name)
	case s.Kind == Words && f.Kind == SomeOf && f.Limits.Own > 0:
		if s.Limits.Max > f.Limits.Own {
			k.mistake(at, "slot %q may be longer than a wording in %q", name, f.Key)
		}
	case s.Kind != f.Kind, f.Each != "" && f.Each != Words:
		k.mistake(at, "slot %q is %s, %q is %s", name, s.Kind, f.Key, f.Kind)
	case f.Limits.Max > 0 && s.Limits.Max > f.Limits.Max, s.Limits.Items[1] > f.Limits.Items[1]:
		k.mistake(at, "slot %q may hold more than %q", name, f.Key)
	}
}

func (k *checker) checkPartsFill(at string, t Template, parts map[string]FillPart, f Field) {
	if f.Kind != Group && f.Kind != Groups {
		k.mistake(at, "%q is %s and has no parts", f.Key, f.Kind)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		from, path := parts[name], at+"."+name
		i := slices.IndexFunc(f.Parts, func(p Field) bool { return string(p.Key) == name })
		switch {
		case i < 0:
			k.mistake(path, "%q has no part %q", f.Key, name)
		case (from.Slot == "") == (from.Text == ""):
			k.mistake(path, "a part is filled from a slot or a text")
		case from.Text != "":
			k.checkTextFill(path, from.Text, f.Parts[i])
		default:
			k.checkSlotFill(path, t, from.Slot, f.Parts[i])
		}
	}
}

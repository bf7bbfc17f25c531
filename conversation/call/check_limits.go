package call

import "slices"

// limitNames are the limits that mean something for each kind.
var limitNames = map[Kind][]string{
	Words:  {"min", "max", "warn", "warn_short", "phrase"},
	SomeOf: {"items", "own", "warn"},
	ListOf: {"items", "min", "max"},
	Groups: {"items"},
	Whole:  {"min", "max", "below"},
	Money:  {"min", "max"},
	Date:   {"years", "after"},
	Email:  {"differs"},
}

// set lists the limits that stand in the file, by their names there.
func (l Limits) set() []string {
	var names []string
	for _, limit := range []struct {
		name string
		set  bool
	}{
		{"min", l.Min != 0},
		{"max", l.Max != 0},
		{"items", l.Items != [2]int{}},
		{"own", l.Own != 0},
		{"years", l.Years != 0},
		{"after", l.After != ""},
		{"below", l.Below != ""},
		{"warn", l.Warn != 0},
		{"warn_short", l.Short != 0},
		{"phrase", l.Phrase},
		{"differs", l.Differs != ""},
	} {
		if limit.set {
			names = append(names, limit.name)
		}
	}
	return names
}

// checkLimits wants limits that fit the kind and each other. What people write
// and count must have an upper end, or an answer could outgrow every screen.
func (k *checker) checkLimits(path string, kind Kind, l Limits) {
	for _, name := range l.set() {
		if !slices.Contains(limitNames[kind], name) {
			k.mistake(path+"."+name, "limit %s means nothing for %s", name, kind)
		}
	}
	if l.Min < 0 || l.Max < 0 || l.Own < 0 || l.Years < 0 || l.Years > 100 || l.Warn < 0 || l.Short < 0 || l.Items[0] < 0 || l.Items[1] < 0 {
		k.mistake(path, "limits must not be negative, and years not above 100")
	}
	if l.Max > 0 && l.Min > l.Max {
		k.mistake(path+".min", "min %d is above max %d", l.Min, l.Max)
	}
	if l.Items[1] > 0 && l.Items[0] > l.Items[1] {
		k.mistake(path+".items", "the fewest items, %d, are more than the most, %d", l.Items[0], l.Items[1])
	}
	if kind == Words && l.Max > 0 && max(l.Warn, l.Short) >= l.Max {
		k.mistake(path, "a hint that begins at max %d is never seen", l.Max)
	}
	if l.Max == 0 && slices.Contains([]Kind{Words, Whole, ListOf}, kind) {
		k.mistake(path, "%s needs limit max", kind)
	}
	if l.Items[1] == 0 && slices.Contains([]Kind{ListOf, Groups}, kind) {
		k.mistake(path, "%s needs limit items", kind)
	}
}

// checkReferences looks at limits that name another field. Only a slot can
// name a slot.
func (k *checker) checkReferences(path string, f Field) {
	l := f.Limits
	if other, ok := k.known(l.After); l.After != "" && (!ok || other.Kind != Date || other.Key == f.Key) {
		k.mistake(path+".after", "there is no other date %q", l.After)
	}
	if other, ok := k.known(l.Differs); l.Differs != "" && (!ok || other.Kind != Email || other.Key == f.Key) {
		k.mistake(path+".differs", "there is no other email field %q", l.Differs)
	}
	if l.Below != "" {
		k.mistake(path+".below", "limit below is for the slots of a template")
	}
}

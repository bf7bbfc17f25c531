package call

import (
	"slices"
	"strings"
	"unicode"
)

// Coaching lists the rules that apply to a pledge's answers, in their order in
// the data file. Each is the hint coach.<id>; none is ever a gate.
func (c *Call) Coaching(answer func(FieldKey) Value) []string {
	var ids []string
	for _, r := range c.Coach {
		if r.applies(answer) {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

func (r Rule) applies(answer func(FieldKey) Value) bool {
	for _, key := range r.Empty {
		if !answer(key).Empty() {
			return false
		}
	}
	if r.NoDigit != "" {
		text := strings.Join(answer(r.NoDigit), " ")
		if text == "" || strings.ContainsFunc(text, unicode.IsDigit) {
			return false
		}
	}
	return r.When.Met(answer) && (r.Unless == nil || !r.Unless.Met(answer))
}

// Met tells whether the condition holds for some answers; none always does.
func (c *Condition) Met(answer func(FieldKey) Value) bool {
	if c == nil {
		return true
	}
	is := answer(c.Field)
	holds := slices.ContainsFunc(c.In, func(id OptionID) bool { return slices.Contains(is, string(id)) })
	return holds && c.And.Met(answer) || c.Or != nil && c.Or.Met(answer)
}

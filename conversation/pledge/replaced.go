package pledge

import (
	"slices"
	"time"

	"pledgebot/conversation/call"
)

// Replaced gives those facts of a history that hold a personal answer in whose
// place another had come by a moment, without that answer. With them the history
// still gives the same pledge.
func Replaced(c *call.Call, facts []Fact, until time.Time) []Fact {
	later := map[call.FieldKey]bool{}
	var out []Fact
	for i := len(facts) - 1; i >= 0; i-- {
		f := facts[i]
		field, ok := c.Field(f.Field)
		if !ok || f.At.After(until) {
			continue
		}
		replaced := f.Kind == Answered && later[f.Field] || f.Kind == Clashed // a clashed one never stood
		later[f.Field] = later[f.Field] || f.Kind == Answered
		left := field.WithoutPersonal(f.Value)
		if replaced && (len(left) != len(f.Value) || !slices.Equal(left, f.Value) || field.Personal && f.Typed != "") {
			f.Value, f.Typed = left, ""
			out = append(out, f)
		}
	}
	return out
}

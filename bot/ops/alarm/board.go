package alarm

import (
	"cmp"
	"fmt"
	"time"
)

// A Name is a kind of incident. It is a heading of docs/operations.md.
type Name string

// A Reading is how one thing stands now.
type Reading struct {
	Name   Name
	Bad    bool
	Detail string // what is wrong, in a few words that name nobody
}

// A Board knows every incident. It is not safe for concurrent use.
type Board struct {
	Damping map[Name]Damping
	states  map[Name]State
}

// Take takes a round of readings and returns the lines that the operator is to
// read. What is not among the readings stays as it is.
func (b *Board) Take(now time.Time, readings []Reading) []string {
	if b.states == nil {
		b.states = map[Name]State{}
	}
	var lines []string
	for _, r := range readings {
		s, edge := b.states[r.Name].Next(now, r.Bad, b.Damping[r.Name])
		b.states[r.Name] = s
		switch edge {
		case Began:
			lines = append(lines, fmt.Sprintf("ALARM %s, since %s: %s. See docs/operations.md.",
				r.Name, minute(s.Since), cmp.Or(r.Detail, "no detail")))
		case Ended:
			lines = append(lines, fmt.Sprintf("OVER %s, at %s. It began at %s.", r.Name, minute(now), minute(s.Since)))
		case None:
		}
	}
	return lines
}

// Open tells whether an incident is open.
func (b *Board) Open(n Name) bool { return b.states[n].Open }

func minute(t time.Time) string { return t.UTC().Format("2 January 15:04 UTC") }

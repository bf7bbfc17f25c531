package alarm

import "time"

// A Damping is how long something must hold before it counts.
type Damping struct {
	Begin time.Duration // an incident begins when all readings have been bad for so long
	End   time.Duration // and ends when all have been good for so long
}

// Edge is what a reading changes.
type Edge int

// The edges.
const (
	None Edge = iota
	Began
	Ended
)

// A State is how far one incident is. The zero value is: all is well.
type State struct {
	Open    bool      // the operator has been told
	Against time.Time // since when readings speak against Open; zero while they agree
	Since   time.Time // of the first bad reading of an open incident
}

// Next takes one reading. Times must not go back.
func (s State) Next(now time.Time, bad bool, d Damping) (State, Edge) {
	if bad == s.Open {
		s.Against = time.Time{}
		return s, None
	}
	if s.Against.IsZero() {
		s.Against = now
	}
	hold := d.Begin
	if s.Open {
		hold = d.End
	}
	if now.Sub(s.Against) < hold {
		return s, None
	}
	if s.Open {
		return State{Since: s.Since}, Ended
	}
	return State{Open: true, Since: s.Against}, Began
}

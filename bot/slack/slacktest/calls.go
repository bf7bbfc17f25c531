package slacktest

import (
	"maps"
	"slices"
	"time"
)

// A Call is one that the app made of the Web API.
type Call struct {
	Method  string
	Params  map[string]string // objects and arrays as the JSON that was sent
	At      time.Time
	Refused string // Slack's word; empty if it was carried out, or is being carried out
}

// Calls is every call so far, oldest first. A call is noted before it takes
// effect.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// Count is how often a method was called.
func (s *Server) Count(name string) int {
	n := 0
	for _, c := range s.Calls() {
		if c.Method == name {
			n++
		}
	}
	return n
}

// note logs a call and asks whether it shall fail.
func (s *Server) note(q *request) (int, *Failure) {
	c := Call{Method: q.name, Params: maps.Clone(q.params), At: s.opts.Now()}
	s.mu.Lock()
	place, fail := len(s.calls), s.fail
	s.calls = append(s.calls, c)
	s.Nudge()
	s.mu.Unlock()
	if fail == nil {
		return place, nil
	}
	return place, fail(c)
}

func (s *Server) noteRefusal(place int, r *refusal) {
	if r == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[place].Refused = r.code
	s.Nudge()
}

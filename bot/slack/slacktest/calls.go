package slacktest

import (
	"maps"
	"time"
)

// A Call is one that the app made of the Web API.
type Call struct {
	Method  string
	Params  map[string]string // objects and arrays as the JSON that was sent
	At      time.Time
	Refused string // Slack's word; empty if it was carried out, or is being carried out
}

// Calls is every call so far, oldest first; none with Options.Forget. A call is
// noted before it takes effect.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Call, len(s.calls))
	for i, c := range s.calls {
		out[i] = *c
	}
	return out
}

// Count is how often a method was called.
func (s *Server) Count(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[name]
}

// note logs a call and asks whether it shall fail.
func (s *Server) note(q *request) (*Call, *Failure) {
	c := &Call{Method: q.name, Params: maps.Clone(q.params), At: s.opts.Now()}
	s.mu.Lock()
	s.counts[q.name]++
	fail := s.fail
	if !s.opts.Forget {
		s.calls = append(s.calls, c)
	}
	s.Nudge()
	s.mu.Unlock()
	if fail == nil {
		return c, nil
	}
	return c, fail(*c)
}

func (s *Server) noteRefusal(c *Call, r *refusal) {
	if r == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Refused = r.code
	s.Nudge()
}

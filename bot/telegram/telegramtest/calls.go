package telegramtest

import (
	"maps"
	"slices"
	"time"
)

// A Call is one that the bot made, over HTTP or in its answer to a webhook.
type Call struct {
	Method  string
	Params  map[string]string   // objects and arrays as the JSON that was sent
	Files   map[string]Document // uploaded
	At      time.Time
	Refused string // Telegram's words; empty if it was carried out, or is being carried out
}

// Calls is every call so far, oldest first; none with Options.Forget. A call is
// noted before it takes effect.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// Count is how often a method was called, and costs next to nothing.
func (s *Server) Count(name string) int {
	if m := s.method(name); m != nil {
		return int(m.count.Load())
	}
	return 0
}

// note counts and logs a call, and asks whether it shall fail.
func (s *Server) note(m *method, q *request) (place int, failure *Failure) {
	m.count.Add(1)
	s.mu.Lock()
	fail, place := s.fail, -1
	if s.opts.Forget && fail == nil {
		s.Nudge()
		s.mu.Unlock()
		return place, nil
	}
	c := Call{Method: m.name, Params: maps.Clone(q.params), Files: q.files, At: s.opts.Now()}
	if !s.opts.Forget {
		place = len(s.calls)
		s.calls = append(s.calls, c)
	}
	s.Nudge()
	s.mu.Unlock()
	if fail != nil {
		failure = fail(c)
	}
	return place, failure
}

func (s *Server) noteRefusal(place int, r *refusal) {
	if place < 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[place].Refused = r.text
	s.Nudge()
}

package telegramtest

import (
	"encoding/json"
	"time"
)

// longestPoll is the most that a long poll waits, in seconds.
const longestPoll = 50

const (
	otherPoller = "terminated by other getUpdates request; make sure that only one bot instance is running"
	webhookIsOn = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
	webhookSet  = "terminated by setWebhook request"
)

// A poller is a long poll that waits for an update.
type poller struct {
	wake     chan struct{}
	conflict string // why it must end
}

func (p *poller) ring() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// endPoll ends the long poll that waits, if one does: of two, Telegram ends the
// older. The caller holds the lock.
func (s *Server) endPoll(why string) {
	if s.poller != nil {
		s.poller.conflict = why
		s.poller.ring()
		s.poller = nil
	}
}

// getUpdates confirms what is below the offset and gives what follows, and
// waits for it if there is nothing.
func (s *Server) getUpdates(q *request) ([]byte, *refusal) {
	offset := q.integer("offset", 0, -1<<52, 1<<52)
	limit := int(q.integer("limit", 100, 1, 100))
	timeout := q.integer("timeout", 0, 0, longestPoll)

	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook != nil {
		return nil, conflict(webhookIsOn)
	}
	s.allow(q)
	batch := s.take(offset, limit)
	if len(batch) > 0 || timeout == 0 {
		return join(batch), nil
	}
	s.endPoll(otherPoller)
	p := &poller{wake: make(chan struct{}, 1)}
	s.poller = p
	late := s.opts.After(time.Duration(timeout) * time.Second)
	s.Nudge()
	for {
		s.mu.Unlock()
		over := s.waitPoll(q, p, late)
		s.mu.Lock()
		if p.conflict != "" {
			return nil, conflict(p.conflict)
		}
		if q.ctx.Err() == nil {
			batch = s.take(offset, limit)
		}
		if len(batch) > 0 || over {
			s.poller = nil
			return join(batch), nil
		}
	}
}

// waitPoll tells whether there is nothing more to wait for.
func (s *Server) waitPoll(q *request, p *poller, late <-chan time.Time) (over bool) {
	select {
	case <-p.wake:
		return false
	case <-late:
	case <-q.ctx.Done():
	case <-s.closed:
	}
	return true
}

// Polling tells whether a long poll waits.
func (s *Server) Polling() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.poller != nil
}

// take confirms and gives updates. An offset far in the future counts as none, a
// negative one leaves so many at the end. The caller holds the lock.
func (s *Server) take(offset int64, limit int) []*update {
	pending := &s.updates.pending
	if offset > s.updates.next+futureTolerance {
		offset = 0
	}
	for ; offset < 0 && int64(pending.Len()) > -offset; s.drop(pending.Front().Value.(*update)) {
	}
	now := s.opts.Now()
	var out []*update
	for e := pending.Front(); e != nil && len(out) < limit; {
		u := e.Value.(*update)
		e = e.Next()
		switch {
		case u.again:
			s.drop(u)
			out = append(out, u)
		case u.id < offset || now.After(u.expires):
			s.drop(u)
		default:
			out = append(out, u)
		}
	}
	return out
}

func join(batch []*update) []byte {
	size := 2
	for _, u := range batch {
		size += len(u.body) + 1
	}
	out := append(make([]byte, 0, size), '[')
	for i, u := range batch {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, u.body...)
	}
	return append(out, ']')
}

// allow keeps which kinds the bot wants, if it says so; an empty list means
// those that Telegram tells unasked. The caller holds the lock.
func (s *Server) allow(q *request) {
	raw := q.params["allowed_updates"]
	if raw == "" {
		return
	}
	var kinds []string
	if json.Unmarshal([]byte(raw), &kinds) != nil {
		return
	}
	s.updates.allowed = nil
	if len(kinds) > 0 {
		s.updates.allowed = kinds
	}
}

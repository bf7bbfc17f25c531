package telegramtest

import (
	"container/list"
	"net/http"
	"time"
)

// How a webhook is served (WebhookActor.cpp). The pauses after failures are 0,
// then 2, 4, 8 … seconds up to a cap between 60 and 120, which depends on the
// update's id instead of chance, so that a run can be repeated.
const (
	idleLimit     = 60 * time.Second // without an answer
	retryCap      = 60               // seconds, at least
	mostRetry     = 3600             // seconds that a Retry-After may ask for
	goneLimit     = 23 * time.Hour   // of nothing but 410
	troubledAfter = 10 * time.Second // without a success: one connection only
)

// A webhook delivers what is pending. Each queue (a chat's messages, a person's
// presses, …) has at most one delivery on its way, and the next only after a
// success. No more than twice as many queues as connections are looked at.
type webhook struct {
	address string
	base    *http.Request
	most    int // connections
	stop    chan struct{}

	queues map[int64]*hookQueue
	next   *list.Element // the first pending update that is in no queue yet
	ready  []*hookQueue
	busy   int

	lastSuccess time.Time
	troubled    bool
	goneSince   time.Time
	failures    int
	lastError   string
	lastErrorAt time.Time
}

type hookQueue struct {
	id      int64
	updates []*update
}

// load fills the window and starts what may be on its way. The caller holds the
// lock.
func (s *Server) load(h *webhook) {
	s.fill(h)
	for q := s.pick(h); q != nil; q = s.pick(h) {
		s.running.Add(1)
		go s.deliver(h, q, q.updates[0])
	}
}

// fill takes pending updates into the window, oldest first.
func (s *Server) fill(h *webhook) {
	now := s.opts.Now()
	for h.next != nil && len(h.queues) < 2*h.most {
		u := h.next.Value.(*update)
		if now.After(u.expires) {
			s.drop(u)
			continue
		}
		h.next = h.next.Next()
		q := h.queues[u.queue]
		if q == nil {
			q = &hookQueue{id: u.queue}
			h.queues[u.queue] = q
			h.ready = append(h.ready, q)
		}
		u.delay, u.fails = 1, 0
		q.updates = append(q.updates, u)
	}
}

// pick gives a connection to a queue that is ready, or is nil.
func (s *Server) pick(h *webhook) *hookQueue {
	if len(h.ready) == 0 || h.busy >= h.connections(s.opts.Now()) {
		return nil
	}
	q := h.ready[0]
	h.ready = h.ready[1:]
	h.busy++
	return q
}

// connections is how many deliveries may be on their way at once.
func (h *webhook) connections(now time.Time) int {
	if h.troubled && now.Sub(h.lastSuccess) > troubledAfter {
		return 1
	}
	return h.most
}

// deliver sends one update after the other, of whatever queue is ready.
func (s *Server) deliver(h *webhook, q *hookQueue, u *update) {
	defer s.running.Done()
	for q != nil {
		a := s.deliverOne(h, u)
		if a.call != nil {
			s.perform(a.method, a.call)
		}
		q, u = s.settle(h, q, u, a)
	}
}

// settle notes how a delivery ended and gives the next one, if there is one.
func (s *Server) settle(h *webhook, q *hookQueue, u *update, a hookAnswer) (*hookQueue, *update) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a.problem == "" {
		s.drop(u)
	}
	if s.hook != h {
		return nil, nil
	}
	now := s.opts.Now()
	if a.problem == "" {
		h.lastSuccess, h.troubled, h.goneSince = now, false, time.Time{}
		s.advance(h, q)
	} else {
		s.postpone(h, q, u, a, now)
	}
	if s.hook != h {
		return nil, nil
	}
	h.busy--
	s.fill(h)
	next := s.pick(h)
	s.load(h)
	if next == nil {
		return nil, nil
	}
	return next, next.updates[0]
}

// advance goes to a queue's next update.
func (s *Server) advance(h *webhook, q *hookQueue) {
	q.updates = q.updates[1:]
	if len(q.updates) == 0 {
		delete(h.queues, q.id)
		return
	}
	h.ready = append(h.ready, q)
}

// postpone tries an update again later, or gives it up if that would be after
// its end.
func (s *Server) postpone(h *webhook, q *hookQueue, u *update, a hookAnswer, now time.Time) {
	h.troubled, h.lastError, h.lastErrorAt = true, a.problem, now
	h.failures++
	s.Nudge()
	if a.gone && h.goneSince.IsZero() {
		h.goneSince = now
	}
	switch {
	case !a.gone:
		h.goneSince = time.Time{}
	case now.Sub(h.goneSince) > goneLimit:
		s.dropWebhook()
		return
	}
	wait := min(a.retry, mostRetry)
	if wait == 0 && u.fails > 0 {
		u.delay = min(2*u.delay, retryCap+int(u.id%(retryCap+1)))
		wait = u.delay
	}
	u.fails++
	if now.Add(time.Duration(wait) * time.Second).After(u.expires) {
		s.drop(u)
		s.advance(h, q)
		return
	}
	if wait == 0 {
		h.ready = append(h.ready, q)
		return
	}
	s.running.Add(1)
	go s.resume(h, q, s.opts.After(time.Duration(wait)*time.Second))
}

// resume makes a queue ready after its pause.
func (s *Server) resume(h *webhook, q *hookQueue, ring <-chan time.Time) {
	defer s.running.Done()
	select {
	case <-ring:
	case <-h.stop:
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook == h {
		h.ready = append(h.ready, q)
		s.load(h)
	}
}

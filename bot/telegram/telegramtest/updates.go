package telegramtest

import (
	"container/list"
	"slices"
	"strconv"
	"time"
)

// Limits of what is pending; what is over them is dropped and nobody is told
// (TQueue.cpp).
const (
	mostPending     = 100_000
	mostUpdate      = 512 << 10 // bytes
	firstUpdate     = 100_000_001
	futureTolerance = 10 // how far ahead of the last update an offset may be
)

// An update waits until the bot has it or it expires.
type update struct {
	id      int64
	queue   int64 // of the webhook: one at a time in each; see webhook.go
	body    []byte
	expires time.Time
	place   *list.Element // in updates.pending, or nil
	again   bool          // a further delivery of one that was told before
	delay   int           // seconds, of the last retry
	fails   int
}

// updates are what the bot has to be told, in one order for all kinds.
type updates struct {
	next    int64
	pending list.List // of *update
	told    map[int64]*update
	allowed []string // kinds; nil for all that Telegram tells without being asked
}

// unasked are the kinds that must be asked for.
var unasked = []string{"chat_member", "message_reaction", "message_reaction_count"}

func (u *updates) allows(kind string) bool {
	if u.allowed == nil {
		return !slices.Contains(unasked, kind)
	}
	return slices.Contains(u.allowed, kind)
}

// tell makes an update and gives its id, or 0 if the bot is not told. The caller
// holds the lock.
func (s *Server) tell(kind string, queue int64, life time.Duration, payload []byte) int64 {
	if !s.updates.allows(kind) {
		return 0
	}
	b := make([]byte, 0, len(payload)+len(kind)+40)
	b = append(b, `{"update_id":`...)
	b = strconv.AppendInt(b, s.updates.next, 10)
	b = append(b, `,"`...)
	b = append(b, kind...)
	b = append(b, `":`...)
	b = append(b, payload...)
	return s.push(&update{queue: queue, body: append(b, '}'), expires: s.opts.Now().Add(life)})
}

// push puts an update that has no id yet at the end.
func (s *Server) push(u *update) int64 {
	if s.updates.pending.Len() >= s.opts.MostPending || len(u.body) > mostUpdate {
		return 0
	}
	u.id = s.updates.next
	s.updates.next++
	if !s.opts.Forget {
		if s.updates.told == nil {
			s.updates.told = map[int64]*update{}
		}
		s.updates.told[u.id] = u
	}
	u.place = s.updates.pending.PushBack(u)
	s.announce(u)
	return u.id
}

// announce tells whoever fetches or delivers that there is something.
func (s *Server) announce(u *update) {
	s.Nudge()
	if s.poller != nil {
		s.poller.ring()
	}
	if s.hook != nil {
		if s.hook.next == nil {
			s.hook.next = u.place
		}
		s.load(s.hook)
	}
}

// drop forgets an update that was told or has expired.
func (s *Server) drop(u *update) {
	if u.place == nil {
		return
	}
	if s.hook != nil && s.hook.next == u.place {
		s.hook.next = u.place.Next()
	}
	s.updates.pending.Remove(u.place)
	u.place = nil
	s.Nudge()
}

// Pending is how many updates the bot has not confirmed.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.updates.pending.Len()
}

// Again delivers an update another time, with the same id: by a webhook as the
// newest of its queue, by getUpdates in the next batch, once, whatever the
// offset. It tells whether the Server knows the update; with Options.Forget it
// knows none.
func (s *Server) Again(id int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.updates.told[id]
	if old == nil {
		return false
	}
	u := &update{id: id, queue: old.queue, body: old.body, expires: s.opts.Now().Add(day), again: true}
	if s.hook == nil {
		u.place = s.updates.pending.PushFront(u)
	} else {
		u.place = s.updates.pending.PushBack(u)
	}
	s.announce(u)
	return true
}

// Renumber makes the next update's id any number, as Telegram does when there
// was no update for a week. It panics while updates are pending.
func (s *Server) Renumber(next int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.updates.pending.Len() > 0 {
		panic("telegramtest: Renumber while updates are pending")
	}
	s.updates.next = next
}

package bot

import (
	"sync"

	"pledgebot/conversation"
	"pledgebot/store"
)

// recentMost is how many addresses a replica remembers something of: its memory
// does not grow with the dialogs there are.
const recentMost = 512

// recent is what this replica last knew at a turn of somebody's dialog. It saves
// reading what this replica has just written; whether it still stands is
// decided elsewhere.
type recent[T any] struct {
	mu  sync.Mutex
	all map[store.Address]seen[T]
}

// seen is something as of a turn of a session.
type seen[T any] struct {
	what    T
	session conversation.SessionID
	turn    int
}

// put remembers something, unless it is of an earlier turn than what is
// remembered: whoever comes late is not the last.
func (r *recent[T]) put(a store.Address, d store.Dialog, what T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k, found := r.all[a]
	switch {
	case found && k.session == d.Session.ID && k.turn > d.Turn:
		return
	case r.all == nil:
		r.all = map[store.Address]seen[T]{}
	case !found && len(r.all) >= recentMost:
		for some := range r.all {
			delete(r.all, some) // it is read again when it is needed
			break
		}
	}
	r.all[a] = seen[T]{what: what, session: d.Session.ID, turn: d.Turn}
}

func (r *recent[T]) get(a store.Address) (seen[T], bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k, found := r.all[a]
	return k, found
}

// drop lets go of what is remembered of a turn, not of a later one.
func (r *recent[T]) drop(a store.Address, turn int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if k, found := r.all[a]; found && k.turn <= turn {
		delete(r.all, a)
	}
}

// clear forgets everything.
func (r *recent[T]) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	clear(r.all)
}

package bot

import (
	"sync"

	"pledgebot/store"
)

// A line lets the updates of one address through one at a time. It holds
// nothing of addresses that are silent.
type line struct {
	mu      sync.Mutex
	waiting map[store.Address]*place
}

type place struct {
	mu   sync.Mutex
	many int
}

// enter waits for the address's turn; the function it returns ends it.
func (l *line) enter(a store.Address) (leave func()) {
	l.mu.Lock()
	if l.waiting == nil {
		l.waiting = map[store.Address]*place{}
	}
	p := l.waiting[a]
	if p == nil {
		p = &place{}
		l.waiting[a] = p
	}
	p.many++
	l.mu.Unlock()
	p.mu.Lock()
	return func() {
		p.mu.Unlock()
		l.mu.Lock()
		if p.many--; p.many == 0 {
			delete(l.waiting, a)
		}
		l.mu.Unlock()
	}
}

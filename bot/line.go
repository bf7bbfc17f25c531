package bot

import (
	"context"
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
	turn chan struct{} // holds one while somebody has the turn
	many int
}

// enter waits for the address's turn; the function it returns ends it.
func (l *line) enter(a store.Address) (leave func()) {
	leave, _ = l.enterWithin(context.Background(), a)
	return leave
}

// enterWithin is enter for somebody who stops waiting when ctx is done, and is
// told so.
func (l *line) enterWithin(ctx context.Context, a store.Address) (leave func(), entered bool) {
	l.mu.Lock()
	if l.waiting == nil {
		l.waiting = map[store.Address]*place{}
	}
	p := l.waiting[a]
	if p == nil {
		p = &place{turn: make(chan struct{}, 1)}
		l.waiting[a] = p
	}
	p.many++
	l.mu.Unlock()
	gone := func() {
		l.mu.Lock()
		if p.many--; p.many == 0 {
			delete(l.waiting, a)
		}
		l.mu.Unlock()
	}
	select {
	case p.turn <- struct{}{}:
		return func() { <-p.turn; gone() }, true
	case <-ctx.Done():
		gone()
		return func() {}, false
	}
}

package faketest

import (
	"context"
	"sync"
)

// Changes wakes those who wait for something to become true. Its zero value is
// ready; all methods may be called at once.
type Changes struct {
	mu   sync.Mutex
	next chan struct{} // closed by the next change; nil while nobody waits
}

// Await returns nil as soon as cond holds, and looks again after every change; it
// returns the context's error if that ends first.
func (c *Changes) Await(ctx context.Context, cond func() bool) error {
	for {
		next := c.upcoming()
		if cond() {
			return nil
		}
		select {
		case <-next:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func (c *Changes) upcoming() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next == nil {
		c.next = make(chan struct{})
	}
	return c.next
}

// Nudge wakes those who Await.
func (c *Changes) Nudge() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.next != nil {
		close(c.next)
		c.next = nil
	}
}

// Package faketest is what the fakes of platforms share: a clock that is moved by
// hand, and waiting for a change.
package faketest

import (
	"sync"
	"time"
)

// A Clock is moved by hand. Its zero value is of no use; see NewClock.
type Clock struct {
	mu     sync.Mutex
	at     time.Time
	timers []timer
}

type timer struct {
	at   time.Time
	ring chan time.Time
}

// NewClock stands at a time until it is moved.
func NewClock(at time.Time) *Clock { return &Clock{at: at} }

// Now is for what wants the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// After is for what waits: the channel gets the time when Pass reaches it.
func (c *Clock) After(d time.Duration) <-chan time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	ring := make(chan time.Time, 1)
	if d <= 0 {
		ring <- c.at
		return ring
	}
	c.timers = append(c.timers, timer{at: c.at.Add(d), ring: ring})
	return ring
}

// Pass moves the clock on and rings every timer that came due.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
	var left []timer
	for _, t := range c.timers {
		if t.at.After(c.at) {
			left = append(left, t)
			continue
		}
		t.ring <- c.at
	}
	c.timers = left
}

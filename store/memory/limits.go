package memory

import (
	"context"
	"maps"
	"sync"
	"time"

	"pledgebot/store"
)

// Limits implements store.Limits for one process. It is safe for concurrent
// use, and forgets buckets that are full again.
type Limits struct {
	mu   sync.Mutex
	kept map[string]bucket
	most int       // buckets before those that are full are forgotten
	now  time.Time // the latest time that was heard of
}

// A bucket is the time at which it is full again (the generic cell rate
// algorithm), and a pause that was asked for since.
type bucket struct {
	full, paused time.Time
}

// fewest buckets are not worth looking through.
const fewest = 1024

// slack is how long a pause is kept: how fast the bucket fills after it is not
// known before it is used.
const slack = time.Hour

var _ store.Limits = (*Limits)(nil)

// NewLimits returns limits of which nothing is used up.
func NewLimits() *Limits { return &Limits{kept: map[string]bucket{}, most: fewest} }

// Reserve takes n turns of a bucket and returns how long to wait before the
// first of them.
func (l *Limits) Reserve(_ context.Context, name string, r store.Rate, n int, now time.Time) (time.Duration, error) {
	every := max(r.Every, 0)
	tolerance := every * time.Duration(max(r.Burst, 1)-1)
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.kept[name]
	full := latest(now, b.full)
	if !b.paused.IsZero() {
		full = latest(full, b.paused.Add(tolerance))
	}
	wait := max(0, full.Add(-tolerance).Sub(now))
	full = full.Add(every * time.Duration(max(n, 0)))
	l.now = latest(l.now, now)
	if full.After(now) {
		l.keep(name, bucket{full: full})
	}
	return wait, nil
}

// Pause empties a bucket until a time. A shorter pause changes nothing.
func (l *Limits) Pause(_ context.Context, name string, until time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.kept[name]
	b.paused = latest(b.paused, until)
	l.keep(name, b)
	return nil
}

// keep forgets what is full once in as many calls as there are buckets.
func (l *Limits) keep(name string, b bucket) {
	l.kept[name] = b
	if len(l.kept) <= l.most {
		return
	}
	maps.DeleteFunc(l.kept, func(_ string, b bucket) bool {
		return !b.full.After(l.now) && (b.paused.IsZero() || b.paused.Add(slack).Before(l.now))
	})
	l.most = max(fewest, 2*len(l.kept))
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

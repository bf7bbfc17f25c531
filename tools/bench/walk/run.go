package walk

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A Load says how many people walk at once, and how long: before anything is
// measured, and while it is.
type Load struct {
	People  int
	Warm    time.Duration
	Measure time.Duration
}

// A Result is what came of a Load.
type Result struct {
	Updates  int             // answered in the measured time
	Took     time.Duration   // the measured time
	Replies  []time.Duration // of these updates, from sending one to its reply, in order of length
	Own      int             // calls of the bot in that time, over connections of its own
	Within   int             // and in its answers to updates
	Finished int             // whole walks, also those before and after
	Sent     int             // updates in all
	Strays   int             // answers that were asked for again, in all
}

// Quantile is the reply time that a share of all replies keeps.
func (r Result) Quantile(share float64) time.Duration { return Quantile(r.Replies, share) }

// Quantile is what a share of times keep that are in order of length.
func Quantile(times []time.Duration, share float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	return times[min(int(share*float64(len(times))), len(times)-1)]
}

// Rate is updates a second.
func (r Result) Rate() float64 { return float64(r.Updates) / r.Took.Seconds() }

// The parts of a run.
const (
	warming int32 = iota
	measuring
	ending
)

// A run is under way.
type run struct {
	phones   *Phones
	phase    atomic.Int32
	finished atomic.Int64
	sent     atomic.Int64

	mu      sync.Mutex
	replies []time.Duration
}

// Run has people walk, each again as somebody new when they are through, and
// lets everybody finish at the end. Edge is called when the measured time
// begins and when it ends; nil for nobody.
func (p *Phones) Run(ctx context.Context, l Load, edge func()) (Result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r := &run{phones: p}
	var all sync.WaitGroup
	for range l.People {
		all.Go(func() {
			if err := r.again(ctx); err != nil {
				cancel(err)
			}
		})
	}
	out, err := r.measure(ctx, l, edge)
	all.Wait()
	if cause := context.Cause(ctx); cause != nil {
		err = errors.Join(err, cause)
	}
	slices.Sort(r.replies)
	out.Replies, out.Updates = r.replies, len(r.replies)
	out.Finished, out.Sent = int(r.finished.Load()), int(r.sent.Load())
	out.Strays = int(p.strays.Load())
	return out, err
}

// measure keeps the time.
func (r *run) measure(ctx context.Context, l Load, edge func()) (Result, error) {
	defer r.phase.Store(ending)
	if edge == nil {
		edge = func() {}
	}
	if err := r.pass(ctx, l.Warm); err != nil {
		return Result{}, err
	}
	edge()
	own, within := r.phones.Calls()
	began := r.phones.clock.Now()
	r.phase.Store(measuring)
	err := r.pass(ctx, l.Measure)
	r.phase.Store(ending)
	out := Result{Took: r.phones.clock.Now().Sub(began)}
	edge()
	out.Own, out.Within = r.phones.Calls()
	out.Own, out.Within = out.Own-own, out.Within-within
	return out, err
}

func (r *run) pass(ctx context.Context, d time.Duration) error {
	select {
	case <-r.phones.clock.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// again walks until the run ends.
func (r *run) again(ctx context.Context) error {
	for r.phase.Load() != ending {
		who, leave := r.phones.meet()
		err := who.walk(ctx, r.took)
		leave()
		if err != nil {
			return err
		}
		r.finished.Add(1)
	}
	return nil
}

// took notes one reply.
func (r *run) took(d time.Duration) {
	r.sent.Add(1)
	if r.phase.Load() != measuring {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.replies = append(r.replies, d)
}

// Walk has a number of people walk once, one after another.
func (p *Phones) Walk(ctx context.Context, people int) error {
	for range people {
		if _, err := p.Submit(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Submit has somebody walk once, and tells when they took the last step.
func (p *Phones) Submit(ctx context.Context) (at time.Time, err error) {
	who, leave := p.meet()
	defer leave()
	err = who.walk(ctx, func(took time.Duration) { at = p.clock.Now().Add(-took) })
	return at, err
}

// Greet has a number of people say hello, so many at once, and nothing more.
func (p *Phones) Greet(ctx context.Context, people, atOnce int) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var left atomic.Int64
	left.Store(int64(people))
	var all sync.WaitGroup
	for range atOnce {
		all.Go(func() {
			for left.Add(-1) >= 0 {
				who, leave := p.meet()
				err := who.take(ctx, 0, func(time.Duration) {})
				leave()
				if err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

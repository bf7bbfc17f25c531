package service

import (
	"context"
	"sync/atomic"
)

// Duty says which of several replicas tells the operator of incidents: the one
// that leads. When the database is away nobody can lead, and the one that led
// last goes on telling.
type Duty struct {
	leads atomic.Bool
	led   atomic.Bool
}

// Task has a replica apply for duty.
func (d *Duty) Task(l Leader) Task {
	return Task{Name: "duty", Do: func(ctx context.Context) error {
		return l.Lead(ctx, "operator", func(ctx context.Context) error {
			d.leads.Store(true)
			d.led.Store(true)
			defer d.leads.Store(false)
			<-ctx.Done()
			return ctx.Err()
		})
	}}
}

// On tells whether this replica is on duty. databaseAway says that nobody can
// lead at present.
func (d *Duty) On(databaseAway bool) bool {
	if !d.leads.Load() && !databaseAway {
		d.led.Store(false) // somebody else may lead
	}
	return d.leads.Load() || d.led.Load()
}

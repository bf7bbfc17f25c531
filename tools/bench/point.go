package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pledgebot/tools/bench/walk"
)

// figures are what one run of one bot gave.
type figures struct {
	rate     float64 // updates a second
	p50, p99 time.Duration
	cpu      float64 // seconds per 1,000 updates, of the bot's process
	peak     float64 // MiB
	calls    float64 // of the Bot API per update, over connections of their own
	within   float64 // and in the answers to updates
	commands float64 // of Redis per update
	commits  float64 // of Postgres per update
	strays   float64 // answers per 1,000 updates that were asked for again
}

// point has people walk with one bot, and proves that every finished walk is a
// pledge in the database.
func (b *bench) point(ctx context.Context, p program, people int) (figures, error) {
	r, err := b.start(ctx, p)
	if err != nil {
		return figures{}, err
	}
	f, err := b.measured(ctx, r, p, people)
	return f, errors.Join(err, r.phones.Close(), r.stores.close())
}

func (b *bench) measured(ctx context.Context, r *running, p program, people int) (figures, error) {
	var cpu []time.Duration
	var failed error
	result, err := r.phones.Run(ctx, walk.Load{People: people, Warm: b.warm, Measure: b.measure}, func() {
		used, err := r.cpu()
		cpu, failed = append(cpu, used), errors.Join(failed, err)
	})
	_, peak, wrong := r.memory()
	if err := errors.Join(err, failed, wrong, r.stop()); err != nil {
		return figures{}, fmt.Errorf("%s with %d people: %w", p.name, people, err)
	}
	used, err := r.stores.since()
	if err != nil {
		return figures{}, err
	}
	updates := float64(result.Updates)
	return figures{
		rate: result.Rate(), p50: result.Quantile(0.5), p99: result.Quantile(0.99), peak: peak,
		cpu:   (cpu[1] - cpu[0]).Seconds() / updates * 1000,
		calls: float64(result.Own) / updates, within: float64(result.Within) / updates,
		commands: float64(used.commands) / float64(result.Sent), commits: float64(used.commits) / float64(result.Sent),
		strays: float64(result.Strays) / float64(result.Sent) * 1000,
	}, r.promised(p, result.Finished)
}

// promised proves that what people were told was received is in the database.
func (r *running) promised(p program, finished int) error {
	kept, err := r.stores.count(p.count)
	if err == nil && kept != finished {
		err = fmt.Errorf("%s: %d pledges are kept of %d that were received", p.name, kept, finished)
	}
	return err
}

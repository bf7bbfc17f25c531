package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"pledgebot/conversation"
	"pledgebot/store"
)

// claimMost is how many deliveries one round takes, and claimAtOnce how many of them at a
// time: of those that a process has taken when it dies some were never tried, and nobody can
// tell which.
const (
	claimMost   = 96
	claimAtOnce = 2 * together
)

// stuckAfter is how long a delivery may be on its way before it counts as
// maybe sent.
const stuckAfter = 30 * time.Second

// laterBy is when news that met an open question is tried again.
const laterBy = 10 * time.Minute

// awayBy is when news for somebody who cannot be reached is tried again.
const awayBy = 24 * time.Hour

// DeliverDue tells what has come due, to everybody on a platform or to one
// person. A delivery is an input to its recipient's dialog, with its key as the
// input's id.
func (b *Bot) DeliverDue(ctx context.Context, to string) error {
	for taken := 0; taken < claimMost; taken += claimAtOnce {
		due, err := b.deliveries.Claim(ctx, to, b.now().UTC(), claimAtOnce)
		if err != nil {
			return fmt.Errorf("claim deliveries: %w", err)
		}
		if err = b.deliverAll(ctx, byAddress(due)); err != nil || len(due) < claimAtOnce {
			return err
		}
	}
	return nil
}

// byAddress parts deliveries by whom they are for, in their order.
func byAddress(due []store.Delivery) (all [][]store.Delivery) {
	of := map[store.Address]int{}
	for _, d := range due {
		i, found := of[d.Address()]
		if !found {
			i = len(all)
			of[d.Address()], all = i, append(all, nil)
		}
		all[i] = append(all[i], d)
	}
	return all
}

// together is how many people are told at a time: enough that the platform's rate is the
// limit, and not its distance.
const together = 8

// deliverAll tells some people at a time, each of all that is for them.
func (b *Bot) deliverAll(ctx context.Context, all [][]store.Delivery) error {
	if len(all) == 1 {
		return b.deliverEach(ctx, all[0])
	}
	errs := make([]error, len(all))
	turn := make(chan struct{}, together)
	var done sync.WaitGroup
	for i, some := range all {
		turn <- struct{}{}
		done.Go(func() {
			defer func() { <-turn }()
			errs[i] = b.deliverEach(ctx, some)
		})
	}
	done.Wait()
	return errors.Join(errs...)
}

func (b *Bot) deliverEach(ctx context.Context, due []store.Delivery) (failed error) {
	for _, d := range due {
		failed = errors.Join(failed, b.deliverOne(ctx, d))
	}
	return failed
}

func (b *Bot) deliverOne(ctx context.Context, d store.Delivery) error {
	if d.Class == conversation.Nudge {
		return b.deliverNudge(ctx, d)
	}
	to := d.Address()
	u := Update{ID: conversation.InputID("sys:" + d.Key), From: to, Event: conversation.Told{Facts: d.Facts}}
	unlock := b.line.enter(to)
	out, err := b.handle(ctx, u)
	unlock()
	switch {
	case err != nil:
		return errors.Join(err, b.deliveries.Finish(ctx, d.Key, store.Due, b.now().UTC()))
	case out.later == awayBy:
		err = b.track(ctx, d)
		return errors.Join(err, b.deliveries.Finish(ctx, d.Key, store.Due, b.now().UTC().Add(out.later)))
	case out.later > 0:
		return b.deliveries.Finish(ctx, d.Key, store.Due, b.now().UTC().Add(out.later))
	}
	// It is finished when it has been shown: until then a lost dialog loses
	// nothing, because it comes again.
	switch shown, err := b.deliver(ctx, to, u.ID); {
	case err != nil:
		return err
	case !shown && !out.mute:
		return b.deliveries.Finish(ctx, d.Key, store.Due, b.now().UTC())
	}
	if err := b.track(ctx, d); err != nil {
		return err
	}
	return b.finish(ctx, d, store.Sent, time.Time{})
}

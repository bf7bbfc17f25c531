package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// sweepBack is how far a sweep looks back for facts that a dialog may not know.
const sweepBack = 15 * time.Minute

// Sweep finishes what a crash interrupted: it sends what was owed under a mark
// that has gone stale, tells dialogs of facts they do not know, and puts back
// deliveries that may or may not have been told. It runs once a minute and at
// start.
func (b *Bot) Sweep(ctx context.Context) error {
	began := b.now().UTC()
	if err := b.takeOver(ctx, began); err != nil {
		return err
	}
	if err := b.tellUnknown(ctx, began); err != nil {
		return err
	}
	if err := b.unstick(ctx, began); err != nil {
		return err
	}
	if err := b.pledges.SetSwept(ctx, began); err != nil {
		return fmt.Errorf("remember sweep: %w", err)
	}
	return nil
}

// takeOver sends what other replicas left.
func (b *Bot) takeOver(ctx context.Context, now time.Time) error {
	owing, err := b.dialogs.Owing(ctx, now.Add(-store.TakenFor), claimMost)
	if err != nil {
		return fmt.Errorf("list who is owed: %w", err)
	}
	for _, to := range owing {
		if !b.serves(to) {
			continue
		}
		d, _, err := b.dialogs.Load(ctx, to)
		if err != nil {
			continue // gone meanwhile
		}
		d.Turn++
		d.Taken = store.Taken{Replica: b.replica, At: now}
		switch err := b.dialogs.Commit(ctx, to, d); {
		case errors.Is(err, store.ErrStale):
			continue
		case err != nil:
			return fmt.Errorf("take over: %w", err)
		}
		b.held.put(to, d, d)
		if err := b.Deliver(ctx, to); err != nil {
			b.log.Error("take over", "error", err)
		}
	}
	return nil
}

// tellUnknown does the second half of inputs whose facts were kept and whose
// dialog was not.
func (b *Bot) tellUnknown(ctx context.Context, now time.Time) error {
	after := now.Add(-sweepBack)
	swept, err := b.pledges.Swept(ctx)
	if err != nil {
		return fmt.Errorf("look up last sweep: %w", err)
	}
	if !swept.IsZero() && swept.Before(after) {
		after = swept
	}
	for some, err := range store.History(ctx, b.pledges, store.Point{At: after}) {
		if err != nil {
			return fmt.Errorf("list late facts: %w", err)
		}
		for _, by := range authors(some) {
			if err := b.tell(ctx, store.AddressOf(by[0].By), by); err != nil {
				return err
			}
		}
	}
	return nil
}

// authors parts what was caused by the person who caused it.
func authors(some []store.Caused) (all [][]store.Caused) {
	of := map[pledge.Person]int{}
	for _, c := range some {
		i, found := of[c.By]
		if !found {
			i = len(all)
			of[c.By], all = i, append(all, nil)
		}
		all[i] = append(all[i], c)
	}
	return all
}

// tell brings facts to the dialog of the person who caused them.
func (b *Bot) tell(ctx context.Context, to store.Address, all []store.Caused) error {
	if !b.serves(to) {
		return nil
	}
	told, err := b.tellDialog(ctx, to, all)
	if err != nil || !told {
		return err
	}
	if err := b.Deliver(ctx, to); err != nil {
		b.log.Error("tell of late facts", "error", err) // it is owed now, and others wait
	}
	return nil
}

// tellDialog tells a dialog of what it does not know. People whose dialog is
// missing, or was made anew since, are told of receipts only: the rest they see
// when they come back.
func (b *Bot) tellDialog(ctx context.Context, to store.Address, all []store.Caused) (told bool, err error) {
	defer b.line.enter(to)()
	for len(all) > 0 {
		d, _, err := b.dialogs.Load(ctx, to)
		missing := errors.Is(err, store.ErrNotFound)
		if err != nil && !missing {
			return told, fmt.Errorf("load dialog: %w", err)
		}
		next := slices.IndexFunc(all, func(c store.Caused) bool {
			return !ours(c.Input) && !knows(d, c.Input) &&
				(!missing && !older(c.Facts, d) || slices.ContainsFunc(c.Facts, pledge.Fact.Submits))
		})
		if next < 0 {
			return told, nil
		}
		c := all[next]
		if _, err := b.handle(ctx, Update{ID: c.Input, From: to, Event: conversation.Happened{Facts: c.Facts}}); err != nil {
			return told, err
		}
		told, all = true, all[next+1:]
	}
	return told, nil
}

// older tells whether facts came before all that a dialog remembers. Such a
// dialog was made anew after them, from what they made true.
func older(facts []pledge.Fact, d store.Dialog) bool {
	return len(d.Inputs) > 0 && facts[0].At.Before(d.Inputs[0].At)
}

// unstick puts back receipts that were on their way when a replica died: told
// again, they name the same reference and mislead nobody. Nudges are never
// told again: their outcome is unknown, and the team is told.
func (b *Bot) unstick(ctx context.Context, now time.Time) error {
	stuck, err := b.deliveries.Stuck(ctx, now.Add(-stuckAfter))
	if err != nil {
		return fmt.Errorf("list stuck deliveries: %w", err)
	}
	var failed error
	for _, d := range stuck {
		if d.Class == conversation.Nudge {
			err = b.failNudge(ctx, d, pledge.Unsure)
		} else {
			err = b.finish(ctx, d, store.Due, now)
		}
		if err != nil && !errors.Is(err, store.ErrNewer) { // which a newer release sees to
			failed = errors.Join(failed, fmt.Errorf("put delivery back: %w", err))
		}
	}
	return failed
}

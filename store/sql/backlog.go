package sql

import (
	"context"
	"fmt"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

var (
	_ store.Backlogs = (*DB)(nil)
	_ store.Tries    = (*DB)(nil)
)

const (
	countDeliveries = `SELECT state, count(*) FROM deliveries GROUP BY state`

	oldestDue = `SELECT min(due) FROM deliveries WHERE state = 'due' AND due <= $1`

	lastUnknown = `SELECT max(claimed) FROM deliveries WHERE state = 'unknown'`

	triedDeliveries = `
SELECT pledge FROM deliveries WHERE platform = $1 AND state IN ('due', 'sending') AND attempts > $2 ORDER BY due, key`

	undrawnCards = `
SELECT pledge FROM cards WHERE ` + cardWaits + ` AND tried < $1 AND pledge IN (SELECT id FROM pledges) ORDER BY due, pledge`

	countAsides = `SELECT count(*) FROM asides`
)

// Tried lists the pledges of what could not be delivered so far.
func (d *DB) Tried(ctx context.Context, platform string, more int) ([]pledge.ID, error) {
	return d.named(ctx, say(triedDeliveries, platform, more))
}

// Undrawn lists the pledges whose card is behind for long.
func (d *DB) Undrawn(ctx context.Context, before time.Time) ([]pledge.ID, error) {
	return d.named(ctx, say(undrawnCards, at(before)))
}

func (d *DB) named(ctx context.Context, s statement) ([]pledge.ID, error) {
	var all []pledge.ID
	err := list(ctx, d.engine, s, &all, func(scan scanner) (pledge.ID, error) {
		var id pledge.ID
		err := scan(&id)
		return id, err
	})
	if err != nil {
		return nil, fmt.Errorf("list what was tried: %w", err)
	}
	return all, nil
}

// Backlog counts what waits.
func (d *DB) Backlog(ctx context.Context, now time.Time) (store.Backlog, error) {
	b := store.Backlog{Deliveries: map[store.DeliveryState]int{}}
	err := d.engine.query(ctx, say(countDeliveries), func(scan scanner) error {
		var state store.DeliveryState
		var n int
		err := scan(&state, &n)
		b.Deliveries[state] = n
		return err
	})
	var due, unknown stamp
	for _, one := range []struct {
		s    statement
		into any
	}{
		{say(oldestDue, at(now)), &due}, {say(lastUnknown), &unknown}, {say(countAsides), &b.Asides}, {say(countCards), &b.Cards},
	} {
		if err == nil {
			err = d.engine.query(ctx, one.s, func(scan scanner) error { return scan(one.into) })
		}
	}
	if err != nil {
		return store.Backlog{}, fmt.Errorf("count what waits: %w", err)
	}
	b.OldestDue, b.LastUnknown = time.Time(due), time.Time(unknown)
	return b, nil
}

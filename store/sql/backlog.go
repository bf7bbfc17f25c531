package sql

import (
	"context"
	"fmt"
	"time"

	"pledgebot/store"
)

var _ store.Backlogs = (*DB)(nil)

const (
	countDeliveries = `SELECT state, count(*) FROM deliveries GROUP BY state`

	oldestDue = `SELECT min(due) FROM deliveries WHERE state = 'due' AND due <= $1`

	lastUnknown = `SELECT max(claimed) FROM deliveries WHERE state = 'unknown'`

	countAsides = `SELECT count(*) FROM asides`
)

// Backlog counts what waits. It is asked too rarely for its statements to be
// kept ready.
func (d *DB) Backlog(ctx context.Context, now time.Time) (store.Backlog, error) {
	b := store.Backlog{Deliveries: map[store.DeliveryState]int{}}
	rows, err := d.read.db.QueryContext(ctx, countDeliveries)
	err = each(rows, err, func(scan scanner) error {
		var state store.DeliveryState
		var n int
		err := scan(&state, &n)
		b.Deliveries[state] = n
		return err
	})
	var due, unknown stamp
	if err == nil {
		err = d.read.db.QueryRowContext(ctx, oldestDue, at(now)).Scan(&due)
	}
	if err == nil {
		err = d.read.db.QueryRowContext(ctx, lastUnknown).Scan(&unknown)
	}
	if err == nil {
		err = d.read.db.QueryRowContext(ctx, countAsides).Scan(&b.Asides)
	}
	if err != nil {
		return store.Backlog{}, fmt.Errorf("count what waits: %w", err)
	}
	b.OldestDue, b.LastUnknown = time.Time(due), time.Time(unknown)
	return b, nil
}

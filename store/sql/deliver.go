package sql

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"pledgebot/conversation"
	"pledgebot/store"
)

const (
	deliveryColumns = `key, pledge, recipient, class, due, state, attempts, claimed, payload`

	// What is locked stands in a part of its own, which Postgres runs once.
	claimDeliveries = `
WITH ready AS (
	SELECT key FROM deliveries WHERE (platform = $1 OR recipient = $1) AND state = 'due' AND due <= $2
	ORDER BY class = 'nudge', due, key LIMIT $3 ` + skipLocked + `
)
UPDATE deliveries SET state = 'sending', attempts = attempts + 1, claimed = $2
WHERE key IN (SELECT key FROM ready) RETURNING ` + deliveryColumns

	finishDelivery = `
UPDATE deliveries SET state = $2, due = COALESCE($3, due) WHERE key = $1 AND state IN ('sending', 'unknown')`

	knowsDelivery = `SELECT count(*) FROM deliveries WHERE key = $1`

	stuckDeliveries = `
SELECT ` + deliveryColumns + ` FROM deliveries WHERE state = 'sending' AND claimed < $1 ORDER BY claimed, due, key`
)

var insertDeliveries = several(
	`INSERT INTO deliveries (platform, `+deliveryColumns+`)`, 10, `ON CONFLICT (key) DO NOTHING`)

// writeDeliveries adds what is to be told, in the order of the keys. A key that
// is there already stays as it is, however far it has come.
func writeDeliveries(c store.Change) ([]statement, error) {
	rows := make([][]any, 0, len(c.Deliveries))
	sorted := slices.SortedStableFunc(slices.Values(c.Deliveries), func(a, b store.Delivery) int { return cmp.Compare(a.Key, b.Key) })
	for _, d := range sorted {
		payload, err := json.Marshal(d.Facts)
		if err != nil {
			return nil, fmt.Errorf("write deliveries: %w", err)
		}
		rows = append(rows, []any{
			d.Address().Platform, d.Key, d.Pledge, d.Recipient, d.Class, at(d.Due), cmp.Or(d.State, store.Due),
			d.Attempts, stamp(d.Claimed), string(payload),
		})
	}
	return insert(insertDeliveries, rows), nil
}

// Claim takes deliveries that are due, the longest due first, and reminders last.
func (d *DB) Claim(ctx context.Context, to string, now time.Time, limit int) ([]store.Delivery, error) {
	claimed, err := d.deliveries(ctx, say(claimDeliveries, to, at(now), max(limit, 0)))
	if err != nil {
		return nil, fmt.Errorf("claim deliveries: %w", err)
	}
	slices.SortFunc(claimed, func(a, b store.Delivery) int {
		return cmp.Or(last(a)-last(b), a.Due.Compare(b.Due), cmp.Compare(a.Key, b.Key))
	})
	return claimed, nil
}

// last puts what nobody waits for behind what somebody does.
func last(d store.Delivery) int {
	if d.Class == conversation.Nudge {
		return 1
	}
	return 0
}

// Finish writes how a claimed delivery ended. What was taken for unknown may
// still turn out well; any other end is final, and ErrStale says so.
func (d *DB) Finish(ctx context.Context, key string, s store.DeliveryState, due time.Time) error {
	if s != store.Due {
		due = time.Time{}
	}
	n, err := d.engine.exec(ctx, say(finishDelivery, key, s, stamp(due)))
	if err == nil && n == 0 {
		err = d.unfinished(ctx, key)
	}
	if err != nil {
		return fmt.Errorf("finish delivery %s: %w", key, err)
	}
	return nil
}

// unfinished says why a delivery could not be finished.
func (d *DB) unfinished(ctx context.Context, key string) error {
	var n int64
	if err := d.engine.query(ctx, say(knowsDelivery, key), func(scan scanner) error { return scan(&n) }); err != nil {
		return err
	}
	if n == 0 {
		return store.ErrNotFound
	}
	return store.ErrStale
}

// Stuck returns deliveries sending since before a time, the oldest first.
func (d *DB) Stuck(ctx context.Context, before time.Time) ([]store.Delivery, error) {
	stuck, err := d.deliveries(ctx, say(stuckDeliveries, at(before)))
	if err != nil {
		return nil, fmt.Errorf("read stuck deliveries: %w", err)
	}
	return stuck, nil
}

func (d *DB) deliveries(ctx context.Context, s statement) ([]store.Delivery, error) {
	var all []store.Delivery
	err := list(ctx, d.engine, s, &all, delivery)
	return all, err
}

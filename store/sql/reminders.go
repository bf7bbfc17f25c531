package sql

import (
	"context"
	"fmt"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

var _ store.Reminders = (*DB)(nil)

const (
	setLook = `UPDATE pledges SET look = $2 WHERE id = $1`

	lookAgain = `UPDATE pledges SET look = $3 WHERE id = $1 AND rev = $2`

	// The wording of its index, without which both databases would read the whole table.
	listLooks = `SELECT id FROM pledges WHERE look IS NOT NULL AND look <= $1 ORDER BY look, id LIMIT $2`
)

// writeLook says when the reminders of a pledge are looked at, where that is another time
// than before.
func writeLook(c store.Change) ([]statement, error) {
	if c.Look == nil {
		return nil, nil
	}
	return []statement{say(setLook, c.Pledge.ID, stamp(*c.Look))}, nil
}

// ToLookAt lists pledges whose reminders are to be looked at, the longest first.
func (d *DB) ToLookAt(ctx context.Context, now time.Time, limit int) ([]pledge.ID, error) {
	return names[pledge.ID](ctx, d, say(listLooks, at(now), max(limit, 0)))
}

// LookAgain says when to look at a pledge next.
func (d *DB) LookAgain(ctx context.Context, id pledge.ID, rev int, next time.Time) error {
	n, err := d.engine.exec(ctx, say(lookAgain, id, rev, stamp(next)))
	if err == nil && n == 0 {
		err = store.ErrStale
	}
	if err != nil {
		return fmt.Errorf("look again: %w", err)
	}
	return nil
}

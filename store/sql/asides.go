package sql

import (
	"context"
	"encoding/base64"
	"fmt"

	"pledgebot/store"
)

var _ store.Asides = (*DB)(nil)

const (
	insertAside = `
INSERT INTO asides (key, platform, person, why, at, raw) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (key) DO NOTHING`

	asideColumns = `key, platform, person, why, at, raw`

	listAsides = `SELECT ` + asideColumns + ` FROM asides WHERE (at, key) > ($1, $2) ORDER BY at, key LIMIT $3`

	deleteAside = `DELETE FROM asides WHERE key = $1`
)

// SetAside keeps an update that could not be taken; under a key that is there
// already it does nothing.
func (d *DB) SetAside(ctx context.Context, a store.Aside) error {
	raw := base64.StdEncoding.EncodeToString(a.Raw) // it may be no valid text
	if _, err := d.engine.exec(ctx, say(insertAside, a.Key, a.Platform, a.User, a.Why, at(a.At), raw)); err != nil {
		return fmt.Errorf("set aside: %w", err)
	}
	return nil
}

// Asides lists updates that were set aside, the oldest first: those behind one
// that was listed.
func (d *DB) Asides(ctx context.Context, after store.Aside, limit int) ([]store.Aside, error) {
	var all []store.Aside
	err := list(ctx, d.engine, say(listAsides, at(after.At), after.Key, max(limit, 0)), &all, aside)
	if err != nil {
		return nil, fmt.Errorf("list updates set aside: %w", err)
	}
	return all, nil
}

// TakeOut removes an update that was set aside, or returns ErrNotFound.
func (d *DB) TakeOut(ctx context.Context, key string) error {
	n, err := d.engine.exec(ctx, say(deleteAside, key))
	if err == nil && n == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("take out: %w", err)
	}
	return nil
}

package sql

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

var _ store.Retention = (*DB)(nil)

const (
	untouchedPage = `
SELECT id, touched, doc FROM pledges
WHERE (rehearsal OR state IN ('draft', 'declined', 'withdrawn')) AND (touched, id) > ($1, $2) AND (
	state = 'draft' AND NOT rehearsal AND deleted IS NULL AND touched <= $3
	OR deleted <= $4 OR rehearsal AND touched <= $5 OR state IN ('declined', 'withdrawn') AND touched <= $6)
ORDER BY touched, id LIMIT 100`

	countUntold = `SELECT count(*) FROM deliveries WHERE pledge = $1 AND state = 'due' AND attempts = 0`

	dropUnchanged = `DELETE FROM pledges WHERE id = $1 AND rev = $2`

	expireAsides = `DELETE FROM asides WHERE at <= $1`

	// The wording of its index, without which Postgres would read the whole table.
	emptyDeliveries = `
UPDATE deliveries SET payload = 'null'
WHERE state IN ('sent', 'unknown', 'refused', 'cancelled') AND payload <> 'null' AND COALESCE(claimed, due) <= $1`

	listUnseated = `
SELECT person FROM people p
WHERE role = '' AND NOT EXISTS (SELECT 1 FROM seats s WHERE s.person = p.person)
	AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.by_person = p.person AND f.at > $1)
ORDER BY person LIMIT $2`

	listAnswered = `
SELECT DISTINCT pledge FROM facts WHERE at > $1 AND at <= $2 AND kind IN ('answered', 'clashed') AND pledge <> '' ORDER BY pledge`

	rewordFact = `UPDATE facts SET body = $4 WHERE pledge = $1 AND person = '' AND rev = $2 AND n = $3`

	lastKept = `SELECT until FROM keeps WHERE one = 1`
	setKept  = `INSERT INTO keeps (one, until) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET until = excluded.until`
)

// Untouched calls yield for every pledge that nobody has changed since. Like
// All it holds nothing open while yield runs.
func (d *DB) Untouched(ctx context.Context, since store.Untouched, yield func(pledge.Pledge) error) error {
	touched, id := stamp(time.Time{}), pledge.ID("")
	return pages(yield, func(scan scanner) (pledge.Pledge, error) { return one[pledge.Pledge](scan, &id, &touched) },
		func(take func(scanner) error) error {
			return d.engine.query(ctx, say(untouchedPage, at(time.Time(touched)), id,
				at(since.Draft), at(since.Deleted), at(since.Rehearsal), at(since.Ended)), take)
		})
}

// Untold tells whether something about a pledge waits whose telling was not
// tried yet.
func (d *DB) Untold(ctx context.Context, id pledge.ID) (bool, error) {
	var n int64
	err := d.engine.query(ctx, say(countUntold, id), func(scan scanner) error { return scan(&n) })
	if err != nil {
		return false, fmt.Errorf("look for what is untold: %w", err)
	}
	return n > 0, nil
}

// Drop removes a pledge whole, if it still is at a revision.
func (d *DB) Drop(ctx context.Context, id pledge.ID, rev int) error {
	err := d.engine.keep(ctx, nil, func(int64) ([]statement, error) {
		all := []statement{say(clearSeats, id), say(dropUnchanged, id, rev), say(dropFactsOf, id), say(dropDeliveriesOf, id)}
		return append(append(all, orphanCard(id)...), say(dropSent, id), say(dropPublic, id)), nil
	})
	if err != nil {
		return fmt.Errorf("drop pledge: %w", err)
	}
	return nil
}

// Expire removes updates set aside and empties deliveries that ended.
func (d *DB) Expire(ctx context.Context, asides, deliveries time.Time) error {
	_, err := d.engine.exec(ctx, say(expireAsides, at(asides)))
	if err == nil {
		_, err = d.engine.exec(ctx, say(emptyDeliveries, at(deliveries)))
	}
	if err != nil {
		return fmt.Errorf("expire: %w", err)
	}
	return nil
}

// Unseated lists people who hold no seat and have done nothing since a time.
func (d *DB) Unseated(ctx context.Context, since time.Time, limit int) ([]pledge.Person, error) {
	return names[pledge.Person](ctx, d, say(listUnseated, at(since), max(limit, 0)))
}

// Answered lists pledges that were given an answer in a span of time.
func (d *DB) Answered(ctx context.Context, after, until time.Time) ([]pledge.ID, error) {
	return names[pledge.ID](ctx, d, say(listAnswered, at(after), at(until)))
}

// Reword keeps facts in another wording.
func (d *DB) Reword(ctx context.Context, facts []pledge.Fact) error {
	err := d.engine.keep(ctx, nil, func(int64) ([]statement, error) {
		var all []statement
		for _, f := range facts {
			body, err := json.Marshal(f)
			if err != nil {
				return nil, err
			}
			all = append(all, say(rewordFact, f.Pledge, f.Rev, f.N, string(body)))
		}
		return all, nil
	})
	if err != nil {
		return fmt.Errorf("reword facts: %w", err)
	}
	return nil
}

// Kept returns until when replaced contacts have been seen to; zero for never.
func (d *DB) Kept(ctx context.Context) (time.Time, error) {
	var until stamp
	if err := d.engine.query(ctx, say(lastKept), func(scan scanner) error { return scan(&until) }); err != nil {
		return time.Time{}, fmt.Errorf("read what was kept: %w", err)
	}
	return time.Time(until), nil
}

// SetKept remembers until when replaced contacts have been seen to.
func (d *DB) SetKept(ctx context.Context, until time.Time) error {
	if _, err := d.engine.exec(ctx, say(setKept, at(until))); err != nil {
		return fmt.Errorf("remember what was kept: %w", err)
	}
	return nil
}

// names reads one column.
func names[T ~string](ctx context.Context, d *DB, s statement) ([]T, error) {
	var all []T
	if err := list(ctx, d.engine, s, &all, name[T]); err != nil {
		return nil, fmt.Errorf("list: %w", err)
	}
	return all, nil
}

package sql

import (
	"context"
	"fmt"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

const (
	factsOf       = `SELECT body FROM facts WHERE pledge = $1 AND person = '' ORDER BY rev, n`
	factsSince    = `SELECT input, by_person, body FROM facts WHERE at > $1 ORDER BY at, input, input_n`
	findReference = `SELECT doc FROM pledges WHERE reference = $1`

	listPage = `
SELECT id, created, doc FROM pledges
WHERE NOT rehearsal AND deleted IS NULL AND (created, id) > ($1, $2) ORDER BY created, id LIMIT 100`

	lastSweep = `SELECT began FROM sweeps WHERE one = 1`
	setSweep  = `INSERT INTO sweeps (one, began) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET began = excluded.began`
)

// Facts returns a pledge's history, oldest first; none where there is no
// pledge.
func (d *DB) Facts(ctx context.Context, id pledge.ID) ([]pledge.Fact, error) {
	if id == "" {
		return nil, nil
	}
	var facts []pledge.Fact
	err := d.engine.query(ctx, say(factsOf, id), func(scan scanner) error {
		f, err := one[pledge.Fact](scan)
		facts = append(facts, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read facts: %w", err)
	}
	return facts, nil
}

// Since returns facts newer than a time, by input, oldest first. Times are
// compared to the microsecond.
func (d *DB) Since(ctx context.Context, after time.Time) ([]store.Caused, error) {
	var all []store.Caused
	err := d.engine.query(ctx, say(factsSince, at(after)), func(scan scanner) error {
		var input conversation.InputID
		var by pledge.Person
		f, err := one[pledge.Fact](scan, &input, &by)
		if len(all) == 0 || all[len(all)-1].Input != input {
			all = append(all, store.Caused{Input: input, By: by})
		}
		last := &all[len(all)-1]
		last.Facts = append(last.Facts, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read facts since: %w", err)
	}
	return all, nil
}

// Find returns the pledge with a reference, or ErrNotFound. A rehearsal is
// never found: all of them show the same reference.
func (d *DB) Find(ctx context.Context, reference string) (pledge.Pledge, error) {
	var p pledge.Pledge
	found := false
	err := d.engine.query(ctx, say(findReference, reference), func(scan scanner) (err error) {
		found = true
		p, err = one[pledge.Pledge](scan)
		return err
	})
	if err == nil && !found {
		err = store.ErrNotFound
	}
	if err != nil {
		return pledge.Pledge{}, fmt.Errorf("find pledge: %w", err)
	}
	return p, nil
}

// All calls yield for every pledge but rehearsals and deleted drafts, in the
// order of creation. It reads a page at a time and holds nothing open while
// yield runs, which may take long and may use the store. An error of yield
// ends it and is returned as it is.
func (d *DB) All(ctx context.Context, yield func(pledge.Pledge) error) error {
	created, id := stamp(time.Time{}), pledge.ID("")
	return pages(yield, func(scan scanner) (pledge.Pledge, error) { return one[pledge.Pledge](scan, &id, &created) },
		func(take func(scanner) error) error {
			return d.engine.query(ctx, say(listPage, at(time.Time(created)), id), take)
		})
}

// pages gives yield what read makes of the rows of one page after another, until
// a page has none.
func pages(yield func(pledge.Pledge) error, read func(scanner) (pledge.Pledge, error), next func(take func(scanner) error) error) error {
	for {
		var page []pledge.Pledge
		err := next(func(scan scanner) error {
			p, err := read(scan)
			page = append(page, p)
			return err
		})
		if err != nil {
			return fmt.Errorf("list pledges: %w", err)
		}
		if len(page) == 0 {
			return nil
		}
		for _, p := range page {
			if err := yield(p); err != nil {
				return err
			}
		}
	}
}

// Swept returns when the sweep began that finished last; zero if none did.
func (d *DB) Swept(ctx context.Context) (time.Time, error) {
	var began stamp
	err := d.engine.query(ctx, say(lastSweep), func(scan scanner) error { return scan(&began) })
	if err != nil {
		return time.Time{}, fmt.Errorf("read last sweep: %w", err)
	}
	return time.Time(began), nil
}

// SetSwept remembers when a finished sweep began.
func (d *DB) SetSwept(ctx context.Context, began time.Time) error {
	if _, err := d.engine.exec(ctx, say(setSweep, at(began))); err != nil {
		return fmt.Errorf("remember sweep: %w", err)
	}
	return nil
}

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
	factsOf    = `SELECT body FROM facts WHERE pledge = $1 AND person = '' ORDER BY rev, n`
	factsSince = `
SELECT input, by_person, body FROM facts WHERE (at, input) > ($1, $2) ORDER BY at, input, input_n LIMIT $3`
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

// sinceMost is how many facts Since reads at a time: more than one input causes.
const sinceMost = 500

// Since returns what came after a point; see store.Pledges.
func (d *DB) Since(ctx context.Context, after store.Point) ([]store.Caused, error) {
	for most := sinceMost; ; most *= 2 {
		all, n, err := d.since(ctx, after, most)
		switch {
		case err != nil:
			return nil, fmt.Errorf("read facts since: %w", err)
		case n < most:
			return all, nil
		case len(all) > 1:
			return all[:len(all)-1], nil // of the last there may be more
		}
	}
}

// since reads so many facts at most, and tells how many there were.
func (d *DB) since(ctx context.Context, after store.Point, most int) (all []store.Caused, n int, err error) {
	var input *conversation.InputID // no input compares as newer than none
	if after.Input != "" {
		input = &after.Input
	}
	err = d.engine.query(ctx, say(factsSince, at(after.At), input, most), func(scan scanner) error {
		n++
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
	return all, n, err
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

package sql

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

const (
	insertPledge = `
INSERT INTO pledges (id, rev, state, reference, owner, lang, rehearsal, deleted, created, touched, doc)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING`

	updatePledge = `
UPDATE pledges SET rev = $2, state = $3, reference = $4, owner = $5, lang = $6, rehearsal = $7, deleted = $8,
	created = $9, touched = $10, doc = $11
WHERE id = $1 AND rev = $2 - 1`

	insertPerson = `INSERT INTO people (person, rev, doc) VALUES ($1, $2, $3) ON CONFLICT (person) DO NOTHING`
	updatePerson = `UPDATE people SET rev = $2, doc = $3 WHERE person = $1 AND rev = $2 - 1`

	seatsOf    = `SELECT person, seat FROM seats WHERE pledge = $1`
	clearSeats = `DELETE FROM seats WHERE pledge = $1`
	insertSeat = `INSERT INTO seats (pledge, person, seat) VALUES ($1, $2, $3)`

	nextNumber = `
INSERT INTO counters (year, n) VALUES ($1, 1) ON CONFLICT (year) DO UPDATE SET n = counters.n + 1 RETURNING n`
)

// A fact that is there already, by its place in the history or by its input,
// is left out, and so counted as missing.
var insertFacts = several(
	`INSERT INTO facts (pledge, person, rev, n, input, input_n, by_person, at, kind, body)`, 10, `ON CONFLICT DO NOTHING`)

// Commit keeps a change in one transaction; see store.Pledges.
func (d *DB) Commit(ctx context.Context, c store.Change) ([]pledge.Fact, error) {
	err := mistake(c)
	if err == nil {
		err = d.write.inTx(ctx, func(t tx) error { return t.keep(ctx, &c) })
	}
	if err != nil {
		return nil, fmt.Errorf("commit change: %w", err)
	}
	return c.Facts, nil
}

// keep writes a change. What can be stale comes first.
func (t tx) keep(ctx context.Context, c *store.Change) error {
	if err := t.number(ctx, c); err != nil {
		return err
	}
	if c.Pledge != nil {
		if err := t.keepPledge(ctx, *c.Pledge); err != nil {
			return err
		}
	}
	if c.Person != nil {
		if err := t.keepPerson(ctx, *c.Person); err != nil {
			return err
		}
	}
	if err := t.keepFacts(ctx, *c); err != nil {
		return err
	}
	return t.keepDeliveries(ctx, c.Deliveries)
}

// number gives a submission the next reference of its year, in the pledge, in
// its facts and in what is told of them. The number is taken only if the whole
// change is kept.
func (t tx) number(ctx context.Context, c *store.Change) error {
	i := slices.IndexFunc(c.Facts, func(f pledge.Fact) bool { return pledge.Unnumbered([]pledge.Fact{f}) })
	if i < 0 {
		return nil
	}
	year := c.Facts[i].At.UTC().Year()
	var n int64
	if err := t.row(ctx, nextNumber, year).Scan(&n); err != nil {
		return fmt.Errorf("next reference: %w", err)
	}
	reference := fmt.Sprintf("CLA-%d-%04d", year, n)
	p, facts := pledge.Number(*c.Pledge, c.Facts, reference)
	c.Deliveries = slices.Clone(c.Deliveries)
	for i := range c.Deliveries {
		if d := &c.Deliveries[i]; d.Pledge == p.ID {
			_, d.Facts = pledge.Number(p, d.Facts, reference)
		}
	}
	c.Pledge, c.Facts = &p, facts
	return nil
}

func (t tx) keepPledge(ctx context.Context, p pledge.Pledge) error {
	doc, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("write pledge: %w", err)
	}
	var reference *string // a rehearsal has none of its own
	if p.Submitted != nil && !p.Rehearsal {
		reference = &p.Submitted.Reference
	}
	text := updatePledge
	if p.Rev == 1 {
		text = insertPledge
	}
	n, err := t.exec(ctx, text, p.ID, p.Rev, p.State, reference, owner(p), p.Lang, p.Rehearsal,
		stamp(p.Deleted), stamp(p.Created), stamp(p.Touched), string(doc))
	if err != nil {
		return fmt.Errorf("write pledge: %w", err)
	}
	if n == 0 {
		return store.ErrStale
	}
	return t.keepSeats(ctx, p)
}

// owner is who holds the owner's seat; "" while nobody does.
func owner(p pledge.Pledge) pledge.Person {
	for _, person := range slices.Sorted(maps.Keys(p.Seats)) {
		if p.Seats[person] == pledge.Owner {
			return person
		}
	}
	return ""
}

// keepSeats lets the table follow the pledge. Seats seldom change.
func (t tx) keepSeats(ctx context.Context, p pledge.Pledge) error {
	kept := map[pledge.Person]pledge.Seat{}
	rows, err := t.query(ctx, seatsOf, p.ID)
	err = each(rows, err, func(scan scanner) error {
		var person pledge.Person
		var seat pledge.Seat
		err := scan(&person, &seat)
		kept[person] = seat
		return err
	})
	if err != nil {
		return fmt.Errorf("read seats: %w", err)
	}
	if maps.Equal(kept, p.Seats) {
		return nil
	}
	if _, err := t.exec(ctx, clearSeats, p.ID); err != nil {
		return fmt.Errorf("clear seats: %w", err)
	}
	for person, seat := range p.Seats {
		if _, err := t.exec(ctx, insertSeat, p.ID, person, seat); err != nil {
			return fmt.Errorf("write seat: %w", err)
		}
	}
	return nil
}

func (t tx) keepPerson(ctx context.Context, p conversation.Person) error {
	doc, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("write person: %w", err)
	}
	text := updatePerson
	if p.Rev == 1 {
		text = insertPerson
	}
	n, err := t.exec(ctx, text, p.ID, p.Rev, string(doc))
	if err != nil {
		return fmt.Errorf("write person: %w", err)
	}
	if n == 0 {
		return store.ErrStale
	}
	return nil
}

func (t tx) keepFacts(ctx context.Context, c store.Change) error {
	rows := make([][]any, len(c.Facts))
	for i, f := range c.Facts {
		body, err := json.Marshal(f)
		if err != nil {
			return fmt.Errorf("write facts: %w", err)
		}
		var person pledge.Person
		if f.Pledge == "" {
			person = c.Person.ID
		}
		rows[i] = []any{f.Pledge, person, f.Rev, f.N, c.Input, i, f.By, stamp(f.At), f.Kind, string(body)}
	}
	n, err := t.insert(ctx, rows, insertFacts)
	if err != nil {
		return fmt.Errorf("write facts: %w", err)
	}
	if n < int64(len(rows)) {
		return store.ErrStale
	}
	return nil
}

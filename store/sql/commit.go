package sql

import (
	"cmp"
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

	insertPerson = `
INSERT INTO people (person, rev, role, org, doc) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (person) DO NOTHING`
	updatePerson = `UPDATE people SET rev = $2, role = $3, org = $4, doc = $5 WHERE person = $1 AND rev = $2 - 1`
	// It changes nothing, and lets nobody else do so before the change is kept.
	holdPerson = `UPDATE people SET rev = $2 WHERE person = $1 AND rev = $2`

	clearSeats = `DELETE FROM seats WHERE pledge = $1`
	insertSeat = `INSERT INTO seats (pledge, person, seat) VALUES ($1, $2, $3)`
)

// A fact that is there already, by its place in the history or by its input,
// is left out, and so counted as missing.
var insertFacts = several(
	`INSERT INTO facts (pledge, person, rev, n, input, input_n, by_person, at, kind, body)`, 10, `ON CONFLICT DO NOTHING`)

// Commit keeps a change in one transaction; see store.Pledges.
func (d *DB) Commit(ctx context.Context, c store.Change) ([]pledge.Fact, error) {
	err := mistake(c)
	if err == nil {
		year, take := number(c.Facts)
		err = d.engine.keep(ctx, take, func(n int64) ([]statement, error) {
			if take != nil {
				c = numbered(c, reference(year, n))
			}
			return written(c)
		})
	}
	if err != nil {
		return nil, fmt.Errorf("commit change: %w", err)
	}
	return c.Facts, nil
}

// numbered writes a reference in the pledge, in its facts and in what is told
// of them.
func numbered(c store.Change, reference string) store.Change {
	p, facts := pledge.Number(*c.Pledge, c.Facts, reference)
	c.Deliveries = slices.Clone(c.Deliveries)
	for i := range c.Deliveries {
		if d := &c.Deliveries[i]; d.Pledge == p.ID {
			_, d.Facts = pledge.Number(p, d.Facts, reference)
		}
	}
	c.Pledge, c.Facts = &p, facts
	return c
}

// written is what writes a change. What can be stale comes first. Every change
// takes its rows in the same order, so that no two wait for each other.
func written(c store.Change) ([]statement, error) {
	var all []statement
	for _, part := range []func(store.Change) ([]statement, error){writePledge, writeLook, writeUse, writePeople, writeCard, writeSent, writePublic, writeFacts, writeDeliveries} {
		more, err := part(c)
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

func writePledge(c store.Change) ([]statement, error) {
	if c.Pledge == nil {
		return nil, nil
	}
	p := *c.Pledge
	doc, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("write pledge: %w", err)
	}
	var reference *string // a rehearsal has none of its own
	if p.Sent() {
		reference = &p.Submitted.Reference
	}
	text := updatePledge
	if p.Rev == 1 {
		text = insertPledge
	}
	row := say(text, p.ID, p.Rev, p.State, reference, p.Owner(), p.Lang, p.Rehearsal,
		stamp(p.Deleted), stamp(p.Created), stamp(p.Touched), string(doc))
	return append([]statement{row}, writeSeats(c)...), nil
}

// writeSeats lets the table follow the pledge where its seats have changed.
func writeSeats(c store.Change) []statement {
	var all []statement
	switch {
	case c.Pledge.Rev == 1: // has none yet
	case c.Reseated:
		all = append(all, say(clearSeats, c.Pledge.ID))
	default:
		return nil
	}
	for _, person := range slices.Sorted(maps.Keys(c.Pledge.Seats)) {
		all = append(all, say(insertSeat, c.Pledge.ID, person, c.Pledge.Seats[person]))
	}
	return all
}

// writePeople holds the rows that a change relies on and writes that of one
// person, in the order of their names.
func writePeople(c store.Change) ([]statement, error) {
	all := slices.SortedFunc(slices.Values(c.ReliesOn), func(a, b conversation.Person) int { return cmp.Compare(a.ID, b.ID) })
	var before, after []statement
	for _, p := range all {
		if c.Person == nil || p.ID <= c.Person.ID {
			before = append(before, say(holdPerson, p.ID, p.Rev))
		} else {
			after = append(after, say(holdPerson, p.ID, p.Rev))
		}
	}
	if c.Person == nil {
		return before, nil
	}
	row, err := writePerson(*c.Person)
	return slices.Concat(before, []statement{row}, after), err
}

func writePerson(p conversation.Person) (statement, error) {
	doc, err := json.Marshal(p)
	if err != nil {
		return statement{}, fmt.Errorf("write person: %w", err)
	}
	text := updatePerson
	if p.Rev == 1 {
		text = insertPerson
	}
	desk := p.Actor()
	return say(text, p.ID, p.Rev, desk.Role, desk.Org, string(doc)), nil
}

func writeFacts(c store.Change) ([]statement, error) {
	rows := make([][]any, len(c.Facts))
	for i, f := range c.Facts {
		body, err := json.Marshal(f)
		if err != nil {
			return nil, fmt.Errorf("write facts: %w", err)
		}
		var person pledge.Person
		if f.Pledge == "" {
			person = c.Person.ID
		}
		rows[i] = []any{f.Pledge, person, f.Rev, f.N, c.Input, i, f.By, stamp(f.At), f.Kind, string(body)}
	}
	return insert(insertFacts, rows), nil
}

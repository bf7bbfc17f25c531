package sql

import (
	"context"
	"encoding/base64"
	"fmt"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

const (
	heldPerson     = `SELECT doc FROM people WHERE person = $1`
	heldPledges    = `SELECT p.doc FROM seats s JOIN pledges p ON p.id = s.pledge WHERE s.person = $1 ORDER BY p.created, p.id`
	heldFacts      = `SELECT body FROM facts WHERE by_person = $1 OR pledge = '' AND person = $1 ORDER BY at, pledge, rev, n`
	heldDeliveries = `SELECT ` + deliveryColumns + ` FROM deliveries WHERE recipient = $1 ORDER BY due, key`
	heldAsides     = `SELECT ` + asideColumns + ` FROM asides WHERE platform = $1 AND person = $2 ORDER BY at, key`
)

// Held reads all that is held about a person, at one moment.
func (d *DB) Held(ctx context.Context, p pledge.Person) (store.Holding, error) {
	var h store.Holding
	err := d.engine.within(ctx, func(ctx context.Context, s session) error {
		h = store.Holding{Person: conversation.Person{ID: p}}
		at := store.AddressOf(p)
		return first(
			func() error {
				return s.query(ctx, say(heldPerson, p), func(scan scanner) (err error) {
					h.Person, err = one[conversation.Person](scan)
					return err
				})
			},
			func() error { return list(ctx, s, say(heldPledges, p), &h.Pledges, document[pledge.Pledge]) },
			func() error { return list(ctx, s, say(heldFacts, p), &h.Facts, document[pledge.Fact]) },
			func() error { return list(ctx, s, say(heldDeliveries, p), &h.Deliveries, delivery) },
			func() error { return list(ctx, s, say(heldAsides, at.Platform, at.User), &h.Asides, aside) },
			func() error { return list(ctx, s, say(invitesBy, p), &h.Invites, invite) },
		)
	})
	if err != nil {
		return store.Holding{}, fmt.Errorf("read what is held: %w", err)
	}
	return h, nil
}

// first does one thing after another, and gives the first error.
func first(things ...func() error) error {
	for _, do := range things {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// A reader runs a statement and takes its rows.
type reader interface {
	query(ctx context.Context, s statement, take func(scanner) error) error
}

// list reads every row.
func list[T any](ctx context.Context, r reader, s statement, into *[]T, row func(scanner) (T, error)) error {
	return r.query(ctx, s, func(scan scanner) error {
		t, err := row(scan)
		*into = append(*into, t)
		return err
	})
}

func name[T ~string](scan scanner) (v T, err error) {
	err = scan(&v)
	return v, err
}

func document[T any](scan scanner) (T, error) { return one[T](scan) }

func delivery(scan scanner) (store.Delivery, error) {
	var d store.Delivery
	var due, claimed stamp
	facts, err := one[[]pledge.Fact](scan, &d.Key, &d.Pledge, &d.Recipient, &d.Class, &due, &d.State, &d.Attempts, &claimed)
	d.Due, d.Claimed, d.Facts = time.Time(due), time.Time(claimed), facts
	return d, err
}

func aside(scan scanner) (store.Aside, error) {
	var a store.Aside
	var when stamp
	var raw string
	err := scan(&a.Key, &a.Platform, &a.User, &a.Why, &when, &raw)
	if err == nil {
		a.Raw, err = base64.StdEncoding.DecodeString(raw)
	}
	a.At = time.Time(when)
	return a, err
}

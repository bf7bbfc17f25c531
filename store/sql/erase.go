package sql

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

const (
	// knownPledges are all that may name a person.
	knownPledges = `
SELECT pledge FROM facts WHERE by_person = $1 AND pledge <> '' UNION SELECT pledge FROM seats WHERE person = $1 ORDER BY 1`

	onePledge       = `SELECT doc FROM pledges WHERE id = $1`
	factsWithInput  = `SELECT input, body FROM facts WHERE pledge = $1 AND person = '' ORDER BY rev, n`
	deliveriesAbout = `SELECT key, payload FROM deliveries WHERE pledge = $1 ORDER BY key`

	rewriteFact = `
UPDATE facts SET input = $5, by_person = $6, body = $7 WHERE pledge = $1 AND person = $2 AND rev = $3 AND n = $4`
	rewriteDelivery = `UPDATE deliveries SET payload = $2 WHERE key = $1`

	dropFactsOf      = `DELETE FROM facts WHERE pledge = $1 AND person = ''`
	dropDeliveriesOf = `DELETE FROM deliveries WHERE pledge = $1`
	dropPledge       = `DELETE FROM pledges WHERE id = $1`

	dropSettled = `DELETE FROM facts WHERE pledge = '' AND person = $1 AND at <= $2`
	// What somebody has settled since keeps their row, which is a new one then.
	dropPerson = `DELETE FROM people WHERE person = $1 AND NOT EXISTS (SELECT 1 FROM facts WHERE pledge = '' AND person = $1)`
	// A delivery is of somebody who has come back if it is about what they hold.
	dropDeliveriesTo = `
DELETE FROM deliveries WHERE recipient = $1
AND CASE pledge WHEN '' THEN NOT EXISTS (SELECT 1 FROM people WHERE person = $1)
	ELSE pledge NOT IN (SELECT pledge FROM seats WHERE person = $1) END`
	dropAsides = `DELETE FROM asides WHERE platform = $1 AND person = $2 AND at <= $3`
)

// eraseAttempts is how often an erasure is begun anew after a lost race.
const eraseAttempts = 20

// Erase takes a person out of what was kept until a moment; see store.People.
func (d *DB) Erase(ctx context.Context, c *call.Call, e store.Erasure) (store.Erased, error) {
	e.At = at(e.At)
	for range eraseAttempts {
		var done store.Erased
		err := d.engine.within(ctx, func(ctx context.Context, s session) (err error) {
			done, err = erase(ctx, s, c, e)
			return err
		})
		switch {
		case errors.Is(err, store.ErrStale):
		case err != nil:
			return store.Erased{}, fmt.Errorf("erase: %w", err)
		default:
			return done, nil
		}
	}
	return store.Erased{}, fmt.Errorf("erase: %w", store.ErrStale)
}

func erase(ctx context.Context, s session, c *call.Call, e store.Erasure) (store.Erased, error) {
	var done store.Erased
	var known []pledge.ID
	if err := list(ctx, s, say(knownPledges, e.Person), &known, name[pledge.ID]); err != nil {
		return done, err
	}
	all := erasing{s: s, call: c, erasure: e, done: &done}
	for _, id := range known {
		if err := all.pledge(ctx, id); err != nil {
			return done, err
		}
	}
	if err := first(func() error { return all.staffed(ctx) }, func() error { return all.forgotten(ctx) }); err != nil {
		return done, err
	}
	from := store.AddressOf(e.Person)
	for _, drop := range []statement{
		say(dropSettled, e.Person, e.At), say(dropPerson, e.Person), say(dropDeliveriesTo, e.Person),
		say(dropAsides, from.Platform, from.User, e.At),
	} {
		if _, err := s.exec(ctx, drop); err != nil {
			return done, err
		}
	}
	return done, nil
}

// An erasing goes from pledge to pledge.
type erasing struct {
	s       session
	call    *call.Call
	erasure store.Erasure
	done    *store.Erased
}

func (e erasing) pledge(ctx context.Context, id pledge.ID) error {
	var found []pledge.Pledge
	var facts []pledge.Fact
	var inputs []conversation.InputID
	err := list(ctx, e.s, say(onePledge, id), &found, document[pledge.Pledge])
	if err != nil || len(found) == 0 {
		return err
	}
	err = e.s.query(ctx, say(factsWithInput, id), func(scan scanner) error {
		var in conversation.InputID
		f, err := one[pledge.Fact](scan, &in)
		facts, inputs = append(facts, f), append(inputs, in)
		return err
	})
	if err != nil {
		return err
	}
	p := found[0]
	if p.Schema > pledge.Schema {
		return store.ErrNewer
	}
	left, changed := pledge.Erase(e.call, p, facts, e.erasure.Person, e.erasure.At)
	switch {
	case !changed:
		return nil
	case left.Gone:
		e.done.Dropped = append(e.done.Dropped, id)
		all := []statement{say(dropFactsOf, id), say(dropDeliveriesOf, id), say(clearSeats, id), say(dropPledge, id)}
		return e.run(ctx, append(append(all, orphanCard(id)...), say(dropSent, id), say(dropPublic, id))...)
	}
	e.done.Kept = append(e.done.Kept, id)
	if len(left.Pledge.Seats) == 0 {
		e.done.Vacant = append(e.done.Vacant, id)
	}
	return e.rewrite(ctx, p, facts, inputs, left)
}

// rewrite keeps a pledge without the person. The pledge comes first, as in
// every change.
func (e erasing) rewrite(ctx context.Context, was pledge.Pledge, facts []pledge.Fact, inputs []conversation.InputID, left pledge.Remains) error {
	last := left.Facts[len(left.Facts)-1]
	c := store.Change{
		Input: erasedInput(), Pledge: &left.Pledge, Facts: []pledge.Fact{last}, Reseated: true, Card: left.Pledge.Sent(),
	}
	all, err := writePledge(c)
	if err != nil {
		return err
	}
	opaque := opaque{}
	for i, f := range facts {
		after := left.Facts[i]
		if after.By == f.By {
			continue
		}
		rewritten, err := opaque.rewrite("", inputs[i], after)
		if err != nil {
			return err
		}
		all = append(all, rewritten)
	}
	for _, part := range []func(store.Change) ([]statement, error){writeCard, writeSent, writeFacts} {
		added, err := part(c)
		if err != nil {
			return err
		}
		all = append(all, added...)
	}
	if err := e.run(ctx, all...); err != nil {
		return err
	}
	return e.retell(ctx, was)
}

// retell takes the person out of what others are told of the pledge.
func (e erasing) retell(ctx context.Context, p pledge.Pledge) error {
	type told struct {
		key   string
		facts []pledge.Fact
	}
	var all []told
	err := list(ctx, e.s, say(deliveriesAbout, p.ID), &all, func(scan scanner) (t told, err error) {
		t.facts, err = one[[]pledge.Fact](scan, &t.key)
		return t, err
	})
	if err != nil {
		return err
	}
	for _, t := range all {
		payload, err := json.Marshal(pledge.EraseFacts(e.call, p, t.facts, e.erasure.Person, e.erasure.At))
		if err != nil {
			return err
		}
		if err := e.run(ctx, say(rewriteDelivery, t.key, string(payload))); err != nil {
			return err
		}
	}
	return nil
}

// run stops at the first statement that somebody else has forestalled.
func (e erasing) run(ctx context.Context, all ...statement) error {
	for _, s := range all {
		n, err := e.s.exec(ctx, s)
		if err != nil {
			return err
		}
		if n < wants[s.text] {
			return store.ErrStale
		}
	}
	return nil
}

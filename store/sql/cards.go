package sql

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

var _ store.Cards = (*DB)(nil)

const (
	// The wording of its index, without which both databases would read the whole
	// table.
	cardWaits = `(wanted > drawn OR wanted > told)`

	// A card that has waited keeps its place in the queue, one that was put off
	// comes forward.
	wantCard = `
INSERT INTO cards (pledge, wanted, drawn, told, place, tries, due) VALUES ($1, $2, 0, 0, '', 0, $3)
ON CONFLICT (pledge) DO UPDATE SET wanted = excluded.wanted, due = CASE
	WHEN (cards.wanted > cards.drawn OR cards.wanted > cards.told) AND cards.due < excluded.due THEN cards.due
	ELSE excluded.due END`

	wantNotice = `
INSERT INTO cards (pledge, wanted, drawn, told, place, tries, due) VALUES ($1, 1, 0, 0, '', 0, $2) ON CONFLICT (pledge) DO NOTHING`

	// The first claim returns no time of an earlier one.
	claimCards = `
WITH ready AS (
	SELECT pledge FROM cards WHERE ` + cardWaits + ` AND due <= $1 AND (claimed IS NULL OR claimed <= $2)
	ORDER BY due, pledge LIMIT $3 ` + skipLocked + `
)
UPDATE cards SET claimed = $1, tries = tries + 1, tried = COALESCE(tried, $1)
WHERE pledge IN (SELECT pledge FROM ready)
RETURNING pledge, wanted, drawn, told, place, CASE WHEN tries > 1 THEN tried END, due`

	placeCard = `UPDATE cards SET place = $2 WHERE pledge = $1`

	drewCard = `
UPDATE cards SET claimed = NULL, tries = 0, tried = NULL, drawn = CASE WHEN drawn < $2 THEN $2 ELSE drawn END,
	told = CASE WHEN told < $3 THEN $3 ELSE told END WHERE pledge = $1`

	postponeCard = `UPDATE cards SET claimed = NULL, due = $2 WHERE pledge = $1`

	dropCard = `DELETE FROM cards WHERE pledge = $1`

	cardOf = `SELECT pledge, wanted, drawn, told, place, tried, due FROM cards WHERE pledge = $1`

	cardAt = `SELECT pledge, wanted, drawn, told, place, tried, due FROM cards WHERE place = $1 AND place <> ''`

	countCards = `SELECT count(*) FROM cards WHERE ` + cardWaits

	// What becomes of a card whose pledge goes.
	dropUntried = `DELETE FROM cards WHERE pledge = $1 AND tries = 0 AND drawn = 0`
	wantTaken   = `UPDATE cards SET wanted = wanted + 1 WHERE pledge = $1`
)

// writeCard has the team's card drawn anew.
func writeCard(c store.Change) ([]statement, error) {
	if !c.Card {
		return nil, nil
	}
	return []statement{say(wantCard, c.Pledge.ID, c.Pledge.Rev, at(c.Facts[0].At))}, nil
}

// orphanCard lets a card go with its pledge, or has it taken down.
func orphanCard(id pledge.ID) []statement {
	return []statement{say(dropUntried, id), say(wantTaken, id)}
}

// WantNotice wants a card of a name that is no pledge's, once.
func (d *DB) WantNotice(ctx context.Context, name pledge.ID, due time.Time) error {
	if _, err := d.engine.exec(ctx, say(wantNotice, name, at(due))); err != nil {
		return fmt.Errorf("want card: %w", err)
	}
	return nil
}

// ClaimCards takes cards that wait, the longest due first.
func (d *DB) ClaimCards(ctx context.Context, now time.Time, limit int) ([]store.Card, error) {
	var all []store.Card
	err := list(ctx, d.engine, say(claimCards, at(now), at(now.Add(-store.DrawingFor)), max(limit, 0)), &all, card)
	if err != nil {
		return nil, fmt.Errorf("claim cards: %w", err)
	}
	slices.SortFunc(all, func(a, b store.Card) int { return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Pledge, b.Pledge)) })
	return all, nil
}

func card(scan scanner) (store.Card, error) {
	var c store.Card
	var tried, due stamp
	err := scan(&c.Pledge, &c.Wanted, &c.Drawn, &c.Told, &c.Place, &tried, &due)
	c.Tried, c.Due = time.Time(tried), time.Time(due)
	return c, err
}

// PlaceCard remembers where a card stands.
func (d *DB) PlaceCard(ctx context.Context, id pledge.ID, place string) error {
	return d.changeCard(ctx, "place", say(placeCard, id, place))
}

// DrewCard says how far a claimed card has come, and lets go of it.
func (d *DB) DrewCard(ctx context.Context, id pledge.ID, drawn, told int) error {
	return d.changeCard(ctx, "finish", say(drewCard, id, drawn, told))
}

// PostponeCard lets go of a claimed card until a time.
func (d *DB) PostponeCard(ctx context.Context, id pledge.ID, until time.Time) error {
	return d.changeCard(ctx, "postpone", say(postponeCard, id, at(until)))
}

// DropCard forgets a card.
func (d *DB) DropCard(ctx context.Context, id pledge.ID) error {
	return d.changeCard(ctx, "drop", say(dropCard, id))
}

func (d *DB) changeCard(ctx context.Context, what string, s statement) error {
	n, err := d.engine.exec(ctx, s)
	if err == nil && n == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("%s card: %w", what, err)
	}
	return nil
}

// CardAt returns the card at a place, or ErrNotFound.
func (d *DB) CardAt(ctx context.Context, place string) (store.Card, error) {
	return d.oneCard(ctx, say(cardAt, place))
}

// CardOf returns the card of a pledge, or ErrNotFound.
func (d *DB) CardOf(ctx context.Context, id pledge.ID) (store.Card, error) {
	return d.oneCard(ctx, say(cardOf, id))
}

func (d *DB) oneCard(ctx context.Context, s statement) (store.Card, error) {
	var found []store.Card
	err := list(ctx, d.engine, s, &found, card)
	if err == nil && len(found) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return store.Card{}, fmt.Errorf("read card: %w", err)
	}
	return found[0], nil
}

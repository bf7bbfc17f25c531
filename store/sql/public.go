package sql

import (
	"context"
	"encoding/json"
	"fmt"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

var _ store.Publications = (*DB)(nil)

const (
	insertPublic = `
INSERT INTO published (pledge, reference, day, doc) VALUES ($1, $2, $3, $4)
ON CONFLICT (pledge) DO UPDATE SET reference = excluded.reference, day = excluded.day, doc = excluded.doc`

	dropPublic = `DELETE FROM published WHERE pledge = $1`

	listPublic = `
SELECT pledge, doc FROM published WHERE day <= $1 AND ($2 = '' OR (day, reference) < ($2, $3))
ORDER BY day DESC, reference DESC LIMIT $4`
)

// writePublic lets what everybody reads follow the pledge.
func writePublic(c store.Change) ([]statement, error) {
	switch {
	case !c.Publishes:
		return nil, nil
	case c.Public == nil:
		return []statement{say(dropPublic, c.Pledge.ID)}, nil
	}
	doc, err := json.Marshal(c.Public)
	if err != nil {
		return nil, fmt.Errorf("write publication: %w", err)
	}
	return []statement{say(insertPublic, c.Pledge.ID, c.Public.Reference, c.Public.From, string(doc))}, nil
}

// Published lists what is public; see store.Publications.
func (d *DB) Published(ctx context.Context, on string, below store.Page, limit int) ([]store.Public, error) {
	var all []store.Public
	err := list(ctx, d.engine, say(listPublic, on, below.From, below.Reference, max(limit, 0)), &all, func(scan scanner) (store.Public, error) {
		var id pledge.ID
		p, err := one[store.Public](scan, &id)
		p.Pledge = id
		return p, err
	})
	if err != nil {
		return nil, fmt.Errorf("list publications: %w", err)
	}
	return all, nil
}

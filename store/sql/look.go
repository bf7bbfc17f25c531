package sql

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// lookUp is one statement, and so one moment. What is not asked for has an
// empty name, which nothing has. A person's pledges are read one by one: a join
// would be planned on a young, empty table, as a walk through all of it.
const lookUp = `
SELECT 'person', 0, doc FROM people WHERE person = $1
UNION ALL SELECT 'pledge', 0, doc FROM pledges WHERE id = $2
UNION ALL SELECT 'mine', 0, (SELECT doc FROM pledges p WHERE p.id = s.pledge) FROM seats s WHERE s.person = $3
UNION ALL SELECT 'fact', input_n, body FROM facts WHERE input = $4
ORDER BY 1, 2`

// Look reads what a query names, at one moment.
func (d *DB) Look(ctx context.Context, q store.Query) (store.View, error) {
	v := store.View{Person: conversation.Person{ID: q.Person}}
	var seated pledge.Person
	if q.Mine {
		seated = q.Person
	}
	err := d.engine.query(ctx, say(lookUp, q.Person, q.Pledge, seated, q.Input), func(scan scanner) error {
		var part string
		var n int64
		var doc []byte
		if err := scan(&part, &n, &doc); err != nil {
			return err
		}
		return found(&v, part, doc)
	})
	if err != nil {
		return store.View{}, fmt.Errorf("look: %w", err)
	}
	slices.SortFunc(v.Mine, func(a, b pledge.Pledge) int {
		return cmp.Or(b.Touched.Compare(a.Touched), cmp.Compare(a.ID, b.ID))
	})
	return v, nil
}

// found puts one row in its place.
func found(v *store.View, part string, doc []byte) error {
	switch part {
	case "person":
		return json.Unmarshal(doc, &v.Person)
	case "pledge":
		v.Pledge = &pledge.Pledge{}
		return json.Unmarshal(doc, v.Pledge)
	case "mine":
		v.Mine = append(v.Mine, pledge.Pledge{})
		return json.Unmarshal(doc, &v.Mine[len(v.Mine)-1])
	case "fact":
		v.Already = append(v.Already, pledge.Fact{})
		return json.Unmarshal(doc, &v.Already[len(v.Already)-1])
	}
	return fmt.Errorf("a row of kind %s", part)
}

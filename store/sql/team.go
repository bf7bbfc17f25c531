package sql

import (
	"context"
	"fmt"
	"slices"

	"pledgebot/conversation"
)

const listTeam = `SELECT doc FROM people WHERE role <> '' ORDER BY person`

// Team lists everybody who has a role in the mechanism team.
func (d *DB) Team(ctx context.Context) ([]conversation.Person, error) {
	var all []conversation.Person
	if err := list(ctx, d.engine, say(listTeam), &all, document[conversation.Person]); err != nil {
		return nil, fmt.Errorf("list the team: %w", err)
	}
	// An older release that writes such a row takes the place from it.
	return slices.DeleteFunc(all, func(p conversation.Person) bool { return p.Desk == nil }), nil
}

package sql

import "pledgebot/store"

// Statements whose plans are looked at.
const (
	LookUp       = lookUp
	ClaimCards   = claimCards
	SilentClaims = silentClaims
)

// Searching is the statement of a page of a search, with its arguments.
func Searching(d *DB, q store.Search) (text string, args []any) {
	s, _ := d.searching(q, 0, 11)
	return s.text, s.args
}

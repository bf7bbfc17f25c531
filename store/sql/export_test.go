package sql

import (
	"io/fs"

	"github.com/pressly/goose/v3"

	"pledgebot/store"
)

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

// ReadBy are migrations as one database reads them.
func ReadBy(d goose.Dialect, all fs.FS) fs.FS {
	if d == goose.DialectPostgres {
		return forPostgres(all)
	}
	return forSQLite(all)
}

// Package sql keeps pledges, people and deliveries in one SQL database. The
// statements are plain SQL that SQLite and Postgres both run; today the
// database is a SQLite file, which several processes may share.
package sql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"pledgebot/store"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	write *pool // one connection: SQLite has one writer at a time
	read  *pool // sees what was committed last, and cannot change anything

	// held is never used. A store in memory lives as long as a connection to it,
	// and a driver drops one when a request is given up.
	held *sql.Conn
}

var (
	_ store.Pledges    = (*DB)(nil)
	_ store.Deliveries = (*DB)(nil)
)

// errURL does not repeat the url, which may hold a password.
var errURL = errors.New("url not understood: it must be sqlite:PATH, or sqlite::memory: for a store that is not kept (postgres:// is not built in)")

// readers is how many reads go on at once.
const readers = 4

// Open opens the database that a url names and brings its tables up to date.
// It understands sqlite:PATH, with a path relative to the working directory or
// absolute, and sqlite::memory:, which is empty and gone when it is closed.
func Open(ctx context.Context, url string) (*DB, error) {
	path, ok := strings.CutPrefix(url, "sqlite:")
	if !ok || path == "" {
		return nil, fmt.Errorf("open store: %w", errURL)
	}
	d, err := openSQLite(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	return d, nil
}

func openSQLite(ctx context.Context, path string) (*DB, error) {
	f, err := locate(path)
	if err != nil {
		return nil, err
	}
	var d DB
	if d.write, err = dial(ctx, f.writer(), 1); err == nil {
		err = migrate(ctx, d.write.db)
	}
	if err == nil {
		err = d.write.prepare(ctx, writes)
	}
	if err == nil {
		d.read, err = dial(ctx, f.reader(), readers+1)
	}
	if err == nil {
		err = d.read.prepare(ctx, reads)
	}
	if err == nil {
		d.held, err = d.read.db.Conn(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return &d, nil
}

// Close ends every connection. Nothing that was committed waits for it.
func (d *DB) Close() error {
	if d.held != nil {
		_ = d.held.Close() // gives it back, and may be repeated
	}
	return errors.Join(d.read.close(), d.write.close())
}

// Package sql keeps pledges, people and deliveries in one SQL database: a
// SQLite file, which several processes of one machine may share, or Postgres.
// Every statement is one text, which both run.
package sql

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"pledgebot/store"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	engine engine
}

var (
	_ store.Pledges    = (*DB)(nil)
	_ store.Deliveries = (*DB)(nil)
	_ store.People     = (*DB)(nil)
	_ store.Leader     = (*DB)(nil)
)

// errURL does not repeat the url, which may hold a password.
var errURL = errors.New("url not understood: it must be postgres://USER:PASSWORD@HOST:PORT/DATABASE, sqlite:PATH, or sqlite::memory: for a store that is not kept")

// Open opens the database that a url names and brings its tables up to date.
// It understands sqlite:PATH, with a path relative to the working directory or
// absolute; sqlite::memory:, which is empty and gone when it is closed; and
// postgres://… or postgresql://…, with the parameters of libpq, those of
// pgxpool (pool_max_conns and others) and default_query_exec_mode. No error
// tells the password in a url. A database that cannot be reached is
// store.ErrAway.
func Open(ctx context.Context, url string) (*DB, error) {
	scheme, path, _ := strings.Cut(url, ":")
	var d engine
	var err error
	switch {
	case scheme == "postgres" || scheme == "postgresql":
		d, err = openPostgres(ctx, url)
	case scheme == "sqlite" && path != "":
		if d, err = openSQLite(ctx, path); err != nil {
			err = fmt.Errorf("%s: %w", path, err)
		}
	default:
		err = errURL
	}
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	return &DB{engine: d}, nil
}

// Ping tells whether the database can be reached; store.ErrAway if not.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.engine.Ping(ctx); err != nil {
		return fmt.Errorf("ping store: %w", err)
	}
	return nil
}

// Lead makes this process the one that does what a name stands for; see
// store.Leader. On Postgres the name is held by a connection of its own, which
// comes on top of those of the pool. On SQLite the lead is always given.
func (d *DB) Lead(ctx context.Context, name string, check <-chan time.Time) (lost <-chan struct{}, release func(), err error) {
	lost, release, err = d.engine.Lead(ctx, name, check)
	if err != nil {
		return nil, nil, fmt.Errorf("lead %s: %w", name, err)
	}
	return lost, release, nil
}

// Close ends every connection but those of a lead, which release ends. Nothing
// that was committed waits for it.
func (d *DB) Close() error { return d.engine.close() }

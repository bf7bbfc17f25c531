package sql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"modernc.org/sqlite"

	"pledgebot/store"
)

// sqliteEngine keeps everything in one SQLite file, which several processes may
// share.
type sqliteEngine struct {
	write *pool // one connection: SQLite has one writer at a time
	read  *pool // sees what was committed last, and cannot change anything

	// held is never used. A store in memory lives as long as a connection to it,
	// and a driver drops one when a request is given up.
	held *sql.Conn
}

// readers is how many reads go on at once.
const readers = 4

func openSQLite(ctx context.Context, path string) (engine, error) {
	f, err := locate(path)
	if err != nil {
		return nil, err
	}
	var d sqliteEngine
	if d.write, err = dial(ctx, f.writer(), 1); err == nil {
		err = migrateSQLite(ctx, d.write.db)
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
		return nil, errors.Join(busy(err), d.close())
	}
	return &d, nil
}

// of is the pool on which a text was prepared, or the one to read on.
func (d *sqliteEngine) of(text string) *pool {
	if d.write.ready[text] != nil {
		return d.write
	}
	return d.read
}

func (d *sqliteEngine) query(ctx context.Context, s statement, take func(scanner) error) error {
	return busy(d.of(s.text).query(ctx, s, take))
}

func (d *sqliteEngine) exec(ctx context.Context, s statement) (int64, error) {
	n, err := affected(d.of(s.text).ready[s.text].ExecContext(ctx, s.args...))
	return n, busy(err)
}

func (d *sqliteEngine) keep(ctx context.Context, number *statement, rest func(n int64) ([]statement, error)) error {
	if number != nil {
		return busy(d.write.inTx(ctx, func(t tx) error {
			var n int64
			if err := t.of(ctx, number.text).QueryRowContext(ctx, number.args...).Scan(&n); err != nil {
				return err
			}
			all, err := rest(n)
			if err != nil {
				return err
			}
			return t.run(ctx, all)
		}))
	}
	all, err := rest(0) // before its turn to write
	if err != nil {
		return err
	}
	return busy(d.write.inTx(ctx, func(t tx) error { return t.run(ctx, all) }))
}

// Lead is always given: one process runs on such a store.
func (*sqliteEngine) Lead(context.Context, string, <-chan time.Time) (<-chan struct{}, func(), error) {
	return make(chan struct{}), func() {}, nil
}

func (d *sqliteEngine) Ping(ctx context.Context) error {
	return busy(d.read.db.PingContext(ctx))
}

func (d *sqliteEngine) close() error {
	if d.held != nil {
		_ = d.held.Close() // gives it back, and may be repeated
	}
	return errors.Join(d.read.close(), d.write.close())
}

// sqliteBusy is SQLite's code for a lock that somebody else holds.
const sqliteBusy = 5

func isBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqliteBusy
}

// busy marks a lock that was held too long.
func busy(err error) error {
	if isBusy(err) {
		return fmt.Errorf("%w: %w", store.ErrAway, err)
	}
	return err
}

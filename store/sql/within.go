package sql

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"pledgebot/store"
)

// A session is a transaction in which what is read decides what is written. It
// sees one moment.
type session interface {
	query(ctx context.Context, s statement, take func(scanner) error) error
	exec(ctx context.Context, s statement) (int64, error)
}

func (t tx) query(ctx context.Context, s statement, take func(scanner) error) error {
	return read(ctx, t.of(ctx, s.text), s, take)
}

func (t tx) exec(ctx context.Context, s statement) (int64, error) {
	return affected(t.of(ctx, s.text).ExecContext(ctx, s.args...))
}

func (d *sqliteEngine) within(ctx context.Context, f func(context.Context, session) error) error {
	return busy(d.write.inTx(ctx, func(t tx) error { return f(ctx, t) }))
}

// A pgSession is a transaction of Postgres.
type pgSession struct{ pgx.Tx }

func (t pgSession) query(ctx context.Context, s statement, take func(scanner) error) error {
	return readRows(take)(t.Query(ctx, s.text, s.args...))
}

func (t pgSession) exec(ctx context.Context, s statement) (int64, error) {
	tag, err := t.Exec(ctx, s.text, s.args...)
	return tag.RowsAffected(), err
}

func (d *postgresEngine) within(ctx context.Context, f func(context.Context, session) error) error {
	err := d.with(ctx, func(ctx context.Context, c *pgx.Conn) error {
		return pgx.BeginTxFunc(ctx, c, pgx.TxOptions{IsoLevel: pgx.RepeatableRead}, func(t pgx.Tx) error {
			return f(ctx, pgSession{t})
		})
	})
	return forestalled(err)
}

// forestalled is ErrStale for an error of Postgres that says that somebody else
// was first.
func forestalled(err error) error {
	if e := (*pgconn.PgError)(nil); errors.As(err, &e) {
		switch e.Code {
		case divisionByZero, serializationFailure, deadlockDetected:
			return store.ErrStale
		}
	}
	return err
}

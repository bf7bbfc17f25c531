package sql

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// raising is each statement that wants rows, as one that fails where it finds
// fewer. All of a change is sent at once, so that nobody could look at a count
// before the end: the server has to do it. Nothing else here divides.
var raising = func() map[string]string {
	texts := map[string]string{}
	for text, rows := range wants {
		texts[text] = fmt.Sprintf("WITH kept AS (%s RETURNING 1) SELECT 1 / (count(*) = %d)::int FROM kept", text, rows)
	}
	return texts
}()

// Errors of Postgres.
const (
	divisionByZero       = "22012"
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
)

// keep sends a change in one round trip. What is sent at once is one
// transaction without saying so: it is committed at its end, when the server
// says that it is ready, or not at all. Only a change that needs a number
// begins and ends its transaction in words, with a round trip for the number.
func (d *postgresEngine) keep(ctx context.Context, number *statement, rest func(n int64) ([]statement, error)) error {
	var all []statement
	var err error
	if number == nil {
		if all, err = rest(0); err != nil {
			return err
		}
	}
	err = d.with(ctx, func(ctx context.Context, c *pgx.Conn) error {
		if number != nil {
			return keepNumbered(ctx, c, *number, rest)
		}
		return c.SendBatch(ctx, batch(all)).Close()
	})
	return forestalled(err)
}

func keepNumbered(ctx context.Context, c *pgx.Conn, number statement, rest func(n int64) ([]statement, error)) error {
	var n int64
	var begin, end pgx.Batch
	begin.Queue("BEGIN")
	begin.Queue(number.text, number.args...).QueryRow(func(row pgx.Row) error { return row.Scan(&n) })
	err := c.SendBatch(ctx, &begin).Close()
	if err == nil {
		var all []statement
		if all, err = rest(n); err == nil {
			end = *batch(all)
			end.Queue("COMMIT")
			err = c.SendBatch(ctx, &end).Close()
		}
	}
	if err != nil && !c.IsClosed() {
		_, _ = c.Exec(ctx, "ROLLBACK") // without it the pool would drop the connection
	}
	return err
}

func batch(all []statement) *pgx.Batch {
	var b pgx.Batch
	for _, s := range all {
		text, ok := raising[s.text]
		if !ok {
			text = s.text
		}
		b.Queue(text, s.args...)
	}
	return &b
}

package sql

import (
	"context"
	"hash/fnv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"pledgebot/store"
)

// lockOf is the number under which Postgres locks a name.
func lockOf(name string) int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte("pledgebot " + name))
	return int64(h.Sum64())
}

// lead takes a lock that lives as long as this transaction, which is left open
// on a connection of its own. It holds no rows and no snapshot. A lock of the
// session would last as long, but a pooler that lends connections for one
// transaction would hand it to somebody else.
const lead = `
SELECT pg_try_advisory_xact_lock($1), count(set_config(name, '0', true)) FROM pg_settings
WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')`

// Lead takes a name on a connection of its own.
func (d *postgresEngine) Lead(ctx context.Context, name string, check <-chan time.Time) (<-chan struct{}, func(), error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	c, err := pgx.ConnectConfig(ctx, d.pool.Config().ConnConfig)
	if err != nil {
		return nil, nil, away(err, true)
	}
	var taken bool
	if _, err = c.Exec(ctx, "BEGIN"); err == nil {
		err = c.QueryRow(ctx, lead, lockOf("lead "+name)).Scan(&taken, nil)
	}
	err = away(err, c.IsClosed())
	if err == nil && !taken {
		err = store.ErrTaken
	}
	if err != nil {
		_ = c.Close(ctx)
		return nil, nil, err
	}
	lost, stop, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		watch(c, check, stop, lost)
	}()
	return lost, sync.OnceFunc(func() { close(stop); <-done }), nil
}

// watch closes lost when the connection is found broken, and ends it when the
// lead is given back.
func watch(c *pgx.Conn, check <-chan time.Time, stop <-chan struct{}, lost chan<- struct{}) {
	bounded := func(f func(context.Context) error) error {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		return f(ctx)
	}
	defer func() { _ = bounded(c.Close) }()
	for {
		select {
		case <-stop: // the lock is free once this is answered, and not when the server sees the end
			_ = bounded(func(ctx context.Context) error { _, err := c.Exec(ctx, "ROLLBACK"); return err })
			return
		case <-check:
			if bounded(c.Ping) != nil {
				close(lost)
				return
			}
		}
	}
}

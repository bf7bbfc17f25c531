package sql

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"pledgebot/store"
)

// A pool is some connections to SQLite with our statements prepared on them.
type pool struct {
	db    *sql.DB
	ready map[string]*sql.Stmt
}

func dial(ctx context.Context, source string, connections int) (*pool, error) {
	db, err := sql.Open("sqlite", source)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	p := &pool{db: db, ready: map[string]*sql.Stmt{}}
	return p, p.connect(ctx)
}

// connect waits while other processes make the same new file: SQLite does not
// wait by itself for its turn to turn on the write-ahead log.
func (p *pool) connect(ctx context.Context) error {
	const tries, pause = 500, 10 * time.Millisecond
	for range tries {
		if err := p.db.PingContext(ctx); !isBusy(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return p.db.PingContext(ctx)
}

func (p *pool) prepare(ctx context.Context, texts []string) error {
	for _, text := range texts {
		s, err := p.db.PrepareContext(ctx, strings.Replace(text, skipLocked, "", 1))
		if err != nil {
			return fmt.Errorf("prepare %q: %w", text, err)
		}
		p.ready[text] = s
	}
	return nil
}

// query runs a statement, which is prepared for this once if it is none of ours.
func (p *pool) query(ctx context.Context, s statement, take func(scanner) error) error {
	if prepared := p.ready[s.text]; prepared != nil {
		return read(ctx, prepared, s, take)
	}
	prepared, err := p.db.PrepareContext(ctx, s.text)
	if err != nil {
		return err
	}
	defer func() { _ = prepared.Close() }()
	return read(ctx, prepared, s, take)
}

// read reads to the end.
func read(ctx context.Context, prepared *sql.Stmt, s statement, take func(scanner) error) error {
	rows, err := prepared.QueryContext(ctx, s.args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := take(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// A tx is a transaction with the statements that were prepared before it.
type tx struct {
	*sql.Tx
	ready map[string]*sql.Stmt
}

// inTx keeps all that f does, or, if it returns an error, nothing.
func (p *pool) inTx(ctx context.Context, f func(tx) error) error {
	t, err := p.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // after a commit it does nothing
	if err := f(tx{Tx: t, ready: p.ready}); err != nil {
		return err
	}
	return t.Commit()
}

func (t tx) of(ctx context.Context, text string) *sql.Stmt { return t.StmtContext(ctx, t.ready[text]) }

// run stops at the first statement that somebody else has forestalled.
func (t tx) run(ctx context.Context, all []statement) error {
	for _, s := range all {
		n, err := affected(t.of(ctx, s.text).ExecContext(ctx, s.args...))
		if err != nil {
			return err
		}
		if n < wants[s.text] {
			return store.ErrStale
		}
	}
	return nil
}

func affected(r sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// close may be asked of a pool that was never opened.
func (p *pool) close() error {
	if p == nil {
		return nil
	}
	return p.db.Close()
}

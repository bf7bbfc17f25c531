package sql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"modernc.org/sqlite"
)

// sqliteBusy is SQLite's code for a lock that somebody else holds.
const sqliteBusy = 5

// A pool is some connections with our statements prepared on them.
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
		err := p.db.PingContext(ctx)
		if busy := (*sqlite.Error)(nil); !errors.As(err, &busy) || busy.Code()&0xff != sqliteBusy {
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

func (p *pool) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return p.ready[text].QueryContext(ctx, args...)
}

func (p *pool) row(ctx context.Context, text string, args ...any) *sql.Row {
	return p.ready[text].QueryRowContext(ctx, args...)
}

func (p *pool) exec(ctx context.Context, text string, args ...any) (int64, error) {
	return affected(p.ready[text].ExecContext(ctx, args...))
}

// close may be asked of a pool that was never opened.
func (p *pool) close() error {
	if p == nil {
		return nil
	}
	return p.db.Close()
}

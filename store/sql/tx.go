package sql

import (
	"context"
	"database/sql"
)

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

func (t tx) query(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return t.StmtContext(ctx, t.ready[text]).QueryContext(ctx, args...)
}

func (t tx) row(ctx context.Context, text string, args ...any) *sql.Row {
	return t.StmtContext(ctx, t.ready[text]).QueryRowContext(ctx, args...)
}

func (t tx) exec(ctx context.Context, text string, args ...any) (int64, error) {
	return affected(t.StmtContext(ctx, t.ready[text]).ExecContext(ctx, args...))
}

func affected(r sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

package sql

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrateSQLite brings the tables up to date. All that is missing is applied in
// one transaction or not at all; of several processes that start at once one
// does it, and the others wait and find nothing to do.
//
// The transaction is around all that goose does, since goose looks for its own
// table before it takes any lock. That is possible because db has only one
// connection, and because goose, told to isolate, begins none of its own.
func migrateSQLite(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	end := "COMMIT"
	err := up(ctx, goose.DialectSQLite3, db, forSQLite(migrations), goose.WithIsolateDDL(true))
	if err != nil {
		end = "ROLLBACK"
	}
	_, endErr := db.ExecContext(context.WithoutCancel(ctx), end)
	if err := errors.Join(err, endErr); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// migratePostgres does the same, each file in a transaction of its own. Who
// migrates holds a lock in a transaction on a connection beside the pool: it
// ends with the connection however that ends, and it holds also behind a pooler
// that lends connections for one transaction.
func migratePostgres(ctx context.Context, p *pgxpool.Pool) error {
	c, err := pgx.ConnectConfig(ctx, p.Config().ConnConfig)
	if err != nil {
		return away(err, true)
	}
	defer func() { _ = c.Close(context.WithoutCancel(ctx)) }()
	db := stdlib.OpenDBFromPool(p)
	if _, err = c.Exec(ctx, "BEGIN"); err == nil {
		_, err = c.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", lockOf("migrate"))
	}
	if err == nil {
		err = up(ctx, goose.DialectPostgres, db, forPostgres(migrations))
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("migrate: %w", away(err, c.Ping(ctx) != nil))
	}
	return nil
}

func up(ctx context.Context, dialect goose.Dialect, db *sql.DB, all fs.FS, options ...goose.ProviderOption) error {
	files, err := fs.Sub(all, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, db, files, append(options,
		goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true))...)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

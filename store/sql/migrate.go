package sql

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables up to date. All that is missing is applied in one
// transaction or not at all; of several processes that start at once one does
// it, and the others wait and find nothing to do.
//
// The transaction is around all that goose does, since goose looks for its own
// table before it takes any lock. That is possible because db has only one
// connection, and because goose, told to isolate, begins none of its own.
func migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files,
		goose.WithIsolateDDL(true), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if _, err := db.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	end := "COMMIT"
	_, err = p.Up(ctx)
	if err != nil {
		end = "ROLLBACK"
	}
	_, endErr := db.ExecContext(context.WithoutCancel(ctx), end)
	if err := errors.Join(err, endErr); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

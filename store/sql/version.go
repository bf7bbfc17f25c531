package sql

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"
)

const tablesVersion = `SELECT max(version_id) FROM goose_db_version`

// Newest is the version of the tables that this program makes.
func Newest() int {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is ours
	}
	last := 0
	for _, f := range files {
		v, err := goose.NumericComponent(f)
		if err != nil {
			panic(err)
		}
		last = max(last, int(v))
	}
	return last
}

// ErrNoTables means that a database can be reached and holds nothing of ours.
var ErrNoTables = errors.New("the database has no tables yet")

// undefinedTable is the code of that (Postgres, appendix A).
const undefinedTable = "42P01"

// Inspect reaches the database that a url names, as Open does, and returns the
// version of its tables, or ErrNoTables. It changes nothing. Of a SQLite file
// see package file.
func Inspect(ctx context.Context, url string) (int, error) {
	if url == "sqlite::memory:" {
		return 0, ErrNoTables
	}
	p, err := connect(ctx, url)
	if err != nil {
		return 0, fmt.Errorf("inspect store: %w", err)
	}
	defer p.Close()
	v, err := (&DB{engine: &postgresEngine{pool: p}}).Version(ctx)
	var answer *pgconn.PgError
	if errors.As(err, &answer) && answer.Code == undefinedTable {
		return 0, ErrNoTables
	}
	return v, err
}

// Version is the version of the tables as they are. It is above Newest after a
// newer release has been here.
func (d *DB) Version(ctx context.Context) (int, error) {
	var v int
	if err := d.engine.query(ctx, say(tablesVersion), func(scan scanner) error { return scan(&v) }); err != nil {
		return 0, fmt.Errorf("read the version of the tables: %w", err)
	}
	return v, nil
}

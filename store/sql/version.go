package sql

import (
	"context"
	"fmt"
	"io/fs"
)

const tablesVersion = `SELECT max(version_id) FROM goose_db_version`

// Newest is the version of the tables that this program makes.
func Newest() int {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is ours
	}
	return len(files)
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

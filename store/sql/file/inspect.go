package file

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver
)

// open opens a database file that is there.
func open(ctx context.Context, path string, options url.Values) (*sql.DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	options.Set("_busy_timeout", "5000")
	escaped := url.URL{Path: filepath.ToSlash(filepath.Clean(path))}
	db, err := sql.Open("sqlite", "file:"+escaped.EscapedPath()+"?"+options.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Inspect proves a database file whole and returns the version of its tables.
// It changes nothing.
func Inspect(ctx context.Context, path string) (version int, err error) {
	db, err := open(ctx, path, url.Values{"mode": {"ro"}})
	if err != nil {
		return 0, fmt.Errorf("open %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		return 0, fmt.Errorf("check %s: %w", path, err)
	}
	if verdict != "ok" {
		return 0, fmt.Errorf("check %s: the file is damaged: %s", path, verdict)
	}
	if err := db.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version").Scan(&version); err != nil {
		return 0, fmt.Errorf("%s is no database of this program: %w", path, err)
	}
	return version, nil
}

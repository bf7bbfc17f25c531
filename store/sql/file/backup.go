package file

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
)

// Backup copies a database to a new file, as it is at one moment, while others
// use it. The copy can be read by its owner alone, is proved whole and is on
// disk when Backup returns. A file that is there already is left alone; after
// an error there is none.
func Backup(ctx context.Context, path, to string) (err error) {
	made, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the operator's own path
	if err != nil {
		return fmt.Errorf("make the backup: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(to))
		}
	}()
	if err := made.Close(); err != nil {
		return fmt.Errorf("make the backup: %w", err)
	}
	if err := vacuum(ctx, path, to); err != nil {
		return fmt.Errorf("make the backup: %w", err)
	}
	if _, err := Inspect(ctx, to); err != nil {
		return fmt.Errorf("prove the backup: %w", err)
	}
	if err := syncAll(to, filepath.Dir(to)); err != nil {
		return fmt.Errorf("make the backup: %w", err)
	}
	return nil
}

// vacuum fills an empty file with a copy of a database.
func vacuum(ctx context.Context, path, to string) error {
	db, err := open(ctx, path, url.Values{"mode": {"rw"}})
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return errors.Join(err, db.Close())
}

// syncAll brings files and directories to disk.
func syncAll(paths ...string) error {
	for _, path := range paths {
		f, err := os.Open(path) //nolint:gosec // the operator's own path
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

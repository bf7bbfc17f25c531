package file

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

var (
	// ErrNewer means that a backup was made by a newer release.
	ErrNewer = errors.New("the backup was made by a newer release: restore it with that one")
	// ErrUsed means that a program has the database open.
	ErrUsed = errors.New("another program has the database open: end every chat and serve first")
)

// A Restoration says what comes back, and to where.
type Restoration struct {
	From    string    // the backup; it is not changed
	Path    string    // of the database, which may be missing or damaged
	Version int       // the newest version of tables that is understood
	Now     time.Time // names what was there before

	// Ready is called with the restored database while it still lies aside. What
	// must be done before anybody sees it is done there.
	Ready func(ctx context.Context, path string) error
}

// Restored is what became of a restoration.
type Restored struct {
	Former  string // where what was there before is kept; "" if there was nothing
	Counted bool   // references given after the backup, too, are not given again
}

// Restore puts a backup in the place of the database, whose lock the caller
// holds. What was there before is kept, and if it can be read, no reference
// given there is given again. After an error the database is as it was.
func Restore(ctx context.Context, r Restoration) (done Restored, err error) {
	version, err := Inspect(ctx, r.From)
	if err != nil {
		return done, err
	}
	if version > r.Version {
		return done, fmt.Errorf("%w (its tables have version %d, this release knows %d)", ErrNewer, version, r.Version)
	}
	if err := quiesce(ctx, r.Path); err != nil {
		return done, err
	}
	beside := r.Path + ".restoring"
	defer func() { err = errors.Join(err, removeAll(beside, beside+"-wal", beside+"-shm")) }()
	if err := copyNew(r.From, beside); err != nil {
		return done, fmt.Errorf("copy the backup: %w", err)
	}
	if err := r.Ready(ctx, beside); err != nil {
		return done, err
	}
	if done.Counted, err = countOn(ctx, r.Path, beside); err != nil {
		return done, fmt.Errorf("count references on: %w", err)
	}
	if err := quiesce(ctx, beside); err != nil {
		return done, err
	}
	done.Former, err = swap(beside, r.Path, r.Path+".before-"+r.Now.UTC().Format("20060102T150405.000Z"))
	if err != nil {
		return done, fmt.Errorf("put the backup in place: %w", err)
	}
	return done, nil
}

// countOn has one database count references on from where another one is. It
// tells whether that one could be read.
func countOn(ctx context.Context, from, in string) (bool, error) {
	if _, err := Inspect(ctx, from); err != nil {
		return false, nil // damaged or missing: that is why a backup comes back
	}
	db, err := open(ctx, in, url.Values{})
	if err != nil {
		return false, err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(ctx, "ATTACH DATABASE ? AS former", from); err != nil {
		return false, err
	}
	_, err = db.ExecContext(ctx, `
INSERT INTO counters (year, n) SELECT year, n FROM former.counters WHERE true
ON CONFLICT (year) DO UPDATE SET n = max(counters.n, excluded.n)`)
	return err == nil, err
}

// quiesce brings all that is in a database's write-ahead log into its file. The
// log stays only while somebody else has the database open. A file that is no
// database, or damaged, has nothing to bring.
func quiesce(ctx context.Context, path string) error {
	db, err := open(ctx, path, url.Values{})
	if err != nil {
		return nil //nolint:nilerr // damaged or missing: that is why a backup comes back
	}
	_, _ = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)") // of a damaged file it fails, and others are seen below
	if err := db.Close(); err != nil {
		return fmt.Errorf("close the former database: %w", err)
	}
	if _, err := os.Stat(path + "-wal"); err != nil {
		return nil //nolint:nilerr // the last one to close it took the log away
	}
	if _, err := Inspect(ctx, path); err != nil {
		return nil //nolint:nilerr // nobody can use it
	}
	return ErrUsed
}

func copyNew(from, to string) error {
	in, err := os.Open(from) //nolint:gosec // the operator's own path
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	if err := removeAll(to, to+"-wal", to+"-shm"); err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // beside the database
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

// swap puts a new file in the place of an old one, which stays under another
// name. There is no moment without a file in place: a program that starts then
// would make an empty one.
func swap(beside, path, aside string) (former string, err error) {
	if err := syncAll(beside); err != nil {
		return "", err
	}
	switch err := os.Link(path, aside); {
	case err == nil:
		former = aside
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	}
	for _, part := range []string{"-wal", "-shm"} { // of a damaged file; they belong to no other
		if err := os.Rename(path+part, aside+part); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return former, err
		}
	}
	if err := os.Rename(beside, path); err != nil {
		return former, err
	}
	return former, syncAll(filepath.Dir(path))
}

func removeAll(paths ...string) error {
	for _, path := range paths {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

package file_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
	"pledgebot/store/sql/file"
)

var noon = time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)

func TestPathOfAURL(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{"sqlite:a.db": "a.db", "sqlite:/var/lib/a.db": "/var/lib/a.db"} {
		if path, ok := file.Path(url); !ok || path != want {
			t.Errorf("%s: %q, %v", url, path, ok)
		}
	}
	for _, url := range []string{"sqlite:", "sqlite::memory:", "postgres://db/a", ""} {
		if path, ok := file.Path(url); ok {
			t.Errorf("%q is taken for the file %q", url, path)
		}
	}
}

func TestOneServesFromAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.db")
	first, err := file.Take(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Take(path); !errors.Is(err, file.ErrServed) {
		t.Fatalf("second lock: %v", err)
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	again, err := file.Take(path)
	if err != nil {
		t.Fatalf("after the release: %v", err)
	}
	if err := again.Release(); err != nil {
		t.Fatal(err)
	}
}

func TestRoomOfADisk(t *testing.T) {
	t.Parallel()
	free, total, err := file.Room(filepath.Join(t.TempDir(), "a.db"))
	if err != nil || total == 0 || free > total {
		t.Fatalf("%d of %d bytes free, %v", free, total, err)
	}
}

func TestBackupOverwritesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.db")
	open(t, path)
	to := path + ".backup"
	if err := os.WriteFile(to, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := file.Backup(t.Context(), path, to); !errors.Is(err, fs.ErrExist) {
		t.Fatalf("error %v", err)
	}
	if kept, _ := os.ReadFile(to); string(kept) != "mine" {
		t.Fatalf("overwritten with %d bytes", len(kept))
	}
}

func TestBackupOfNothingLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, to := filepath.Join(dir, "a.db"), filepath.Join(dir, "a.backup")
	if err := file.Backup(t.Context(), path, to); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
	if err := os.WriteFile(path, []byte("no database, though long enough to have a header of its own"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := file.Backup(t.Context(), path, to); err == nil {
		t.Error("a text was backed up")
	}
	if _, err := os.Stat(to); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file is left: %v", err)
	}
}

// TestRestoreDrill: pledges are written, a backup is made while the database is
// open, more is written, the file is destroyed and comes back from the backup.
func TestRestoreDrill(t *testing.T) {
	t.Parallel()
	ctx, dir := t.Context(), t.TempDir()
	path, backup := filepath.Join(dir, "a.db"), filepath.Join(dir, "a.backup")
	db := open(t, path)
	for _, id := range []pledge.ID{"one", "two", "three"} {
		draft(t, db, id)
	}
	if err := file.Backup(ctx, path, backup); err != nil {
		t.Fatal(err)
	}
	private(t, backup)
	draft(t, db, "late")
	closed(t, db)
	destroy(t, path)

	var readied []pledge.ID
	done, err := file.Restore(ctx, file.Restoration{
		From: backup, Path: path, Version: sql.Newest(), Now: noon,
		Ready: func(_ context.Context, aside string) error {
			d := open(t, aside)
			defer closed(t, d)
			readied = listed(t, d)
			draft(t, d, "readied") // stands for what is erased again
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := join(readied); got != "one two three" {
		t.Errorf("made ready with %s", got)
	}
	private(t, path)
	if version, err := file.Inspect(ctx, path); err != nil || version != sql.Newest() {
		t.Errorf("version %d, %v", version, err)
	}
	if got := join(listed(t, open(t, path))); got != "one two three readied" {
		t.Errorf("restored: %s", got)
	}
	if done.Counted {
		t.Error("references of a file that cannot be read")
	}
	if kept, err := os.ReadFile(done.Former); err != nil || !bytes.HasPrefix(kept, []byte("destroyed")) {
		t.Errorf("the former file: %v", err)
	}
	left(t, dir, "a.db", "a.db-shm", "a.db-wal", "a.backup", filepath.Base(done.Former))
}

func TestRestoreWhereNothingIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "a.db"))
	draft(t, db, "one")
	backup, path := filepath.Join(dir, "a.backup"), filepath.Join(dir, "new.db")
	if err := file.Backup(t.Context(), filepath.Join(dir, "a.db"), backup); err != nil {
		t.Fatal(err)
	}
	done, err := file.Restore(t.Context(), restoration(backup, path))
	if err != nil || done != (file.Restored{}) {
		t.Fatalf("%+v, %v", done, err)
	}
	if got := join(listed(t, open(t, path))); got != "one" {
		t.Errorf("restored: %s", got)
	}
}

// TestRestoreAgain: what was there before each of two restores in one second is
// kept, and no reference is given a second time.
func TestRestoreAgain(t *testing.T) {
	t.Parallel()
	ctx, dir := t.Context(), t.TempDir()
	path, backup := filepath.Join(dir, "a.db"), filepath.Join(dir, "a.backup")
	db := open(t, path)
	draft(t, db, "one")
	if err := file.Backup(ctx, path, backup); err != nil {
		t.Fatal(err)
	}
	if _, err := db.CountOn(ctx, "CLA-2027-0041"); err != nil {
		t.Fatal(err)
	}
	closed(t, db)
	former := map[string]bool{}
	for i := range 2 {
		r := restoration(backup, path)
		r.Now = noon.Add(time.Duration(i) * 10 * time.Millisecond)
		done, err := file.Restore(ctx, r)
		if err != nil || !done.Counted {
			t.Fatalf("%+v, %v", done, err)
		}
		former[done.Former] = true
	}
	if len(former) != 2 {
		t.Errorf("kept: %v", former)
	}
	if next, err := open(t, path).CountOn(ctx, "CLA-2027-0001"); err != nil || next != "CLA-2027-0042" {
		t.Errorf("next reference %s, %v", next, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, backup := filepath.Join(dir, "a.db"), filepath.Join(dir, "a.backup")
	db := open(t, path)
	draft(t, db, "one")
	if err := file.Backup(t.Context(), path, backup); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(dir, "broken")
	if err := os.WriteFile(broken, []byte("no database"), 0o600); err != nil {
		t.Fatal(err)
	}
	older := restoration(backup, path)
	older.Version--
	unready := restoration(backup, path)
	unready.Ready = func(context.Context, string) error { return errors.New("not ready") }
	cases := []struct {
		name  string
		r     file.Restoration
		words string
	}{
		{"in use", restoration(backup, path), file.ErrUsed.Error()},
		{"newer", older, file.ErrNewer.Error()},
		{"damaged", restoration(broken, path), "broken"},
		{"missing", restoration(backup+"x", path), "no such file"},
		{"not ready", unready, "not ready"},
	}
	for _, c := range cases {
		if c.name == "not ready" {
			closed(t, db)
		}
		if _, err := file.Restore(t.Context(), c.r); err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v", c.name, err)
		}
		if c.name == "in use" {
			draft(t, db, "two")
		}
	}
	if got := join(listed(t, open(t, path))); got != "one two" {
		t.Errorf("after refusals: %s", got)
	}
}

func restoration(from, to string) file.Restoration {
	return file.Restoration{
		From: from, Path: to, Version: sql.Newest(), Now: noon,
		Ready: func(context.Context, string) error { return nil },
	}
}

func open(t *testing.T, path string) *sql.DB {
	t.Helper()
	d, err := sql.Open(context.Background(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

func closed(t *testing.T, d *sql.DB) {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func draft(t *testing.T, d *sql.DB, id pledge.ID) {
	t.Helper()
	f := pledge.Fact{Pledge: id, Rev: 1, Kind: pledge.Created, By: "tty:maria", At: noon, Lang: "en", Call: 1}
	p := pledge.Fold(pledge.Pledge{}, f)
	c := store.Change{Input: conversation.InputID("new " + id), Facts: []pledge.Fact{f}, Pledge: &p}
	if _, err := d.Commit(context.Background(), c); err != nil {
		t.Fatal(err)
	}
}

func listed(t *testing.T, d *sql.DB) []pledge.ID {
	t.Helper()
	var ids []pledge.ID
	for _, id := range []pledge.ID{"one", "two", "three", "late", "readied"} {
		v, err := d.Look(context.Background(), store.Query{Pledge: id})
		if err != nil {
			t.Fatal(err)
		}
		if v.Pledge != nil {
			ids = append(ids, id)
		}
	}
	return ids
}

func join(ids []pledge.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, " ")
}

func destroy(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(path, []byte("destroyed, and long enough that nobody takes it for a header of anything"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func private(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("%s may be read by others: %v", path, info.Mode())
	}
}

// left fails for every file that is not expected; those that are may be gone.
func left(t *testing.T, dir string, may ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.Contains(" "+strings.Join(may, " ")+" ", " "+e.Name()+" ") {
			t.Errorf("%s is left", e.Name())
		}
	}
}

package sql_test

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/pressly/goose/v3"

	"pledgebot/conversation"
	"pledgebot/store"
	tables "pledgebot/store/sql"
	"pledgebot/store/storetest"
)

// TestDeskFindsWhatWasThereBefore: a release without a desk has run on the store.
func TestDeskFindsWhatWasThereBefore(t *testing.T) {
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		file := filepath.Join(t.TempDir(), "pledges.db")
		before(t, goose.DialectSQLite3, "sqlite", "file:"+file)
		deskFinds(t, "sqlite:"+file)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		url := storetest.Postgres(t)
		before(t, goose.DialectPostgres, "pgx", url)
		deskFinds(t, url)
	})
}

// before makes the tables of that release, with a submission, a draft and a
// rehearsal in them, and somebody who has settled something.
func before(t *testing.T, dialect goose.Dialect, driver, source string) {
	t.Helper()
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = made(dialect, db, os.DirFS("migrations"), 4)
	for _, text := range []string{
		`INSERT INTO people (person, rev, doc) VALUES ('tty:maria', 1, '{"id":"tty:maria","rev":1,"lang":"es"}')`,
		`INSERT INTO pledges (id, rev, state, reference, owner, lang, rehearsal, created, touched, doc) VALUES
			('sent', 7, 'in_review', 'CLA-2027-0001', 'tty:maria', 'es', FALSE, '2027-03-01 12:00:00+00:00', '2027-03-01 12:00:00+00:00', '{}'),
			('draft', 3, 'draft', NULL, 'tty:maria', 'es', FALSE, '2027-03-01 12:00:00+00:00', '2027-03-01 12:00:00+00:00', '{}'),
			('rehearsal', 5, 'submitted', NULL, 'tty:maria', 'es', TRUE, '2027-03-01 12:00:00+00:00', '2027-03-01 12:00:00+00:00', '{}')`,
	} {
		if err == nil {
			_, err = db.ExecContext(context.Background(), text)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// made brings the tables to a version.
func made(dialect goose.Dialect, db *sql.DB, files fs.FS, version int64) error {
	p, err := goose.NewProvider(dialect, db, tables.ReadBy(dialect, files), goose.WithDisableGlobalRegistry(true))
	if err == nil {
		_, err = p.UpTo(context.Background(), version)
	}
	return err
}

// TestGapIsFilled: of two changes of the tables that were made side by side, the
// one with the lower number may come last.
func TestGapIsFilled(t *testing.T) {
	t.Parallel()
	const gap, last = "00005_desk.sql", 7
	files := fstest.MapFS{}
	names, err := fs.Glob(os.DirFS("migrations"), "*.sql")
	for _, name := range names {
		if text, readErr := os.ReadFile(filepath.Join("migrations", name)); name != gap && readErr == nil {
			files[name] = &fstest.MapFile{Data: text}
		}
	}
	if err != nil || len(files) != len(names)-1 {
		t.Fatalf("%d of %d files, %v", len(files), len(names), err)
	}
	file := filepath.Join(t.TempDir(), "pledges.db")
	for source, of := range map[string]struct {
		dialect goose.Dialect
		driver  string
		url     string
	}{
		"file:" + file:        {goose.DialectSQLite3, "sqlite", "sqlite:" + file},
		storetest.Postgres(t): {goose.DialectPostgres, "pgx", ""},
	} {
		db, err := sql.Open(of.driver, source)
		if err == nil {
			err = errors.Join(made(of.dialect, db, files, last), db.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		d := open(t, cmp.Or(of.url, source))
		if cards, err := d.ClaimCards(context.Background(), noon, 9); err != nil || len(cards) > 0 {
			t.Errorf("%s: cards %v, %v", of.driver, cards, err)
		}
		if v, err := d.Version(context.Background()); err != nil || v < last {
			t.Errorf("%s: version %d, %v", of.driver, v, err)
		}
	}
}

func deskFinds(t *testing.T, url string) {
	t.Helper()
	d, ctx := open(t, url), context.Background()
	cards, err := d.ClaimCards(ctx, noon, 9)
	if want := (store.Card{Pledge: "sent", Wanted: 7, Due: noon}); err != nil || len(cards) != 1 || cards[0] != want {
		t.Errorf("cards %+v, %v", cards, err)
	}
	v, err := d.Look(ctx, store.Query{Person: "tty:maria"})
	if want := (conversation.Person{ID: "tty:maria", Rev: 1, Lang: "es"}); err != nil || v.Person != want {
		t.Errorf("person %+v, %v", v.Person, err)
	}
	if ids, err := d.Unindexed(ctx, 9); err != nil || len(ids) != 1 || ids[0] != "sent" {
		t.Errorf("to be indexed %v, %v", ids, err)
	}
	if team, err := d.Team(ctx); err != nil || len(team) > 0 {
		t.Errorf("team %+v, %v", team, err)
	}
}

package sql_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

// TestReferencesCountOn from one that was given elsewhere, and never back.
func TestReferencesCountOn(t *testing.T) {
	t.Parallel()
	for name, url := range map[string]func(*testing.T) string{
		"SQLite":   func(*testing.T) string { return "sqlite::memory:" },
		"Postgres": func(t *testing.T) string { return storetest.Postgres(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t, url(t))
			handsIn(t, d, "one", "CLA-2027-0001")
			countsOn(t, d, "CLA-2027-0041", "CLA-2027-0042")
			countsOn(t, d, "CLA-2027-0007", "CLA-2027-0042")
			countsOn(t, d, "CLA-2026-12345", "CLA-2026-12346")
			handsIn(t, d, "two", "CLA-2027-0042")
			for _, wrong := range []string{"", "41", "CLA-2027-41", "CLA-2027-0041x", "cla-2027-0041", "CLA-2027--041"} {
				if next, err := d.CountOn(context.Background(), wrong); err == nil || !strings.Contains(err.Error(), "CLA-2027-0041") {
					t.Errorf("%q: %s, %v", wrong, next, err)
				}
			}
		})
	}
}

func countsOn(t *testing.T, d *sql.DB, given, want string) {
	t.Helper()
	if next, err := d.CountOn(context.Background(), given); err != nil || next != want {
		t.Errorf("on from %s: %s, %v", given, next, err)
	}
}

// handsIn keeps a new pledge that is submitted at once.
func handsIn(t *testing.T, d *sql.DB, id pledge.ID, want string) {
	t.Helper()
	c := newDraft(id)
	f := pledge.Fact{Pledge: id, Rev: 1, N: 1, Kind: pledge.WasSubmitted, By: "tty:maria", At: noon}
	p := pledge.Fold(*c.Pledge, f)
	kept, err := d.Commit(context.Background(), store.Change{
		Input: conversation.InputID("submits " + id), Facts: append(c.Facts, f), Pledge: &p,
	})
	if err != nil || kept[1].Reference != want {
		t.Fatalf("reference %+v, %v; want %s", kept, err, want)
	}
}

// TestInspectChangesNothing on Postgres, and tells a database without tables.
func TestInspectChangesNothing(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), storetest.Postgres(t)
	for range 2 {
		if _, err := sql.Inspect(ctx, url); !errors.Is(err, sql.ErrNoTables) {
			t.Fatalf("empty: %v", err)
		}
	}
	open(t, url)
	if v, err := sql.Inspect(ctx, url); err != nil || v != sql.Newest() {
		t.Errorf("version %d, %v", v, err)
	}
	for _, wrong := range []string{"mysql:hunter2", "postgres://city:hunter2@127.0.0.1:1/none"} {
		if _, err := sql.Inspect(ctx, wrong); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

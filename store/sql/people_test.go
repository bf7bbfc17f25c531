package sql_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver by which tests look below a store

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	pledges "pledgebot/store/sql"
	"pledgebot/store/storetest"
)

func TestPeopleInAFile(t *testing.T) {
	t.Parallel()
	storetest.ExercisePeople(t, func(t *testing.T) (storetest.PledgesAndDeliveries, func() string) {
		file := filepath.Join(t.TempDir(), "pledges.db")
		return open(t, "sqlite:"+file), func() string {
			return dump(t, "sqlite", "file:"+file, `SELECT name FROM sqlite_master WHERE type = 'table'`)
		}
	})
}

func TestPeopleInPostgres(t *testing.T) {
	t.Parallel()
	storetest.Server(t, storetest.PostgresVariable)
	storetest.ExercisePeople(t, func(t *testing.T) (storetest.PledgesAndDeliveries, func() string) {
		url := storetest.Postgres(t)
		return open(t, url), func() string {
			return dump(t, "pgx", url, `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`)
		}
	})
}

// dump is every cell of every table.
func dump(t *testing.T, driver, source, tables string) string {
	t.Helper()
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var out []string
	for _, table := range cells(t, db, tables) {
		for _, row := range cells(t, db, `SELECT * FROM `+table) {
			out = append(out, table+" "+row)
		}
	}
	if len(out) < 20 {
		t.Fatalf("only %d rows in all", len(out))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// cells is each row as one text.
func cells(t *testing.T, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		row := make([]sql.NullString, len(columns))
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, cell := range row {
			texts = append(texts, cell.String)
		}
		out = append(out, fmt.Sprint(strings.Join(texts, " | ")))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestErasedIsNotInTheFile once the file is closed, which empties its log.
func TestErasedIsNotInTheFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pledges.db")
	d, err := pledges.Open(context.Background(), "sqlite:"+file)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)
	for i := range 50 { // more than a page
		facts := []pledge.Fact{{Pledge: pledge.ID(fmt.Sprint("p", i)), Rev: 1, Kind: pledge.Created, By: "tg:404171717", At: at, Note: strings.Repeat("canary", 50)}}
		p := pledge.Fold(pledge.Pledge{}, facts[0])
		if _, err := d.Commit(context.Background(), store.Change{Input: conversation.InputID(fmt.Sprint(i)), Facts: facts, Pledge: &p}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Erase(context.Background(), call.Default(), store.Erasure{Person: "tg:404171717", At: at}); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, trace := range []string{"404171717", "canary"} {
		if n := bytes.Count(left, []byte(trace)); n > 0 {
			t.Errorf("%q is in the file %d times", trace, n)
		}
	}
}

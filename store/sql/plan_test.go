package sql_test

import (
	"context"
	database "database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

// TestLookUpWalksThroughNoTable, also not as it is planned on empty tables: the
// plan stays in use while they grow.
func TestLookUpWalksThroughNoTable(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), storetest.Postgres(t)
	open(t, url)
	rows, err := connect(t, url).Query(ctx, "EXPLAIN "+sql.LookUp, "tty:maria", "p0", "tty:maria", "in")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	if plan := strings.Join(lines, "\n"); !strings.Contains(plan, "Index") || strings.Contains(plan, "Seq Scan") {
		t.Error(plan)
	}
}

// TestCardsAreClaimedByTheirIndex, however many were drawn long ago.
func TestCardsAreClaimedByTheirIndex(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), storetest.Postgres(t)
	open(t, url)
	c := connect(t, url)
	for _, text := range []string{
		`INSERT INTO cards (pledge, wanted, drawn, told, place, tries, due)
			SELECT n, 2, CASE WHEN n % 100 = 0 THEN 1 ELSE 2 END, 2, '', 1, now() FROM generate_series(1, 5000) n`,
		`ANALYSE cards`,
	} {
		if _, err := c.Exec(ctx, text); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := c.Query(ctx, "EXPLAIN "+sql.ClaimCards, noon, noon, 10)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	if plan := strings.Join(lines, "\n"); !strings.Contains(plan, "cards_due") || strings.Contains(plan, "Seq Scan") {
		t.Error(plan)
	}
}

// TestFileClaimsCardsByTheirIndex, too.
func TestFileClaimsCardsByTheirIndex(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pledges.db")
	open(t, "sqlite:"+file)
	db, err := database.Open("sqlite", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	plan := strings.Join(cells(t, db, "EXPLAIN QUERY PLAN "+strings.NewReplacer(
		"FOR UPDATE SKIP LOCKED", "", "$1", "'2027'", "$2", "'2027'", "$3", "10").Replace(sql.ClaimCards)), "\n")
	if !strings.Contains(plan, "USING INDEX cards_due") || strings.Contains(plan, "SCAN cards\n") {
		t.Error(plan)
	}
}

// searches are those that must not read every pledge, and what they are to use
// for that in each database.
var searches = []struct {
	by               store.Search
	postgres, sqlite string
}{
	{store.Search{Words: "viv 77"}, "sent_words", "sent_words"},
	{store.Search{Country: "EC"}, "sent_country", "sent_country"},
	{store.Search{ClaimedBy: "slack:T:U7"}, "sent_claimed", "sent_claimed"},
	{store.Search{States: []pledge.State{pledge.Accepted}, DueFrom: "2029-07-01", DueTo: "2029-07-02"}, "sent_due", "sent_due"},
	{store.Search{}, "sent_since", "sent_since"},
}

// manySent fills a table with what was sent, of which little fits a search.
const manySent = `
WITH RECURSIVE many (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM many WHERE i < 5000)
INSERT INTO sent (pledge, reference, state, place, country, title, priorities, words, due, since, claimed, act, quiet)
SELECT 'p' || i, 'r' || i, CASE WHEN i % 3 = 0 THEN 'accepted' ELSE 'submitted' END, '', CASE WHEN i % 100 = 0 THEN 'EC' ELSE 'SN' END,
	'', ' 4 ', 'viviendas ' || i, CASE WHEN i % 3 = 0 THEN '20' || (30 + i % 60) || '-06-30' ELSE '' END, '2027-03-01 12:00:00+00:00',
	CASE WHEN i % 50 = 1 THEN 'slack:T:U' || i % 9 ELSE '' END, 1, '2027-03-01 12:00:00+00:00' FROM many`

// TestSearchUsesAnIndex for what narrows most.
func TestSearchUsesAnIndex(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), storetest.Postgres(t)
	d, c := open(t, url), connect(t, url)
	for _, text := range []string{manySent, `ANALYSE sent`} {
		if _, err := c.Exec(ctx, text); err != nil {
			t.Fatal(err)
		}
	}
	explain := func(index, text string, args ...any) {
		rows, err := c.Query(ctx, "EXPLAIN "+text, args...)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		if plan := strings.Join(lines, "\n"); !strings.Contains(plan, index) || strings.Contains(plan, "Seq Scan") {
			t.Errorf("%s\n%s", text, plan)
		}
	}
	for _, s := range searches {
		text, args := sql.Searching(d, s.by)
		explain(s.postgres, text, args...)
	}
	explain("sent_quiet", sql.SilentClaims, noon.AddDate(-9, 0, 0), 9)
}

// TestFileSearchUsesAnIndex, too.
func TestFileSearchUsesAnIndex(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pledges.db")
	d := open(t, "sqlite:"+file)
	db, err := database.Open("sqlite", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(context.Background(), manySent); err != nil {
		t.Fatal(err)
	}
	explain := func(index, text string, args ...any) {
		plan := strings.Join(cells(t, db, "EXPLAIN QUERY PLAN "+text, args...), "\n")
		if !strings.Contains(plan, index) || strings.Contains(plan, "SCAN sent\n") {
			t.Errorf("%s\n%s", text, plan)
		}
	}
	for _, s := range searches {
		text, args := sql.Searching(d, s.by)
		explain(s.sqlite, text, args...)
	}
	explain("sent_quiet", sql.SilentClaims, "2018", 9)
}

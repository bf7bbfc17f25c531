package sql_test

import (
	"context"
	database "database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

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

package sql_test

import (
	"context"
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

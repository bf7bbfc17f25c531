package sql

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"pledgebot/store"
)

// TestErrorsOfTheMoment lists the errors of Postgres after which the same
// request may well succeed; see its manual, appendix A.
func TestErrorsOfTheMoment(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"57P01": true, "57P02": true, "57P03": true, "08006": true, "53300": true, "25006": true,
		"23505": false, "28P01": false, "3D000": false, "42P01": false, "22012": false, "": false,
	} {
		err := away(fmt.Errorf("commit: %w", &pgconn.PgError{Code: code}), true)
		if errors.Is(err, store.ErrAway) != want {
			t.Errorf("%q: %v", code, err)
		}
	}
}

// TestBusyFileIsAway, as is one whose lock somebody else holds for too long.
func TestBusyFileIsAway(t *testing.T) {
	t.Parallel()
	ctx, source := context.Background(), "file:"+filepath.Join(t.TempDir(), "pledges.db")+"?"+url.Values{"_busy_timeout": {"0"}}.Encode()
	for i, want := range []bool{false, true} {
		db, err := sql.Open("sqlite", source)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		db.SetMaxOpenConns(1)
		if _, err = db.ExecContext(ctx, "BEGIN IMMEDIATE"); errors.Is(busy(err), store.ErrAway) != want {
			t.Errorf("writer %d: %v", i, err)
		}
	}
}

package slack_test

import (
	"bytes"
	"context"
	"path/filepath"
	"sync"
	"testing"

	"pledgebot/store/sql"
)

// A journal keeps a log, for a test that fails.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
	told func() // after each line
}

func (j *journal) Write(b []byte) (int, error) {
	defer j.told()
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(b)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

func openDB(t testing.TB) *sql.DB {
	t.Helper()
	db, err := sql.Open(context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "pledges.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

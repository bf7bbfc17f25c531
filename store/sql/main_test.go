package sql_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

// TestMain is also the other process of TestProcessesStartAtOnce.
func TestMain(m *testing.M) {
	if url := os.Getenv("PLEDGEBOT_TEST_OPEN"); url != "" {
		if err := openAndCommit(url); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	// Each check opens a store, which is slow under the race detector; the
	// command line may ask for more.
	if err := flag.Set("rapid.checks", "30"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}

func TestPledgesInAFile(t *testing.T) {
	t.Parallel()
	storetest.ExercisePledges(t, func(t *testing.T) storetest.PledgesAndDeliveries {
		return open(t, "sqlite:"+filepath.Join(t.TempDir(), "pledges.db"))
	})
}

func TestPledgesInMemory(t *testing.T) {
	t.Parallel()
	storetest.ExercisePledges(t, func(t *testing.T) storetest.PledgesAndDeliveries {
		return open(t, "sqlite::memory:")
	})
}

func TestPledgesInAFileOpenTwice(t *testing.T) {
	t.Parallel()
	storetest.ExercisePledges(t, func(t *testing.T) storetest.PledgesAndDeliveries {
		url := "sqlite:" + filepath.Join(t.TempDir(), "pledges.db")
		return &pair{dbs: [2]*sql.DB{open(t, url), open(t, url)}}
	})
}

func open(t testing.TB, url string) *sql.DB {
	t.Helper()
	d, err := sql.Open(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

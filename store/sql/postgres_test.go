package sql_test

import (
	"context"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

func TestPledgesInPostgres(t *testing.T) {
	t.Parallel()
	exerciseOnPostgres(t, func(t *testing.T, url string) storetest.PledgesAndDeliveries { return open(t, url) })
}

func TestPledgesInPostgresOpenTwice(t *testing.T) {
	t.Parallel()
	exerciseOnPostgres(t, func(t *testing.T, url string) storetest.PledgesAndDeliveries {
		return &pair{dbs: [2]*sql.DB{open(t, url), open(t, url)}}
	})
}

// TestPledgesInPostgresBehindAPooler has no prepared statements.
func TestPledgesInPostgresBehindAPooler(t *testing.T) {
	t.Parallel()
	exerciseOnPostgres(t, func(t *testing.T, url string) storetest.PledgesAndDeliveries {
		return open(t, url+"&default_query_exec_mode=cache_describe&pool_max_conns=3")
	})
}

func exerciseOnPostgres(t *testing.T, open func(*testing.T, string) storetest.PledgesAndDeliveries) {
	t.Helper()
	storetest.ExercisePledges(t, emptied(t, open))
}

// emptied gives empty stores on databases of a server.
func emptied(t *testing.T, open func(*testing.T, string) storetest.PledgesAndDeliveries) func(*testing.T) storetest.PledgesAndDeliveries {
	t.Helper()
	storetest.Server(t, storetest.PostgresVariable)
	e := &empties{all: t, open: open, given: map[*testing.T]empty{}}
	return e.next
}

// TestTextsAreComparedByteByByte, whatever the language of the database.
func TestTextsAreComparedByteByByte(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), storetest.Postgres(t)
	open(t, url)
	c := connect(t, url)
	var texts, others int
	const count = `SELECT count(*), count(*) FILTER (WHERE collation_name IS DISTINCT FROM 'C') FROM information_schema.columns
		WHERE table_schema = 'public' AND data_type = 'text'`
	if err := c.QueryRow(ctx, count).Scan(&texts, &others); err != nil || texts == 0 || others > 0 {
		t.Errorf("%d of %d columns compare otherwise, error %v", others, texts, err)
	}
}

// connect is a connection of the test's own, beside the store's.
func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	c, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// empties gives each test an empty store, and one that asks again the same one,
// emptied. A few databases are made, since each takes the time of many tests.
type empties struct {
	all   *testing.T // after which the databases are dropped
	open  func(*testing.T, string) storetest.PledgesAndDeliveries
	mu    sync.Mutex
	free  []string
	given map[*testing.T]empty
}

// An empty is not closed by whoever has done with it.
type empty struct {
	storetest.PledgesAndDeliveries
	url string
}

func (e *empties) next(t *testing.T) storetest.PledgesAndDeliveries {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	if s, again := e.given[t]; again {
		storetest.Empty(t, s.url)
		return s
	}
	var url string
	if last := len(e.free) - 1; last >= 0 {
		url, e.free = e.free[last], e.free[:last]
		storetest.Empty(t, url)
	} else {
		url = storetest.Postgres(e.all)
	}
	t.Cleanup(func() { // once the store is closed
		e.mu.Lock()
		defer e.mu.Unlock()
		e.free = append(e.free, url)
	})
	e.given[t] = empty{e.open(t, url), url}
	return e.given[t]
}

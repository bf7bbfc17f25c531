package redis_test

import (
	"context"
	"crypto/rand"
	"flag"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"pledgebot/store"
	"pledgebot/store/redis"
	"pledgebot/store/storetest"
)

// common is the url of the server that tests share, each under keys of its own:
// PLEDGEBOT_TEST_REDIS, or one that TestMain starts.
var common = os.Getenv("PLEDGEBOT_TEST_REDIS")

func TestMain(m *testing.M) {
	// Each check is a hundred round trips; the command line may ask for more.
	if err := flag.Set("rapid.checks", "30"); err != nil {
		panic(err)
	}
	stop := func() {}
	if _, err := exec.LookPath("redis-server"); err == nil && common == "" {
		dir, err := os.MkdirTemp("", "pledgebot-redis-")
		if err != nil {
			panic(err)
		}
		s, err := launch(dir)
		if err != nil {
			panic(err)
		}
		common = s.url()
		stop = func() {
			s.kill()
			_ = os.RemoveAll(dir)
		}
	}
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent(), goleak.Cleanup(func(code int) {
		stop()
		os.Exit(code)
	}))
}

// missing ends a test for want of a server.
func missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("PLEDGEBOT_TEST_STRICT") == "1" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// open opens the common server under new keys, which are gone after the test.
func open(t testing.TB) *redis.Store {
	t.Helper()
	if common == "" {
		missing(t, "PLEDGEBOT_TEST_REDIS names no Redis, and there is no redis-server in PATH")
	}
	s := openAt(t, common).Under("pledgebot-test-" + rand.Text())
	t.Cleanup(func() { forgetAll(t, s) })
	return s
}

func openAt(t testing.TB, url string) *redis.Store {
	t.Helper()
	s, err := redis.Open(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// keysOf lists every key of a store.
func keysOf(t testing.TB, s *redis.Store) []string {
	t.Helper()
	keys, err := s.Client().Keys(context.Background(), s.Prefix()+":*").Result()
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func forgetAll(t testing.TB, s *redis.Store) {
	t.Helper()
	if keys := keysOf(t, s); len(keys) > 0 {
		if err := s.Client().Del(context.Background(), keys...).Err(); err != nil {
			t.Error(err)
		}
	}
}

func TestDialogs(t *testing.T) {
	t.Parallel()
	s := open(t)
	storetest.ExerciseDialogs(t, func(*testing.T) store.Dialogs { return dialogs{part(s)} })
}

func TestDialogsThroughTwoClients(t *testing.T) {
	t.Parallel()
	a := open(t)
	b := openAt(t, common)
	storetest.ExerciseDialogs(t, func(*testing.T) store.Dialogs {
		prefix := a.Prefix() + ":" + rand.Text()
		return &pair{stores: [2]*redis.Store{a.Under(prefix), b.Under(prefix)}}
	})
}

func TestLimits(t *testing.T) {
	t.Parallel()
	s := open(t)
	storetest.ExerciseLimits(t, func(*testing.T) store.Limits { return limits{part(s)} })
}

// part is a store without keys on the connections of another, which stay open.
func part(s *redis.Store) *redis.Store { return s.Under(s.Prefix() + ":" + rand.Text()) }

type (
	dialogs struct{ store.Dialogs }
	limits  struct{ store.Limits }
)

// A pair asks two clients of one server in turn, as two replicas would.
type pair struct {
	stores [2]*redis.Store
	asked  atomic.Int64
}

func (p *pair) next() *redis.Store { return p.stores[p.asked.Add(1)%2] }

func (p *pair) Load(ctx context.Context, with store.Address) (store.Dialog, string, error) {
	return p.next().Load(ctx, with)
}

func (p *pair) Commit(ctx context.Context, with store.Address, d store.Dialog) error {
	return p.next().Commit(ctx, with, d)
}

func (p *pair) Owing(ctx context.Context, before time.Time, limit int) ([]store.Address, error) {
	return p.next().Owing(ctx, before, limit)
}

func (p *pair) Forget(ctx context.Context, with store.Address) error {
	return p.next().Forget(ctx, with)
}

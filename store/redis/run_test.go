package redis_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"pledgebot/store"
	"pledgebot/store/redis"
)

var maria = store.Address{Platform: "tty", User: "maria"}

// commit keeps the next turn of maria's dialog as the runtime would: under the
// run that it was loaded from.
func commit(t testing.TB, s *redis.Store) {
	t.Helper()
	d, run, err := s.Load(context.Background(), maria)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		t.Fatal(err)
	}
	d.Turn, d.Run = d.Turn+1, run
	if err := s.Commit(context.Background(), maria, d); err != nil {
		t.Fatal(err)
	}
}

// wantDoubt wants maria's dialog to be there at its first turn, under another run
// than the present one.
func wantDoubt(t testing.TB, s *redis.Store) {
	t.Helper()
	d, run, err := s.Load(context.Background(), maria)
	if err != nil {
		t.Fatal(err)
	}
	if d.Turn != 1 || d.Run == run {
		t.Errorf("turn %d of run %s under run %s, want turn 1 of another run", d.Turn, d.Run, run)
	}
}

func TestRunChangesWithARestart(t *testing.T) {
	t.Parallel()
	srv := private(t, "--appendonly", "yes", "--appendfsync", "always")
	s := openAt(t, srv.url())
	commit(t, s)
	srv.kill()
	if err := s.Commit(t.Context(), maria, store.Dialog{Turn: 2}); !errors.Is(err, store.ErrAway) {
		t.Errorf("commit to a dead server: %v", err)
	}
	if _, _, err := s.Load(t.Context(), maria); !errors.Is(err, store.ErrAway) {
		t.Errorf("load from a dead server: %v", err)
	}
	if err := srv.start(); err != nil {
		t.Fatal(err)
	}
	wantDoubt(t, s)
	commit(t, s)
}

func TestRunChangesWithAnOlderCopy(t *testing.T) {
	t.Parallel()
	need(t)
	for name, args := range map[string][]string{
		"appendonly": {"--appendonly", "yes", "--appendfsync", "always"},
		"snapshot":   {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := private(t, args...)
			s := openAt(t, srv.url())
			commit(t, s)
			if err := s.Client().Save(t.Context()).Err(); err != nil {
				t.Fatal(err)
			}
			older := filepath.Join(t.TempDir(), "older")
			if err := os.CopyFS(older, os.DirFS(srv.dir)); err != nil {
				t.Fatal(err)
			}
			commit(t, s)
			srv.kill()
			srv.dir = older
			if err := srv.start(); err != nil {
				t.Fatal(err)
			}
			wantDoubt(t, s)
		})
	}
}

func TestFlushLeavesNoDialog(t *testing.T) {
	t.Parallel()
	s := openAt(t, private(t).url())
	commit(t, s)
	if err := s.Client().FlushAll(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
	if _, run, err := s.Load(t.Context(), maria); !errors.Is(err, store.ErrNotFound) || run == "" {
		t.Errorf("run %q, %v", run, err)
	}
}

// TestRunChangesWithAFailOverAndBack: a server that is promoted a second time
// has not been restarted, but may hold less than it did.
func TestRunChangesWithAFailOverAndBack(t *testing.T) {
	t.Parallel()
	a, b := private(t, "--repl-diskless-sync-delay", "0"), private(t, "--repl-diskless-sync-delay", "0")
	first, second := openAt(t, a.url()), openAt(t, b.url())
	commit(t, first)
	failOver(t, node{a, first}, node{b, second})
	wantDoubt(t, second)
	failOver(t, node{b, second}, node{a, first})
	wantDoubt(t, first)
	if err := second.Commit(t.Context(), maria, store.Dialog{Turn: 2}); !errors.Is(err, store.ErrAway) {
		t.Errorf("commit to a replica: %v", err)
	}
}

// A node is a server and a client of it.
type node struct {
	*server
	s *redis.Store
}

// failOver makes a replica of a master, and then the replica the master and the
// master its replica.
func failOver(t *testing.T, old, next node) {
	t.Helper()
	ctx := t.Context()
	follow := func(n node, host, port string) {
		t.Helper()
		if err := n.s.Client().Do(ctx, "replicaof", host, port).Err(); err != nil {
			t.Fatal(err)
		}
	}
	follow(next, "127.0.0.1", old.port)
	for n := 0; n == 0; { // WAIT waits up to 100 ms for what it counts
		var err error
		if n, err = old.s.Client().Do(ctx, "wait", 1, 100).Int(); err != nil {
			t.Fatal(err)
		}
	}
	follow(next, "no", "one")
	follow(old, "127.0.0.1", next.port)
}

package redis_test

import (
	"strings"
	"testing"

	client "github.com/redis/go-redis/v9"

	"pledgebot/store"
	"pledgebot/store/storetest"
)

// TestCluster keeps the promises on two servers with half the slots each.
func TestCluster(t *testing.T) {
	t.Parallel()
	a := private(t, "--cluster-enabled", "yes")
	b := private(t, "--cluster-enabled", "yes")
	do(t, a, "cluster", "addslotsrange", 0, 8191)
	do(t, b, "cluster", "addslotsrange", 8192, 16383)
	do(t, a, "cluster", "meet", "127.0.0.1", b.port)
	for _, s := range []*server{a, b} {
		for !strings.Contains(do(t, s, "cluster", "info"), "cluster_state:ok") || !strings.Contains(do(t, s, "cluster", "slots"), b.port) {
			do(t, s, "wait", 1, 50) // there is no replica: it is 50 ms
		}
	}
	s := openAt(t, a.url())
	if _, clustered := s.Client().(*client.ClusterClient); !clustered {
		t.Fatalf("the client is a %T", s.Client())
	}
	t.Run("Dialogs", func(t *testing.T) {
		t.Parallel()
		storetest.ExerciseDialogs(t, func(*testing.T) store.Dialogs { return dialogs{part(s)} })
	})
	t.Run("Limits", func(t *testing.T) {
		t.Parallel()
		storetest.ExerciseLimits(t, func(*testing.T) store.Limits { return limits{part(s)} })
	})
	t.Run("Warnings", func(t *testing.T) {
		t.Parallel()
		wantWarnings(t, s.Warnings(t.Context()), "Redis writes nothing to disk")
	})
}

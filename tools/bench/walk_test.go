package main

import (
	"os"
	"testing"
)

// benchFor is a bench with the servers that tests are given.
func benchFor(t *testing.T) *bench {
	t.Helper()
	b := &bench{
		postgres: os.Getenv("PLEDGEBOT_TEST_POSTGRES"), redis: os.Getenv("PLEDGEBOT_TEST_REDIS"), out: t.Output(),
	}
	if b.postgres == "" || b.redis == "" {
		if os.Getenv("PLEDGEBOT_TEST_STRICT") == "1" {
			t.Fatal(errNoServers)
		}
		t.Skip(errNoServers)
	}
	return b
}

// One person walks the whole way with every bot, and what each has told them was
// received is in the database: what is compared does the same work.
func TestEveryBotTakesAWholeWalk(t *testing.T) { //nolint:paralleltest // its Redis is emptied for each
	b := benchFor(t)
	err := b.built(t.Context(), func() error {
		for _, p := range b.programs() {
			t.Run(p.name, func(t *testing.T) { b.takesAWalk(t, p) })
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func (b *bench) takesAWalk(t *testing.T, p program) {
	r, err := b.start(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.phones.Walk(t.Context(), 1); err != nil {
		t.Error(err)
	}
	if err := r.promised(p, 1); err != nil {
		t.Error(err)
	}
	if err := r.end(nil); err != nil {
		t.Error(err)
	}
}

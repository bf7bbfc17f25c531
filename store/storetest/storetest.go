// Package storetest proves that a store keeps the promises of package store.
// Each promise is a subtest that carries its name; every implementation passes
// the same ones.
package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pledgebot/store"
)

// A promise is one thing that every implementation keeps.
type promise[S any] struct {
	name string
	keep func(t *testing.T, s S)
}

// exercise tests each promise on a store of its own.
func exercise[S any](t *testing.T, open func(*testing.T) S, promises []promise[S]) {
	t.Helper()
	for _, p := range promises {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			p.keep(t, open(t))
		})
	}
}

// ctx is without end: no promise is about waiting.
var ctx = context.Background()

// noon is when every story begins. Stores keep times to the microsecond.
var noon = time.Date(2027, time.March, 1, 12, 0, 0, 250_000, time.UTC)

// later is some seconds after noon.
func later(seconds int) time.Time { return noon.Add(time.Duration(seconds) * time.Second) }

// race runs f n times at once and returns the errors, by number.
func race(n int, f func(i int) error) []error {
	errs := make([]error, n)
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			errs[i] = f(i)
		})
	}
	close(start)
	all.Wait()
	return errs
}

// oneWinner wants one nil among the errors, and every other to be ErrStale.
func oneWinner(t rapid.TB, errs []error) (winner int) {
	t.Helper()
	winners := 0
	for i, err := range errs {
		switch {
		case err == nil:
			winners, winner = winners+1, i
		case !errors.Is(err, store.ErrStale):
			t.Errorf("a loser is told %v, not that it is stale", err)
		}
	}
	if winners != 1 {
		t.Fatalf("%d winners", winners)
	}
	return winner
}

func ok(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

func wantErr(t rapid.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error %v, not %v", err, want)
	}
}

// same compares two values and shows both where they differ.
func same(t rapid.TB, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s:\n got %s\nwant %s", what, shown(got), shown(want))
	}
}

// sameAll compares two lists; no list is an empty one.
func sameAll[T any](t rapid.TB, what string, got, want []T) {
	t.Helper()
	if len(got)+len(want) > 0 {
		same(t, what, got, want)
	}
}

func shown(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// shut closes a store that is not to stay open until the end of the test.
func shut(s any) {
	if c, ok := s.(io.Closer); ok {
		_ = c.Close()
	}
}

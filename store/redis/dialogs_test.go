package redis_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pledgebot/store"
	"pledgebot/store/redis"
)

var noon = time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)

func owing(t testing.TB, s *redis.Store) []store.Address {
	t.Helper()
	all, err := s.Owing(context.Background(), noon, 100)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAddressInTheIndex(t *testing.T) {
	t.Parallel()
	if got := redis.MemberOf(maria); got != "tty:maria" {
		t.Errorf("maria is %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringOf(rapid.SampledFrom([]rune("a:%23A{}ñ")))
		a := store.Address{Platform: part.Draw(t, "platform"), User: part.Draw(t, "user")}
		if got := redis.AddressOf(redis.MemberOf(a)); got != a {
			t.Errorf("%q is %q", a, got)
		}
	})
}

func TestEveryKeyHasThePrefixAndAnEnd(t *testing.T) {
	t.Parallel()
	s := open(t)
	d := store.Dialog{Turn: 1, Owed: []store.Owed{{ID: "1"}}}
	if err := errors.Join(
		s.Commit(t.Context(), maria, d),
		s.Pause(t.Context(), "tg:1", noon),
	); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reserve(t.Context(), "tg:2", store.Rate{Every: time.Minute, Burst: 2}, 1, noon); err != nil {
		t.Fatal(err)
	}
	left := map[string][2]time.Duration{ // at least and at most
		"dialog:tty:maria": {399 * 24 * time.Hour, 400 * 24 * time.Hour},
		"owing":            {-1, -1}, // as long as somebody is owed
		"limit:tg:1":       {time.Hour - time.Minute, 10_000 * time.Hour},
		"limit:tg:2":       {time.Hour, time.Hour + time.Minute},
	}
	keys := keysOf(t, s)
	if len(keys) != len(left) {
		t.Errorf("keys %q", keys)
	}
	for _, key := range keys {
		name := strings.TrimPrefix(key, s.Prefix()+":")
		if tag, rest, tagged := strings.Cut(name, "}:"); tagged && strings.HasPrefix(tag, "{") {
			name = rest
		}
		want, known := left[name]
		ttl, err := s.Client().PTTL(t.Context(), key).Result()
		if err != nil || !known || ttl < want[0] || ttl > want[1] {
			t.Errorf("%s is kept for %v (%v), want %v", key, ttl, err, want)
		}
	}
}

func TestForgettingLeavesNothing(t *testing.T) {
	t.Parallel()
	s := open(t)
	if err := s.Commit(t.Context(), maria, store.Dialog{Turn: 1, Owed: []store.Owed{{ID: "1"}}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Forget(t.Context(), maria); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reserve(t.Context(), "unused", store.Rate{Every: time.Second, Burst: 2}, 0, noon); err != nil {
		t.Fatal(err)
	}
	if keys := keysOf(t, s); len(keys) > 0 {
		t.Errorf("there is %q", keys)
	}
}

// TestExpiredDialogOwesNothing: whoever is listed and looked up without a
// dialog is not listed again.
func TestExpiredDialogOwesNothing(t *testing.T) {
	t.Parallel()
	s := open(t)
	if err := s.Commit(t.Context(), maria, store.Dialog{Turn: 1, Owed: []store.Owed{{ID: "1"}}}); err != nil {
		t.Fatal(err)
	}
	for _, key := range keysOf(t, s) {
		if strings.HasSuffix(key, "dialog:tty:maria") {
			if err := s.Client().Del(t.Context(), key).Err(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if all := owing(t, s); !slices.Equal(all, []store.Address{maria}) {
		t.Fatalf("owing %v", all)
	}
	if _, _, err := s.Load(t.Context(), maria); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	if all := owing(t, s); len(all) > 0 {
		t.Errorf("owing %v", all)
	}
}

func TestOldestMarkComesFirst(t *testing.T) {
	t.Parallel()
	s := open(t)
	var want []store.Address
	for i := range 40 { // over all partitions
		with := store.Address{Platform: "tty", User: string(rune('A' + 39 - i))}
		d := store.Dialog{Turn: 1, Owed: []store.Owed{{ID: "1"}}}
		if i > 0 { // nobody has taken the first
			d.Taken.At = noon.Add(time.Duration(i-60) * time.Microsecond)
		}
		if err := s.Commit(t.Context(), with, d); err != nil {
			t.Fatal(err)
		}
		want = append(want, with)
	}
	for _, limit := range []int{1, 7, 40, 100} {
		got, err := s.Owing(t.Context(), noon, limit)
		if err != nil || !slices.Equal(got, want[:min(limit, 40)]) {
			t.Errorf("limit %d: %v, %v", limit, got, err)
		}
	}
}

func TestDamagedDialogIsAnError(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, value := range []string{"", "1", "{}", "1 {", "1 []"} {
		if err := s.Commit(t.Context(), maria, store.Dialog{Turn: 1}); err != nil {
			t.Fatal(err)
		}
		for _, key := range keysOf(t, s) {
			if err := s.Client().Set(t.Context(), key, value, 0).Err(); err != nil {
				t.Fatal(err)
			}
		}
		if _, _, err := s.Load(t.Context(), maria); err == nil || errors.Is(err, store.ErrAway) || errors.Is(err, store.ErrNotFound) {
			t.Errorf("%q: %v", value, err)
		}
		if err := s.Forget(t.Context(), maria); err != nil {
			t.Fatal(err)
		}
	}
}

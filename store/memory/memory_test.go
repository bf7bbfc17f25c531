package memory_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"pledgebot/store"
	"pledgebot/store/memory"
	"pledgebot/store/storetest"
)

func TestDialogs(t *testing.T) {
	t.Parallel()
	storetest.ExerciseDialogs(t, func(*testing.T) store.Dialogs { return memory.New() })
}

func TestEveryStoreIsARunOfItsOwn(t *testing.T) {
	t.Parallel()
	nobody := store.Address{}
	_, first, _ := memory.New().Load(context.Background(), nobody)
	_, second, _ := memory.New().Load(context.Background(), nobody)
	if first == second {
		t.Fatalf("runs %q and %q", first, second)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	storetest.ExerciseLimits(t, func(*testing.T) store.Limits { return memory.NewLimits() })
}

func TestFullBucketsAreForgotten(t *testing.T) {
	t.Parallel()
	limits, now := memory.NewLimits(), time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)
	rate := store.Rate{Every: time.Second, Burst: 3}
	most := 0
	for i := range 20_000 {
		if _, err := limits.Reserve(t.Context(), strconv.Itoa(i), rate, 1, now); err != nil {
			t.Fatal(err)
		}
		if i%10 == 0 {
			if err := limits.Pause(t.Context(), strconv.Itoa(i), now); err != nil {
				t.Fatal(err)
			}
		}
		now = now.Add(rate.Every)
		most = max(most, limits.Kept())
	}
	if most > 2048 {
		t.Fatalf("%d buckets are kept at once", most)
	}
	wait, err := limits.Reserve(t.Context(), "19999", rate, 3, now)
	if err != nil || wait != 0 {
		t.Fatalf("wait %v, %v", wait, err)
	}
}

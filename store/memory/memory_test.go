package memory_test

import (
	"context"
	"testing"

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

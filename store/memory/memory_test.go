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
	first, err := memory.New().Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	second, err := memory.New().Run(context.Background())
	if err != nil || first == second {
		t.Fatalf("runs %q and %q, error %v", first, second, err)
	}
}

package sql_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pledgebot/store"
	"pledgebot/store/storetest"
)

func TestOneLeadsAtATime(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), storetest.Postgres(t)
	first, second := open(t, url), open(t, url+"&default_query_exec_mode=cache_describe")
	never := make(chan time.Time)
	lost, release, err := first.Lead(ctx, "poll", never)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	for _, d := range []store.Leader{first, second} {
		if _, _, err := d.Lead(ctx, "poll", never); !errors.Is(err, store.ErrTaken) {
			t.Errorf("taken twice: %v", err)
		}
	}
	_, other, err := second.Lead(ctx, "another name", never)
	if err != nil {
		t.Fatal(err)
	}
	other()

	release()
	release()
	select {
	case <-lost:
		t.Error("what was given back is called lost")
	default:
	}
	_, again, err := second.Lead(ctx, "poll", never)
	if err != nil {
		t.Fatal(err)
	}
	again()
}

func TestLeadOutlivesChecksAndItsContext(t *testing.T) {
	t.Parallel()
	ctx, giveUp := context.WithCancel(context.Background())
	url := storetest.Postgres(t)
	first, second := open(t, url), open(t, url)
	check := make(chan time.Time)
	_, release, err := first.Lead(ctx, "poll", check)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	giveUp()
	for range 3 {
		check <- noon
	}
	if _, _, err := second.Lead(context.Background(), "poll", check); !errors.Is(err, store.ErrTaken) {
		t.Errorf("taken twice: %v", err)
	}
}

func TestLostLeadIsToldAndFree(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), storetest.Postgres(t)
	first, second := open(t, url), open(t, url)
	check := make(chan time.Time)
	lost, release, err := first.Lead(ctx, "poll", check)
	if err != nil {
		t.Fatal(err)
	}
	endSessions(t, url)
	check <- noon
	<-lost
	release()
	_, again, err := second.Lead(ctx, "poll", check)
	if err != nil {
		t.Fatal(err)
	}
	again()
}

func TestLeadIsAlwaysGivenOnAFile(t *testing.T) {
	t.Parallel()
	d := open(t, "sqlite::memory:")
	lost, release, err := d.Lead(context.Background(), "poll", nil)
	if err != nil || d.Ping(context.Background()) != nil {
		t.Fatalf("error %v", err)
	}
	release()
	release()
	select {
	case <-lost:
		t.Error("lost")
	default:
	}
}

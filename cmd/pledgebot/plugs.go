package main

import (
	"context"

	"pledgebot/store"
	"pledgebot/store/memory"
	"pledgebot/store/redis"
)

// This file is where stores are plugged in: what each of them offers beyond the
// contracts that all of them keep.

// A dialogStore keeps dialogs, and the limits that go with them.
type dialogStore struct {
	dialogs  store.Dialogs
	limits   store.Limits
	ping     func(ctx context.Context) error
	warnings func(ctx context.Context) []string // of settings under which it loses more than it need
	close    func() error
}

// openDialogs opens Redis, or keeps dialogs in memory where no URL is given.
func openDialogs(ctx context.Context, url string) (dialogStore, error) {
	if url != "" {
		r, err := redis.Open(ctx, url)
		if err != nil {
			return dialogStore{}, err
		}
		return dialogStore{dialogs: r, limits: r, ping: r.Ping, warnings: r.Warnings, close: r.Close}, nil
	}
	return dialogStore{
		dialogs:  memory.New(),
		limits:   memory.NewLimits(),
		ping:     func(context.Context) error { return nil },
		warnings: func(context.Context) []string { return nil },
		close:    func() error { return nil },
	}, nil
}

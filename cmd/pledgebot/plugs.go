package main

import (
	"context"
	"errors"
	"io"

	"pledgebot/store"
	"pledgebot/store/memory"
	"pledgebot/store/redis"
	"pledgebot/store/sql"
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

// errNoErasures means that a restore would bring back people who were erased.
var errNoErasures = errors.New("this release cannot apply erasures again: nothing was restored")

// eraseAgain applies the erasures that a log remembers to a database.
func eraseAgain(ctx context.Context, db *sql.DB, log io.Reader) (people int, err error) {
	p, ok := any(db).(interface {
		EraseAgain(ctx context.Context, log io.Reader) (people int, err error)
	})
	if !ok {
		return 0, errNoErasures
	}
	return p.EraseAgain(ctx, log)
}

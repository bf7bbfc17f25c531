package service

import (
	"context"
	"errors"
	"time"

	"pledgebot/store"
)

// How often a leader looks whether it still leads, and a follower whether it
// may.
const (
	leadCheck  = 5 * time.Second
	followWait = 5 * time.Second
)

// An Elected leader is the one process that holds a name in the store.
type Elected struct {
	Store store.Leader
	Clock Clock
}

// Lead waits until the name is free, and calls do while it is held.
func (e Elected) Lead(ctx context.Context, name string, do func(ctx context.Context) error) error {
	for {
		err := e.lead(ctx, name, do)
		if !errors.Is(err, store.ErrTaken) {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-e.Clock.After(followWait):
		}
	}
}

// lead holds the name once, or returns ErrTaken.
func (e Elected) lead(ctx context.Context, name string, do func(ctx context.Context) error) error {
	check, stop := e.Clock.Tick(leadCheck)
	defer stop()
	lost, release, err := e.Store.Lead(ctx, name, check)
	if err != nil {
		return err
	}
	defer release()
	leading, end := context.WithCancelCause(ctx)
	defer end(nil)
	go func() {
		select {
		case <-lost:
			end(errLost)
		case <-leading.Done():
		}
	}()
	if err := do(leading); err != nil {
		return err
	}
	if errors.Is(context.Cause(leading), errLost) {
		return errLost
	}
	return nil
}

var errLost = errors.New("another process may lead now")

package store

import (
	"context"
	"time"
)

// An Aside is an update that could not be taken, kept as it came so that it can
// be replayed after a fix. It holds what a person wrote.
type Aside struct {
	Key      string    `json:"key"` // the update's, as the platform names it
	Platform string    `json:"platform"`
	User     string    `json:"user,omitempty"` // whose it is, where that could be read
	Raw      []byte    `json:"raw"`
	Why      string    `json:"why"` // what kind of trouble; never a text of the update
	At       time.Time `json:"at"`
}

// Asides keeps updates that could not be taken.
type Asides interface {
	// SetAside keeps one; under a key that is there already it does nothing.
	SetAside(ctx context.Context, a Aside) error
	// Asides lists those not yet taken out, the oldest first, at most limit: from
	// the first one on, or, after one that was listed, from the next one on.
	Asides(ctx context.Context, after Aside, limit int) ([]Aside, error)
	// TakeOut removes one, or returns ErrNotFound.
	TakeOut(ctx context.Context, key string) error
}

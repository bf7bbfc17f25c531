package store

import (
	"context"
	"time"

	"pledgebot/conversation/pledge"
)

// Reminders finds the pledges whose reminders are to be looked at. A change with
// Change.Look says when, in its own transaction. All of it may be repeated, and done by
// several processes at once.
type Reminders interface {
	// ToLookAt lists pledges whose time has come, the longest first, at most limit.
	ToLookAt(ctx context.Context, now time.Time, limit int) ([]pledge.ID, error)
	// LookAgain says when to look at a pledge next, if it still is at its revision, zero
	// for never; otherwise ErrStale, and nothing is changed.
	LookAgain(ctx context.Context, id pledge.ID, rev int, at time.Time) error
}

package store

import (
	"context"
	"time"

	"pledgebot/conversation/pledge"
)

// A Backlog is what waits in the database, for those who operate the service.
// It names nobody.
type Backlog struct {
	Deliveries  map[DeliveryState]int // how many there are in each state
	OldestDue   time.Time             // since when the most overdue delivery is due; zero: none is overdue
	LastUnknown time.Time             // when the newest delivery whose end nobody knows was claimed; zero: there is none
	Asides      int                   // updates set aside and not taken out
	Cards       int                   // cards of the team that are behind their pledges
}

// Tries finds what could not be delivered so far.
type Tries interface {
	// Tried lists the pledges of deliveries on a platform that are not done after more
	// than so many attempts, those that are due first first.
	Tried(ctx context.Context, platform string, more int) ([]pledge.ID, error)
	// Undrawn lists the pledges whose card was tried first before a time and is behind
	// still, the longest due first.
	Undrawn(ctx context.Context, before time.Time) ([]pledge.ID, error)
}

// Backlogs counts what waits.
type Backlogs interface {
	// Backlog counts at one time. It may read whole tables: ask once in a while.
	Backlog(ctx context.Context, now time.Time) (Backlog, error)
}

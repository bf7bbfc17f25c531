package store

import (
	"context"
	"time"

	"pledgebot/conversation/pledge"
)

// Untouched says since when nobody may have changed a pledge of each kind.
type Untouched struct {
	Draft     time.Time // neither deleted nor a rehearsal
	Deleted   time.Time // since when it has been deleted
	Rehearsal time.Time
	Ended     time.Time // declined
}

// Retention finds what has been kept long enough, and lets go of it. All of it
// may be repeated, and done by several processes at once.
type Retention interface {
	// Untouched calls yield for every pledge that nobody has changed since, the
	// longest untouched first, without holding them all in memory.
	Untouched(ctx context.Context, since Untouched, yield func(pledge.Pledge) error) error
	// Untold tells whether something about a pledge waits whose telling was not
	// tried yet.
	Untold(ctx context.Context, id pledge.ID) (bool, error)
	// Drop removes a pledge with its history, its seats and what was to be told of
	// it, if it still is at a revision; otherwise ErrStale, and nothing is changed.
	Drop(ctx context.Context, id pledge.ID, rev int) error
	// Expire removes updates set aside until a time, and empties deliveries that
	// ended until another.
	Expire(ctx context.Context, asides, deliveries time.Time) error
	// Unseated lists people who hold no seat, have no role in the team and have done
	// nothing since a time, at most limit.
	Unseated(ctx context.Context, since time.Time, limit int) ([]pledge.Person, error)
	// Answered lists pledges that were given an answer after one time and until
	// another.
	Answered(ctx context.Context, after, until time.Time) ([]pledge.ID, error)
	// Reword keeps facts of pledges in another wording, each in its place. Who
	// does it sees to it that the history still gives the same pledge.
	Reword(ctx context.Context, facts []pledge.Fact) error
	// Kept remembers until when Answered has been seen to, and returns the time
	// before.
	Kept(ctx context.Context) (time.Time, error)
	SetKept(ctx context.Context, until time.Time) error
}

package store

import (
	"context"
	"iter"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// Caused is what one input made true, at one time.
type Caused struct {
	Input conversation.InputID
	By    pledge.Person
	Facts []pledge.Fact
}

// A Point of the history lies after an input; without one, after all inputs of
// its time.
type Point struct {
	At    time.Time // counts to the microsecond
	Input conversation.InputID
}

// History is all that came after a point, read some at a time. An error is the
// last that it gives.
func History(ctx context.Context, p Pledges, after Point) iter.Seq2[[]Caused, error] {
	return func(yield func([]Caused, error) bool) {
		for {
			some, err := p.Since(ctx, after)
			if err == nil && len(some) == 0 || !yield(some, err) || err != nil {
				return
			}
			last := some[len(some)-1]
			after = Point{At: last.Facts[0].At, Input: last.Input}
		}
	}
}

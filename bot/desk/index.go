package desk

import (
	"context"
	"errors"
	"fmt"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// indexMost is how many pledges are indexed at a time.
const indexMost = 100

// Index lets searches find what was submitted before there were any. It may be
// repeated, and done by several replicas at once; a pledge that changes meanwhile
// is left for the next time.
func (d *Desk) Index(ctx context.Context) error {
	for {
		all, err := d.searches.Unindexed(ctx, indexMost)
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		done := 0
		for _, id := range all {
			switch err := d.index(ctx, id); {
			case err == nil:
				done++
			case !errors.Is(err, store.ErrStale):
				return fmt.Errorf("index: %w", err)
			}
		}
		if done == 0 {
			return nil
		}
	}
}

func (d *Desk) index(ctx context.Context, id pledge.ID) error {
	view, err := d.pledges.Look(ctx, store.Query{Pledge: id})
	if err != nil {
		return err
	}
	if view.Pledge == nil {
		return store.ErrStale // it is gone
	}
	facts, err := d.pledges.Facts(ctx, id)
	if err != nil {
		return err
	}
	read := *view.Pledge
	if read.State != pledge.Draft {
		read = asSent(d.call, read, facts)
	}
	return d.searches.Index(ctx, *view.Pledge, store.SearchableOf(d.call, read))
}

package desk

import (
	"context"
	"fmt"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

// silentMost is how many claims are released at a time.
const silentMost = 100

// ReleaseSilent lets go of the claims whose holders have done nothing for so long
// while the pledge waits for the team. What a holder does meanwhile keeps the
// claim. It may be repeated, and done by several replicas at once: each silence
// ends once.
func (d *Desk) ReleaseSilent(ctx context.Context, silence time.Duration) error {
	since := d.now().UTC().Add(-silence)
	for {
		all, err := d.searches.Silent(ctx, since, silentMost)
		if err != nil {
			return fmt.Errorf("release claims: %w", err)
		}
		released := 0
		for _, s := range all {
			in := conversation.InputID(fmt.Sprintf("sys:release:%s:%d", s.Pledge, s.Seen))
			facts, _, err := d.doer.Do(ctx, in, pledge.Actor{}, s.Pledge, pledge.Release{Seen: s.Seen})
			if err != nil {
				return fmt.Errorf("release claims: %w", err)
			}
			released += len(facts)
		}
		if len(all) < silentMost || released == 0 {
			return nil
		}
	}
}

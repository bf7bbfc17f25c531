package bot

import (
	"context"
	"fmt"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// track lets the team know whether a question has come to the person of the city
// to whom it was sent.
func (b *Bot) track(ctx context.Context, d store.Delivery) error {
	questions := only(d.Facts, pledge.Inquired, pledge.Suggested, pledge.Corrected)
	if len(questions) == 0 {
		return nil
	}
	v, err := b.pledges.Look(ctx, store.Query{Person: d.Recipient})
	if err != nil {
		return fmt.Errorf("look: %w", err)
	}
	reach := pledge.Arrived
	if v.Person.Away {
		reach = pledge.Stranded
	}
	for _, f := range questions {
		in := conversation.InputID(fmt.Sprintf("sys:track:%s:%d:%s", d.Key, f.N, reach))
		if _, _, err := b.Do(ctx, in, pledge.Actor{}, d.Pledge, pledge.Track{Question: f.Question(), Reach: reach}); err != nil {
			return fmt.Errorf("track question: %w", err)
		}
	}
	return nil
}

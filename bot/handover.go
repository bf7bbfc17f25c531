package bot

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// sealed gives an offer its secret. What has to be passed on is known while an input
// is handled, and to nobody later: the store keeps a hash.
func sealed(cmd pledge.Command, secret string) pledge.Command {
	if _, ok := cmd.(pledge.Offer); ok {
		return pledge.Offer{Secret: secret}
	}
	if cmd, ok := cmd.(pledge.Involve); ok {
		cmd.Secret = secret
		return cmd
	}
	if cmd, ok := cmd.(pledge.Consult); ok {
		cmd.Secret = secret
		return cmd
	}
	return cmd
}

// passedOn is the code of what facts let somebody pass on; "" for nothing.
func passedOn(facts []pledge.Fact, secret string) string {
	for _, f := range facts {
		if code := pledge.PassedOn(f, secret); code != "" {
			return code
		}
	}
	return ""
}

// unseen reads the pledge that somebody takes over, or in which they take a seat:
// the pledge decides by the code, and they see nothing of it before.
func (b *Bot) unseen(ctx context.Context, v *store.View, do conversation.Do) error {
	_, takes := do.Command.(pledge.Take)
	_, advises := do.Command.(pledge.Advise)
	if _, joins := do.Command.(pledge.Join); !takes && !joins && !advises {
		return nil
	}
	found, err := b.pledges.Look(ctx, store.Query{Pledge: do.Pledge})
	if err != nil {
		return fmt.Errorf("look: %w", err)
	}
	if found.Pledge == nil { // as with any other code that is none
		found.Pledge = &pledge.Pledge{ID: do.Pledge}
	}
	v.Pledge = found.Pledge
	return known(*v)
}

// handedOver tells those who have lost their seat to somebody else.
func handedOver(before, after pledge.Pledge, facts []pledge.Fact) []store.Delivery {
	news := only(facts, pledge.TookOver)
	if len(news) == 0 {
		return nil
	}
	gone := slices.DeleteFunc(slices.Sorted(maps.Keys(before.Seats)), func(p pledge.Person) bool {
		_, stays := after.Seats[p]
		return stays
	})
	return tell(after, gone, news)
}

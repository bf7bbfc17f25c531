package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// drawn gives an offer its secret. What has to be passed on is known in this
// turn alone: the store keeps a hash.
func drawn(do conversation.Do) (pledge.Command, string) {
	secret := strings.ToLower(rand.Text())
	if _, ok := do.Command.(pledge.Offer); ok {
		return pledge.Offer{Secret: secret}, pledge.Code(do.Pledge, secret)
	}
	if cmd, ok := do.Command.(pledge.Involve); ok {
		cmd.Secret = secret
		return cmd, pledge.SeatCode(do.Pledge, secret)
	}
	if cmd, ok := do.Command.(pledge.Consult); ok {
		cmd.Secret = secret
		return cmd, pledge.SeatCode(do.Pledge, secret)
	}
	return do.Command, ""
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

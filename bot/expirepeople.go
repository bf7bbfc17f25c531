package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// expireMost is how many people one round lets go of; the next takes more.
const expireMost = 100

// expirePeople lets go of people who are on no pledge any more. It is no erasure
// that somebody asked for and goes into no log: after a restore it happens again
// by itself.
func (b *Bot) expirePeople(ctx context.Context, now time.Time) error {
	all, err := b.retention.Unseated(ctx, expired(conversation.PersonUnseated, now), expireMost)
	if err != nil {
		return fmt.Errorf("expire people: %w", err)
	}
	for _, p := range all {
		_, err := b.people.Erase(ctx, b.machine.Call(), store.Erasure{Person: p, At: now})
		if errors.Is(err, store.ErrNewer) {
			continue
		}
		if err == nil {
			err = b.letGo(ctx, store.AddressOf(p))
		}
		if err != nil {
			return fmt.Errorf("expire people: %w", err)
		}
	}
	return nil
}

// expireContacts empties personal answers that others have taken the place of.
// It looks at pledges that were answered since the last time, and remembers how
// far it came.
func (b *Bot) expireContacts(ctx context.Context, now time.Time) error {
	until := expired(conversation.ContactChanged, now)
	after, err := b.retention.Kept(ctx)
	if err != nil || !after.Before(until) {
		return err
	}
	changed, err := b.retention.Answered(ctx, after, until)
	if err != nil {
		return fmt.Errorf("expire contacts: %w", err)
	}
	for _, id := range changed {
		facts, err := b.pledges.Facts(ctx, id)
		if err == nil {
			err = b.retention.Reword(ctx, pledge.Replaced(b.machine.Call(), facts, until))
		}
		if err != nil {
			return fmt.Errorf("expire contacts: %w", err)
		}
	}
	return b.retention.SetKept(ctx, until)
}

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

// Expire lets go of what has been kept as long as conversation.Retention says.
// It runs once an hour and at start, and may be repeated and run by several
// replicas at once: a draft is warned of once, and nothing goes that somebody
// has changed meanwhile.
func (b *Bot) Expire(ctx context.Context) error {
	now := b.now().UTC()
	return errors.Join(b.expirePledges(ctx, now), b.expireMessages(ctx, now),
		b.expireContacts(ctx, now), b.expirePeople(ctx, now), b.expireInvites(ctx, now))
}

// expired is the moment such that what is older of a kind has been kept long
// enough.
func expired(k conversation.Kept, now time.Time) time.Time {
	return conversation.PeriodOf(k).Before(now)
}

func (b *Bot) expirePledges(ctx context.Context, now time.Time) error {
	since := store.Untouched{
		Draft: expired(conversation.DraftUnwarned, now), Deleted: expired(conversation.DraftDeleted, now),
		Rehearsal: expired(conversation.Rehearsed, now), Ended: expired(conversation.PledgeEnded, now),
	}
	err := b.retention.Untouched(ctx, since, func(p pledge.Pledge) error {
		if p.Schema > pledge.Schema {
			return nil // a newer release sees to it
		}
		if p.State == pledge.Draft && p.Deleted.IsZero() && !p.Rehearsal {
			return b.expireDraft(ctx, p, now)
		}
		return b.drop(ctx, p)
	})
	if err != nil {
		return fmt.Errorf("expire pledges: %w", err)
	}
	return nil
}

// expireDraft warns of a draft, and lets go of one that was warned of when its
// date has come and the warning was told, or its telling tried.
func (b *Bot) expireDraft(ctx context.Context, p pledge.Pledge, now time.Time) error {
	if p.Lapses == "" {
		in := conversation.InputID(fmt.Sprintf("sys:warn:%s:%d", p.ID, p.Rev))
		_, _, err := b.Do(ctx, in, pledge.Actor{}, p.ID, pledge.Warn{Seen: p.Rev, On: conversation.ErasedOn(p, now)})
		return err
	}
	if now.Format(time.DateOnly) < p.Lapses {
		return nil
	}
	if untold, err := b.retention.Untold(ctx, p.ID); err != nil || untold {
		return err
	}
	return b.drop(ctx, p)
}

// drop lets go of a pledge, unless somebody has changed it or let go of it
// meanwhile.
func (b *Bot) drop(ctx context.Context, p pledge.Pledge) error {
	if err := b.retention.Drop(ctx, p.ID, p.Rev); err != nil && !errors.Is(err, store.ErrStale) {
		return err
	}
	return nil
}

func (b *Bot) expireMessages(ctx context.Context, now time.Time) error {
	err := b.retention.Expire(ctx, expired(conversation.AsideKept, now), expired(conversation.TextDelivered, now))
	if err != nil {
		return fmt.Errorf("expire messages: %w", err)
	}
	return nil
}

package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/calendar"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// giveBackAfter is how long a reminder may have been claimed and not yet handed to the
// platform: later, who looks for stuck ones might take it for sent.
const giveBackAfter = stuckAfter / 2

// nudgeAgain is when a reminder is tried again that was certainly not shown.
const nudgeAgain = time.Minute

// deliverNudge sends a reminder at most once. Its row is its only record: nothing of it is
// owed in the dialog. What nobody knows the end of is never sent again, and the team is
// told.
func (b *Bot) deliverNudge(ctx context.Context, d store.Delivery) error {
	now := b.now().UTC()
	if now.Sub(d.Claimed) > giveBackAfter {
		return b.finish(ctx, d, store.Due, now)
	}
	if len(d.Facts) > 0 && now.Sub(d.Facts[0].At) > calendar.LateMost {
		return b.failNudge(ctx, d, pledge.Late)
	}
	to := d.Address()
	// Each attempt is an input of its own: one before it has shown nothing.
	u := Update{ID: conversation.InputID("sys:" + d.Key + "#" + strconv.Itoa(d.Attempts)), From: to, Event: conversation.Told{Facts: d.Facts}}
	unlock := b.line.enter(to)
	out, err := b.handle(ctx, u)
	unlock()
	switch {
	case err != nil:
		return errors.Join(err, b.finish(ctx, d, store.Due, now.Add(nudgeAgain)))
	case out.later == awayBy:
		return b.failNudge(ctx, d, pledge.Lost)
	case out.later > 0:
		return b.finish(ctx, d, store.Due, now.Add(out.later))
	case out.nudge == nil: // nothing is owed any more
		return b.finish(ctx, d, store.Cancelled, time.Time{})
	}
	if _, err := b.deliver(ctx, to, u.ID); err != nil { // what comes before it
		return errors.Join(err, b.finish(ctx, d, store.Due, now.Add(nudgeAgain)))
	}
	return b.sendNudge(ctx, to, d, out)
}

// sendNudge hands a reminder to the platform, once, and writes how that ended.
func (b *Bot) sendNudge(ctx context.Context, to store.Address, d store.Delivery, out outcome) error {
	err := b.showNudge(ctx, to, out)
	var refused *SendError
	switch {
	case err == nil:
		return b.finish(ctx, d, store.Sent, time.Time{})
	case !errors.As(err, &refused):
		b.log.Error("reminder maybe sent", "delivery", d.Key, "error", err)
		return b.failNudge(ctx, d, pledge.Unsure)
	case refused.Fate == Gone:
		return errors.Join(b.left(ctx, to, d.Key), b.failNudge(ctx, d, pledge.Lost))
	case refused.Fate == Rejected:
		b.log.Error("reminder not taken", "delivery", d.Key, "error", err)
		return b.failNudge(ctx, d, pledge.Refused)
	}
	return b.finish(ctx, d, store.Due, b.now().UTC().Add(max(refused.After, time.Second))) // it was not shown
}

// showNudge shows a reminder, and notes where. That it cannot be noted is no error: then
// its buttons are stale, and it is sent.
func (b *Bot) showNudge(ctx context.Context, to store.Address, out outcome) error {
	sender, ok := b.senders[to.Platform]
	if !ok {
		return &SendError{Fate: Retry, Err: fmt.Errorf("no sender for platform %q", to.Platform)}
	}
	defer b.sending.enter(to)()
	mark, err := sender.Send(ctx, to, b.message(out.lang, *out.nudge))
	if err != nil {
		return err
	}
	d, _, err := b.dialogs.Load(ctx, to)
	if err == nil {
		_, err = b.settleShown(ctx, to, d, []showing{{owed: *out.nudge, mark: mark}})
	}
	if err != nil {
		b.log.Error("settle reminder", "error", err)
	}
	return nil
}

// failNudge notes for the team that a reminder has not come, or may not have, before its
// delivery ends.
func (b *Bot) failNudge(ctx context.Context, d store.Delivery, why pledge.Fault) error {
	if len(d.Facts) > 0 {
		f := d.Facts[0]
		cmd := pledge.FailNudge{Slot: calendar.Nudge{Kind: calendar.Kind(f.Note), Day: f.Expected}, Way: pledge.Way(f.From), Bad: why}
		facts, _, err := b.Do(ctx, conversation.InputID("sys:failed:"+d.Key), pledge.Actor{}, d.Pledge, cmd)
		if err != nil {
			return fmt.Errorf("note failed reminder: %w", err)
		}
		for _, noted := range only(facts, pledge.NudgeFailed) { // it may have been, before a crash
			why = pledge.Fault(noted.Office)
		}
	}
	state := store.Refused
	if why == pledge.Unsure {
		state = store.Unknown
	}
	return b.finish(ctx, d, state, time.Time{})
}

// finish writes how a delivery ended; that it went with its recipient, or is done with, is
// no error.
func (b *Bot) finish(ctx context.Context, d store.Delivery, s store.DeliveryState, due time.Time) error {
	err := b.deliveries.Finish(ctx, d.Key, s, due)
	if err != nil && !errors.Is(err, store.ErrNotFound) && !errors.Is(err, store.ErrStale) {
		return fmt.Errorf("finish delivery: %w", err)
	}
	return nil
}

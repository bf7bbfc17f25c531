package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// remindMost is how many pledges one round looks at before it asks for more.
const remindMost = 100

// Remind notes which reminders have come due, so that each is delivered once, and lists
// those of which nobody knows whether they have come. It runs several times a minute, and
// may be done by several replicas at once: what one has noted another finds done.
func (b *Bot) Remind(ctx context.Context) error {
	failed := b.unstick(ctx, b.now().UTC())
	for before := []pledge.ID(nil); ; {
		ids, err := b.reminders.ToLookAt(ctx, b.now().UTC(), remindMost)
		if err != nil {
			return errors.Join(failed, fmt.Errorf("list reminders: %w", err))
		}
		for _, id := range ids {
			err = errors.Join(err, b.remind(ctx, id))
		}
		failed = errors.Join(failed, err)
		if err != nil || len(ids) < remindMost || slices.Equal(ids, before) { // what a newer release sees to stays
			return failed
		}
		before = ids
	}
}

// remind looks at the reminders of one pledge.
func (b *Bot) remind(ctx context.Context, id pledge.ID) error {
	v, err := b.pledges.Look(ctx, store.Query{Pledge: id})
	if err != nil || v.Pledge == nil || v.Pledge.Schema > pledge.Schema {
		return err
	}
	p := *v.Pledge
	due, missed, next := p.Upcoming(b.machine.Call(), b.now().UTC())
	cmd, err := b.reminding(ctx, p, due, missed)
	if err != nil {
		return err
	}
	if cmd != nil {
		in := conversation.InputID(fmt.Sprintf("sys:remind:%s:%d", id, p.Rev))
		_, _, err = b.Do(ctx, in, pledge.Actor{}, id, cmd)
		return err
	}
	if err = b.reminders.LookAgain(ctx, id, p.Rev, b.within(next)); errors.Is(err, store.ErrStale) {
		return nil // whoever has changed it has said when
	}
	return err
}

// reminding is what is to be done about the reminders of a pledge now; nil for nothing.
func (b *Bot) reminding(ctx context.Context, p pledge.Pledge, due *calendar.Nudge, missed []calendar.Nudge) (pledge.Command, error) {
	switch {
	case due == nil && len(missed) == 0:
		return nil, nil
	case len(missed) > 0 && (due == nil || due.Kind == calendar.Escalation):
		return pledge.Nudge{Missed: missed}, nil
	case due.Kind == calendar.Escalation:
		return pledge.Escalate{Why: pledge.TaskOverdue, Slot: *due}, nil
	}
	open, err := b.ways(ctx, p)
	if err != nil {
		return nil, err
	}
	_, invites := due.Kind.Forum()
	chatOnly := p.State == pledge.Draft || invites // the one is the city's own, the other nobody has to answer
	if chatOnly {
		open = slices.DeleteFunc(open, func(w pledge.Way) bool { return w != pledge.ByChat })
	}
	switch way := p.NextWay(*due, open); {
	case way != "":
		return pledge.Nudge{Slot: *due, Way: way, Missed: missed}, nil
	case chatOnly:
		return pledge.Nudge{Missed: append(missed, *due)}, nil
	}
	return pledge.Escalate{Why: pledge.TaskLost, Slot: *due}, nil
}

// chats are whom the ways in chat reach.
func chats(p pledge.Pledge) map[pledge.Way]pledge.Person {
	return map[pledge.Way]pledge.Person{pledge.ByChat: p.Owner(), pledge.BySecondChat: p.Successor}
}

// mailed are the addresses that the ways by mail reach.
var mailed = map[pledge.Way]call.Use{pledge.ByMail: call.UseMail, pledge.BySecondMail: call.UseSecond}

// ways are those by which somebody of a pledge can be reached now.
func (b *Bot) ways(ctx context.Context, p pledge.Pledge) ([]pledge.Way, error) {
	var open []pledge.Way
	for way, who := range chats(p) {
		if who == "" || who.Erased() {
			continue
		}
		v, err := b.pledges.Look(ctx, store.Query{Person: who})
		if err != nil {
			return nil, fmt.Errorf("look: %w", err)
		}
		if !v.Person.Away {
			open = append(open, way)
		}
	}
	for way, use := range mailed {
		if b.copy != "" && b.second != "" && !p.Value(b.machine.Call().Using(use).Key).Empty() {
			open = append(open, way)
		}
	}
	return open, nil
}

// nudges bring reminders to whom they are for. The key is that of the reminder and its
// way, so that nothing is sent twice, whatever else is done twice.
func (b *Bot) nudges(p pledge.Pledge, facts []pledge.Fact) []store.Delivery {
	var out []store.Delivery
	for _, f := range only(facts, pledge.WasNudged) {
		way := pledge.Way(f.From)
		to, class := chats(p)[way], conversation.Nudge
		if _, mail := mailed[way]; mail {
			to, class = map[pledge.Way]pledge.Person{pledge.ByMail: b.copy, pledge.BySecondMail: b.second}[way], conversation.Receive // which keeps its Message-ID
		}
		out = append(out, store.Delivery{
			Key:    fmt.Sprintf("nudge:%s:%s:%s:%s", p.ID, f.Note, f.Expected, f.From),
			Pledge: p.ID, Recipient: to, Class: class, Due: f.At, State: store.Due, Facts: []pledge.Fact{f},
		})
	}
	return out
}

// looks is when the reminders of a pledge are to be looked at, where a change makes that
// another time; nil for as before. A draft is looked at in its time, however often it is
// changed until then.
func (b *Bot) looks(before, after pledge.Pledge) *time.Time {
	was, is := before.Look(b.machine.Call()), after.Look(b.machine.Call())
	draft := before.State == pledge.Draft && after.State == pledge.Draft && !was.IsZero() && is.After(was) && len(before.Nudges) == len(after.Nudges)
	if was.Equal(is) || draft {
		return nil
	}
	is = b.within(is)
	return &is
}

// lookEvery is how long a pledge that brings reminders is not looked at, at most: so long
// does it take until a changed calendar, or a zone's changed clock, is heeded.
const lookEvery = 7 * 24 * time.Hour

// within is a time to look, or the latest before it that is soon enough; zero for never.
func (b *Bot) within(at time.Time) time.Time {
	if latest := b.now().UTC().Add(lookEvery); at.After(latest) {
		return latest
	}
	return at
}

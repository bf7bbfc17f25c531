package bot

import (
	"context"
	"fmt"
	"slices"

	"pledgebot/conversation"
	"pledgebot/store"
)

// keep commits where the dialog stands, the input that led there and the
// replies it owes, and marks the list as taken by this replica unless another
// is sending.
func (b *Bot) keep(ctx context.Context, u Update, d store.Dialog, s conversation.Session, v store.View, owed []store.Owed) error {
	now := b.now()
	d.Session = s
	d.Turn++
	d.Inputs = slices.DeleteFunc(slices.Clone(d.Inputs), func(in store.Input) bool {
		return now.Sub(in.At) > store.InputMemory
	})
	d.Inputs = append(d.Inputs, store.Input{ID: u.ID, At: now})
	d.Owed = append(slices.Clone(d.Owed), owed...)
	if d.Taken.Replica == "" || d.Taken.Replica == b.replica || now.Sub(d.Taken.At) > store.TakenFor {
		d.Taken = store.Taken{Replica: b.replica, At: now}
	}
	if err := b.dialogs.Commit(ctx, u.From, d); err != nil {
		return fmt.Errorf("commit dialog: %w", err)
	}
	b.held.put(u.From, d, d)
	b.remember(u.From, d, v)
	return nil
}

// owed names the replies of one turn, so that no other turn names one the same,
// even if a store loses this one. A window to be closed is a reply that
// only closes. A tick is drawn over its own prompt, wherever that stands; any
// other choice is left where it was made, unless its question is put again: it
// stays to be answered.
func (b *Bot) owed(run conversation.SessionID, turn int, effects []conversation.Effect, seen glance) []store.Owed {
	var out []store.Owed
	for i, e := range effects {
		id := fmt.Sprintf("%s.%d.%d", run, turn, i)
		switch e := e.(type) {
		case conversation.Reply:
			o := store.Owed{ID: id, Reply: e}
			if seen.tick && e.Prompt == seen.prompt {
				o.Over = seen.mark
			}
			out = append(out, o)
			if o.Over != 0 && o.Over < seen.newest { // a second copy stands below
				out = append(out, store.Owed{ID: id + ".newest", Reply: e, Over: seen.newest})
			}
		case conversation.Close:
			out = append(out, store.Owed{ID: id, Reply: conversation.Reply{Class: conversation.Screen, Close: true}})
		case conversation.Do, conversation.Recount, conversation.Settle, conversation.Later, conversation.Forget:
		}
	}
	again := slices.ContainsFunc(out, func(o store.Owed) bool { return o.Reply.Prompt == seen.prompt })
	if len(out) > 0 && len(seen.labels) > 0 && !again {
		out[0].Chosen = &store.Chosen{At: seen.mark, Labels: seen.labels}
	}
	return out
}

// reminders takes the reminder out of what is owed: it is never owed in a dialog, from
// which it would be sent again.
func reminders(all []store.Owed) (owed []store.Owed, nudge *store.Owed) {
	for _, o := range all {
		if o.Reply.Class == conversation.Nudge {
			nudge = &o
			continue
		}
		owed = append(owed, o)
	}
	return owed, nudge
}

// SetAside keeps an update that cannot be taken.
func (b *Bot) SetAside(ctx context.Context, a store.Aside) error {
	if err := b.asides.SetAside(ctx, a); err != nil {
		return fmt.Errorf("set aside: %w", err)
	}
	return nil
}

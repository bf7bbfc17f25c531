package bot

import (
	"context"
	"errors"
	"fmt"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// look reads what the machine needs, and what this input has caused before.
func (b *Bot) look(ctx context.Context, s conversation.Session, u Update, e conversation.Event) (store.View, error) {
	id, mine := b.machine.Needs(s, e)
	if u.recalled != nil {
		return recollected(*u.recalled, s, id, mine)
	}
	v, err := b.pledges.Look(ctx, store.Query{Person: u.From.Person(), Pledge: id, Mine: mine, Input: u.ID})
	if err != nil {
		return v, fmt.Errorf("look: %w", err)
	}
	if v.Person.Lang == "" {
		v.Person.Lang = s.Lang
	}
	if len(v.Already) > 0 {
		if caused := v.Already[0].Pledge; caused != "" && caused != id {
			already := v.Already
			v, err = b.pledges.Look(ctx, store.Query{Person: u.From.Person(), Pledge: caused, Mine: true, Input: u.ID})
			v.Already = already
		}
	}
	return b.readable(v, u), errors.Join(err, known(v))
}

// known refuses what only a newer release may change.
func known(v store.View) error {
	if v.Pledge != nil && v.Pledge.Schema > pledge.Schema {
		return fmt.Errorf("look at pledge: %w", store.ErrNewer)
	}
	for _, p := range v.Mine {
		if p.Schema > pledge.Schema {
			return fmt.Errorf("look at pledge: %w", store.ErrNewer)
		}
	}
	return nil
}

// readable leaves out what this person may not see.
func (b *Bot) readable(v store.View, u Update) store.View {
	if v.Pledge != nil && !pledge.MayRead(pledge.Actor{Person: u.From.Person()}, *v.Pledge, "") {
		v.Pledge = nil
	}
	return v
}

// lookAgain reads the rest when the typed words turn out to need more than was
// read for the words as yet unread.
func (b *Bot) lookAgain(ctx context.Context, s conversation.Session, u Update, was, is conversation.Event, v store.View) (store.View, error) {
	id, had := b.machine.Needs(s, was)
	if also, mine := b.machine.Needs(s, is); also == id && (!mine || had) {
		return v, nil
	}
	return b.look(ctx, s, u, is)
}

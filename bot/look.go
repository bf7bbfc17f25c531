package bot

import (
	"context"
	"fmt"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// look reads what the machine needs, and what this input has caused before.
func (b *Bot) look(ctx context.Context, s conversation.Session, u Update, e conversation.Event) (store.View, error) {
	id, mine := b.machine.Needs(s, e)
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
	return b.readable(v, u), err
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
func (b *Bot) lookAgain(ctx context.Context, s conversation.Session, u Update, e conversation.Event, v store.View) (store.View, error) {
	_, had := b.machine.Needs(s, u.Event)
	if _, mine := b.machine.Needs(s, e); !mine || had {
		return v, nil
	}
	return b.look(ctx, s, u, e)
}

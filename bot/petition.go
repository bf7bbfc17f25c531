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

// petitions is how often somebody may ask to take part in pledges.
var petitions = store.Rate{Every: 20 * time.Minute, Burst: 3}

// petition asks something of a pledge that is known by its number alone. The person
// may not read it and is told the same whether it is there.
func (b *Bot) petition(ctx context.Context, s conversation.Session, v store.View, u Update, do conversation.Do) (conversation.Session, []conversation.Effect, error) {
	refuse := func(why pledge.Refusal) (conversation.Session, []conversation.Effect, error) {
		session, effects := b.next(s, v, conversation.Refused{Why: why})
		return session, effects, nil
	}
	if wait, err := b.limits.Reserve(ctx, "petition "+string(u.From.Person()), petitions, 1, b.now()); err != nil {
		return s, nil, fmt.Errorf("count requests: %w", err)
	} else if wait > 0 {
		return refuse(pledge.TooOften)
	}
	p, err := b.pledges.Find(ctx, do.Reference)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return refuse(pledge.NotAllowed)
	case err != nil:
		return s, nil, fmt.Errorf("find pledge: %w", err)
	}
	do.Pledge = p.ID
	change, refusal := b.decide(store.View{Person: v.Person, Pledge: &p}, u, do)
	if refusal != "" {
		return refuse(refusal)
	}
	change.Input = u.ID
	facts, err := b.pledges.Commit(ctx, change)
	if err != nil {
		return s, nil, fmt.Errorf("commit change: %w", err)
	}
	session, effects := b.next(s, v, conversation.Happened{Facts: facts})
	return session, effects, nil
}

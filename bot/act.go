package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Do carries out a command of an actor who keeps no dialog and whose right was
// found out elsewhere: the service itself, or whoever may read the local store.
// The input's id makes it happen once: a repeat gives the facts of the first
// time.
func (b *Bot) Do(ctx context.Context, in conversation.InputID, a pledge.Actor, id pledge.ID, cmd pledge.Command) ([]pledge.Fact, pledge.Refusal, error) {
	return b.act(ctx, in, asker{actor: a}, id, cmd)
}

// DoAs is Do for a person of the mechanism team by the role that their row gives
// them at the moment of the write: a role that was taken meanwhile gives no right
// any more.
func (b *Bot) DoAs(ctx context.Context, in conversation.InputID, who pledge.Person, id pledge.ID, cmd pledge.Command) ([]pledge.Fact, pledge.Refusal, error) {
	return b.act(ctx, in, asker{actor: pledge.Actor{Person: who}, kept: true}, id, cmd)
}

// An asker is who asks for something outside a dialog.
type asker struct {
	actor pledge.Actor
	kept  bool // what the row of the person says counts, and nothing else
}

// in is the asker as a view has them, and whose rows their right rests on.
func (a asker) in(v store.View) (pledge.Actor, []conversation.Person) {
	if !a.kept {
		return a.actor, nil
	}
	actor := v.Person.Actor()
	if actor.Role == "" {
		return actor, nil
	}
	return actor, []conversation.Person{v.Person}
}

func (b *Bot) act(ctx context.Context, in conversation.InputID, by asker, id pledge.ID, cmd pledge.Command) ([]pledge.Fact, pledge.Refusal, error) {
	return b.once(ctx, in, store.Query{Person: by.actor.Person, Pledge: id}, func(v store.View) (store.Change, pledge.Refusal, error) {
		if v.Pledge == nil {
			return store.Change{}, pledge.NotAllowed, nil
		}
		if err := known(v); err != nil {
			return store.Change{}, "", err
		}
		actor, rests := by.in(v)
		after, facts, refusal := pledge.Apply(b.machine.Call(), b.texts, *v.Pledge, b.now().UTC(), actor, cmd)
		c := b.changed(*v.Pledge, after, facts)
		c.ReliesOn = rests
		if by.kept {
			c.Deliveries = held(c.Deliveries, *v.Pledge)
		}
		return c, refusal, nil
	})
}

// held are deliveries of which those with a question, a decision or an offer wait for a while. Of one
// that is taken back meanwhile nothing is told, then or now.
func held(all []store.Delivery, before pledge.Pledge) []store.Delivery {
	var out []store.Delivery
	for _, d := range all {
		if len(only(d.Facts, pledge.Inquired, pledge.Suggested, pledge.Corrected, pledge.WasAccepted, pledge.WasDeclined, pledge.Helped)) > 0 {
			d.Due = d.Due.Add(pledge.ToldAfter)
		}
		if !slices.ContainsFunc(d.Facts, before.TakesBack) {
			out = append(out, d)
		}
	}
	return out
}

// once looks, decides and keeps what was decided, anew after each lost race. An
// input that has caused facts before is not decided about again.
func (b *Bot) once(ctx context.Context, in conversation.InputID, q store.Query, decide func(store.View) (store.Change, pledge.Refusal, error)) ([]pledge.Fact, pledge.Refusal, error) {
	q.Input = in
	for range attempts {
		v, err := b.pledges.Look(ctx, q)
		if err != nil {
			return nil, "", fmt.Errorf("look: %w", err)
		}
		if len(v.Already) > 0 {
			return v.Already, "", nil
		}
		c, refusal, err := decide(v)
		if err != nil || refusal != "" || len(c.Facts) == 0 {
			return nil, refusal, err
		}
		c.Input = in
		facts, err := b.pledges.Commit(ctx, c)
		if !errors.Is(err, store.ErrStale) {
			return facts, "", err
		}
	}
	return nil, "", fmt.Errorf("do: %w", store.ErrStale)
}

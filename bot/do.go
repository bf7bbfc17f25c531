package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// commanded finds the one Do or Settle among effects.
func commanded(effects []conversation.Effect) conversation.Effect {
	for _, e := range effects {
		switch e.(type) {
		case conversation.Do, conversation.Settle:
			return e
		case conversation.Reply, conversation.Recount, conversation.Close, conversation.Later, conversation.Forget:
		}
	}
	return nil
}

// deferred tells after how long news must come again; 0 for never.
func (b *Bot) deferred(effects []conversation.Effect) time.Duration {
	for _, e := range effects {
		if later, ok := e.(conversation.Later); ok {
			switch {
			case later.Away:
				return awayBy
			case !later.Until.IsZero():
				return max(later.Until.Sub(b.now()), time.Second)
			}
			return laterBy
		}
	}
	return 0
}

// carryOut keeps what a command makes true, in one transaction, and tells the
// machine the outcome. The view afterwards is the world after it.
func (b *Bot) carryOut(ctx context.Context, s conversation.Session, v *store.View, u Update, order conversation.Effect) (conversation.Session, []conversation.Effect, error) {
	var change store.Change
	var refusal pledge.Refusal
	switch order := order.(type) {
	case conversation.Do:
		if order.Reference != "" {
			return b.petition(ctx, s, *v, u, order)
		}
		if err := b.unseen(ctx, v, order); err != nil {
			return s, nil, err
		}
		order.Command = b.coded(*v, order.Pledge, sealed(order.Command, u.secret))
		use, err := b.begins(ctx, s, u, &order)
		if err != nil {
			return s, nil, err
		}
		change, refusal = b.decide(*v, u, order)
		change.Uses = use
	case conversation.Settle:
		change = b.settle(v.Person, u, order)
	case conversation.Reply, conversation.Recount, conversation.Close, conversation.Later, conversation.Forget:
		return s, nil, fmt.Errorf("%T is no command", order)
	}
	if u.recalled != nil && len(change.Facts) == 0 {
		return s, nil, errUnsure // nothing is written that would verify it
	}
	if refusal != "" {
		session, effects := b.next(s, *v, conversation.Refused{Why: refusal})
		return session, effects, nil
	}
	change.Input = u.ID
	if len(change.Facts) > 0 {
		facts, err := b.pledges.Commit(ctx, change)
		if err != nil {
			return s, nil, fmt.Errorf("commit change: %w", err)
		}
		b.after(v, change, facts)
		change.Facts = facts
	}
	session, effects := b.next(s, *v, conversation.Happened{Facts: change.Facts, Code: passedOn(change.Facts, u.secret)})
	return session, effects, nil
}

// recount reads what an effect asks for, if one does, and has the machine show it.
func (b *Bot) recount(ctx context.Context, s conversation.Session, v store.View, effects []conversation.Effect) (conversation.Session, []conversation.Effect, error) {
	for i, e := range effects {
		asked, ok := e.(conversation.Recount)
		if !ok {
			continue
		}
		facts, err := b.pledges.Facts(ctx, asked.Pledge)
		if err != nil {
			return s, nil, fmt.Errorf("read facts: %w", err)
		}
		session, shown := b.next(s, v, conversation.Recounted{Of: asked, Facts: facts})
		return session, append(effects[:i:i], shown...), nil
	}
	return s, effects, nil
}

// decide asks the pledge.
func (b *Bot) decide(v store.View, u Update, do conversation.Do) (store.Change, pledge.Refusal) {
	p := pledge.Pledge{}
	if create, ok := do.Command.(pledge.Create); ok {
		create.ID = NewID(u.ID)
		do.Command = create
	} else if p, ok = b.view(v).Find(do.Pledge); !ok {
		return store.Change{}, pledge.NotAllowed
	}
	actor := pledge.Actor{Person: u.From.Person()}
	after, facts, refusal := pledge.Apply(b.machine.Call(), b.texts, p, b.now().UTC(), actor, do.Command)
	return b.changed(p, after, facts), refusal
}

// changed keeps what became true of a pledge, with what has to be told of it.
func (b *Bot) changed(before, after pledge.Pledge, facts []pledge.Fact) store.Change {
	c := store.Change{
		Facts: facts, Pledge: &after, Reseated: !maps.Equal(before.Seats, after.Seats), Card: after.Sent() || before.Shown() != after.Shown(),
		Deliveries: append(Follow(b.machine.Call(), after, facts), handedOver(before, after, facts)...),
	}
	c.Deliveries = append(append(c.Deliveries, b.posted(after, facts)...), b.nudges(after, facts)...)
	c.Look = b.looks(before, after)
	was, is := store.PublicOf(b.machine.Call(), before), store.PublicOf(b.machine.Call(), after)
	if !reflect.DeepEqual(was, is) {
		c.Publishes, c.Public = true, is
	}
	if after.Sent() && len(only(facts, pledge.WasSubmitted, pledge.Recalled, pledge.WasDeclined, pledge.Abandoned, pledge.Reconsidered)) > 0 {
		read := after
		if after.State == pledge.Amending {
			read = after.InForce(b.machine.Call()) // of the change nothing is sent now
		}
		sent := store.SearchableOf(b.machine.Call(), read)
		c.Searchable = &sent
	}
	return c
}

// posted is the mail about what the mechanism's mailbox is told, once, with a copy where
// the city wants one.
func (b *Bot) posted(p pledge.Pledge, facts []pledge.Fact) []store.Delivery {
	news := only(facts, pledge.WasSubmitted, pledge.WasWithdrawn, pledge.Reinstated, pledge.WasSuspended, pledge.Resumed)
	if b.post == "" || p.Rehearsal {
		return nil
	}
	if codes := only(facts, pledge.CodeSent); len(codes) > 0 {
		return tell(p, []pledge.Person{b.codes.To()}, codes)
	}
	if len(news) == 0 {
		return nil
	}
	to := []pledge.Person{b.post}
	if b.copy != "" && pledge.Copied(b.machine.Call(), p) {
		to = append(to, b.copy)
	}
	return tell(p, to, news)
}

// settle keeps what a person chose for themself.
func (b *Bot) settle(was conversation.Person, u Update, s conversation.Settle) store.Change {
	me := s.Person
	me.ID, me.Rev = u.From.Person(), was.Rev+1
	me.Desk = was.Desk // which nobody chooses for themself
	return store.Change{
		Person: &me,
		Facts:  []pledge.Fact{{Rev: me.Rev, Kind: pledge.Settled, By: me.ID, At: b.now().UTC(), Lang: me.Lang, Note: s.Why}},
	}
}

// after makes a view the world after a change.
func (b *Bot) after(v *store.View, c store.Change, facts []pledge.Fact) {
	if c.Person != nil {
		v.Person = *c.Person
	}
	if c.Pledge == nil {
		return
	}
	p := *c.Pledge
	if i := slices.IndexFunc(facts, pledge.Fact.Submits); i >= 0 {
		p, _ = pledge.Number(p, c.Facts, facts[i].Reference)
	}
	v.Pledge = &p
	mine := []pledge.Pledge{p}
	for _, other := range v.Mine {
		if other.ID != p.ID {
			mine = append(mine, other)
		}
	}
	v.Mine = mine
}

// NewID is the id of the pledge that an input makes. It is drawn from the
// input's own id, so that a repeated input makes the same pledge.
func NewID(in conversation.InputID) pledge.ID {
	sum := sha256.Sum256([]byte("pledge " + in))
	return pledge.ID(hex.EncodeToString(sum[:12]))
}

// Follow gives what has to be told because of facts: the city's people hear what
// the mechanism team and their colleagues did, each what is theirs to know. The key
// is made of the fact, so that nothing is told twice.
func Follow(c *call.Call, p pledge.Pledge, facts []pledge.Fact) []store.Delivery {
	people := slices.Collect(maps.Keys(p.Seats))
	for _, f := range facts {
		if f.Whom != "" {
			people = append(people, f.Whom) // who may have no seat any more
		}
	}
	slices.Sort(people)
	var out []store.Delivery
	for _, who := range slices.Compact(people) {
		news := slices.DeleteFunc(slices.Clone(facts), func(f pledge.Fact) bool { return !p.Hears(c, who, f) })
		if len(news) > 0 {
			out = append(out, tell(p, []pledge.Person{who}, news)...)
		}
	}
	return out
}

// only are the facts of some kinds.
func only(facts []pledge.Fact, kinds ...pledge.FactKind) []pledge.Fact {
	var out []pledge.Fact
	for _, f := range facts {
		if slices.Contains(kinds, f.Kind) {
			out = append(out, f)
		}
	}
	return out
}

// tell brings facts to people, each once.
func tell(p pledge.Pledge, to []pledge.Person, news []pledge.Fact) []store.Delivery {
	var out []store.Delivery
	for _, person := range to {
		out = append(out, store.Delivery{
			Key:    fmt.Sprintf("told:%s:%d:%s", p.ID, p.Rev, person),
			Pledge: p.ID, Recipient: person, Class: conversation.Receive, Due: news[0].At, State: store.Due, Facts: news,
		})
	}
	return out
}

//go:build crash

package main

import (
	"context"
	"slices"
	"sync"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// partsWithPoints puts points around everything that stores do.
func partsWithPoints(p bot.Parts) bot.Parts {
	p.Dialogs = &pointedDialogs{Dialogs: p.Dialogs, known: map[store.Address]store.Dialog{}}
	p.Pledges = pointedPledges{p.Pledges}
	p.Deliveries = pointedDeliveries{p.Deliveries}
	p.Asides = pointedAsides{p.Asides}
	p.Reminders = pointedReminders{p.Reminders}
	return p
}

// pointedDialogs remembers dialogs as they were, to tell why one is committed.
type pointedDialogs struct {
	store.Dialogs
	mu    sync.Mutex
	known map[store.Address]store.Dialog
}

func (p *pointedDialogs) Load(ctx context.Context, with store.Address) (store.Dialog, string, error) {
	loadDialog.before()
	defer loadDialog.after()
	d, run, err := p.Dialogs.Load(ctx, with)
	p.note(with, d)
	return d, run, err
}

func (p *pointedDialogs) Commit(ctx context.Context, with store.Address, d store.Dialog) error {
	why := p.why(with, d)
	why.before()
	defer why.after()
	err := p.Dialogs.Commit(ctx, with, d)
	if err == nil {
		p.note(with, d)
	}
	return err
}

func (p *pointedDialogs) note(with store.Address, d store.Dialog) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.known[with] = d
}

func (p *pointedDialogs) why(with store.Address, d store.Dialog) step {
	p.mu.Lock()
	defer p.mu.Unlock()
	was := p.known[with]
	switch {
	case lastInput(was) != lastInput(d):
		return commitTurn
	case d.Taken.Replica != "" && was.Taken.Replica != d.Taken.Replica && len(was.Owed) == len(d.Owed):
		return takeOver
	}
	return settle
}

func lastInput(d store.Dialog) conversation.InputID {
	if len(d.Inputs) == 0 {
		return ""
	}
	return d.Inputs[len(d.Inputs)-1].ID
}

func (p *pointedDialogs) Owing(ctx context.Context, before time.Time, limit int) ([]store.Address, error) {
	listOwing.before()
	defer listOwing.after()
	return p.Dialogs.Owing(ctx, before, limit)
}

type pointedPledges struct{ store.Pledges }

func (p pointedPledges) Look(ctx context.Context, q store.Query) (store.View, error) {
	look.before()
	defer look.after()
	return p.Pledges.Look(ctx, q)
}

func (p pointedPledges) Commit(ctx context.Context, c store.Change) ([]pledge.Fact, error) {
	what := commitAnswer
	switch {
	case c.Person != nil:
		what = commitPerson
	case slices.ContainsFunc(c.Facts, pledge.Fact.Submits):
		what = commitSubmit
	case c.Pledge.Rev == 1:
		what = commitNew
	case tells(c, pledge.NudgeFailed):
		what = commitFault
	case tells(c, pledge.WasNudged):
		what = commitReminder
	}
	what.before()
	defer what.after()
	return p.Pledges.Commit(ctx, c)
}

func tells(c store.Change, kind pledge.FactKind) bool {
	return slices.ContainsFunc(c.Facts, func(f pledge.Fact) bool { return f.Kind == kind })
}

func (p pointedPledges) Since(ctx context.Context, after store.Point) ([]store.Caused, error) {
	lateFacts.before()
	defer lateFacts.after()
	return p.Pledges.Since(ctx, after)
}

func (p pointedPledges) Swept(ctx context.Context) (time.Time, error) {
	lastSweep.before()
	defer lastSweep.after()
	return p.Pledges.Swept(ctx)
}

func (p pointedPledges) SetSwept(ctx context.Context, at time.Time) error {
	rememberSweep.before()
	defer rememberSweep.after()
	return p.Pledges.SetSwept(ctx, at)
}

type pointedDeliveries struct{ store.Deliveries }

func (p pointedDeliveries) Claim(ctx context.Context, to string, now time.Time, limit int) ([]store.Delivery, error) {
	claim.before()
	all, err := p.Deliveries.Claim(ctx, to, now, limit)
	if len(all) > 0 {
		claim.after()
	}
	return all, err
}

func (p pointedDeliveries) Finish(ctx context.Context, key string, s store.DeliveryState, due time.Time) error {
	how := finish
	if s == store.Due {
		how = putBack
	}
	how.before()
	defer how.after()
	return p.Deliveries.Finish(ctx, key, s, due)
}

func (p pointedDeliveries) Stuck(ctx context.Context, before time.Time) ([]store.Delivery, error) {
	listStuck.before()
	defer listStuck.after()
	return p.Deliveries.Stuck(ctx, before)
}

type pointedReminders struct{ store.Reminders }

func (p pointedReminders) ToLookAt(ctx context.Context, now time.Time, limit int) ([]pledge.ID, error) {
	listReminders.before()
	defer listReminders.after()
	return p.Reminders.ToLookAt(ctx, now, limit)
}

func (p pointedReminders) LookAgain(ctx context.Context, id pledge.ID, rev int, at time.Time) error {
	lookAgain.before()
	defer lookAgain.after()
	return p.Reminders.LookAgain(ctx, id, rev, at)
}

// asidesStore is store.Asides under a name that none of its methods has.
type asidesStore = store.Asides

type pointedAsides struct{ asidesStore }

func (p pointedAsides) SetAside(ctx context.Context, a store.Aside) error {
	setAside.before()
	defer setAside.after()
	return p.asidesStore.SetAside(ctx, a)
}

func cardsWithPoints(c store.Cards) store.Cards { return pointedCards{c} }

type pointedCards struct{ store.Cards }

func (p pointedCards) ClaimCards(ctx context.Context, now time.Time, limit int) ([]store.Card, error) {
	claimCard.before()
	all, err := p.Cards.ClaimCards(ctx, now, limit)
	if len(all) > 0 {
		claimCard.after()
	}
	return all, err
}

func (p pointedCards) PlaceCard(ctx context.Context, id pledge.ID, place string) error {
	placeCard.before()
	defer placeCard.after()
	return p.Cards.PlaceCard(ctx, id, place)
}

func (p pointedCards) DrewCard(ctx context.Context, id pledge.ID, drawn, told int) error {
	finishCard.before()
	defer finishCard.after()
	return p.Cards.DrewCard(ctx, id, drawn, told)
}

func (p pointedCards) PostponeCard(ctx context.Context, id pledge.ID, until time.Time) error {
	postponeCard.before()
	defer postponeCard.after()
	return p.Cards.PostponeCard(ctx, id, until)
}

func leaderWithPoints(l store.Leader) store.Leader { return pointedLeader{l} }

type pointedLeader struct{ store.Leader }

func (p pointedLeader) Lead(ctx context.Context, name string, check <-chan time.Time) (<-chan struct{}, func(), error) {
	lead.before()
	defer lead.after()
	return p.Leader.Lead(ctx, name, check)
}

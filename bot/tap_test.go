package bot_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A tap stands between a Bot and all that outlives it. Every call is numbered,
// beginning with 1, and may be disturbed before and after it is carried out:
// by an error, by a panic, or by being held up.
type tap struct {
	before, after func(n int, call string) error

	mu    sync.Mutex
	calls []string // by their number - 1
}

func (t *tap) through(name string, call func() error) error {
	t.mu.Lock()
	t.calls = append(t.calls, name)
	n := len(t.calls)
	t.mu.Unlock()
	if t.before != nil {
		if err := t.before(n, name); err != nil {
			return err
		}
	}
	err := call()
	if t.after != nil {
		if disturbed := t.after(n, name); disturbed != nil {
			return disturbed
		}
	}
	return err
}

// stride is 1: what is tried at every call is tried at every call. It leaves out
// most of them under the race detector and with -short.
func stride() int {
	if raced || testing.Short() {
		return 7
	}
	return 1
}

// made lists the calls so far.
func (t *tap) made() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.calls[:len(t.calls):len(t.calls)]
}

// on puts the tap between a Bot's parts and what they were.
func (t *tap) on(p *bot.Parts) {
	p.Dialogs = tappedDialogs{p.Dialogs, t}
	p.Pledges = tappedPledges{p.Pledges, t}
	p.Deliveries = tappedDeliveries{p.Deliveries, t}
	p.People = tappedPeople{p.People, t}
	if p.Erasures != nil {
		p.Erasures = tappedErasures{p.Erasures, t}
	}
	p.Invites = tappedInvites{p.Invites, t}
	p.Reminders = tappedReminders{p.Reminders, t}
	for i, s := range p.Senders {
		p.Senders[i] = tappedSender{s, t}
	}
}

// asked is one tapped call that gives something back.
func asked[T any](t *tap, name string, call func() (T, error)) (T, error) {
	var out T
	err := t.through(name, func() (err error) {
		out, err = call()
		return err
	})
	if err != nil {
		var none T
		return none, err
	}
	return out, nil
}

type tappedDialogs struct {
	store.Dialogs
	tap *tap
}

// Load keeps what comes with an error: a dialog that is not there has a run.
func (d tappedDialogs) Load(ctx context.Context, a store.Address) (dialog store.Dialog, run string, err error) {
	var told error
	err = d.tap.through("Dialogs.Load "+a.User, func() error {
		dialog, run, told = d.Dialogs.Load(ctx, a)
		return told
	})
	return dialog, run, err
}

func (d tappedDialogs) Commit(ctx context.Context, a store.Address, dialog store.Dialog) error {
	return d.tap.through("Dialogs.Commit "+a.User, func() error { return d.Dialogs.Commit(ctx, a, dialog) })
}

func (d tappedDialogs) Owing(ctx context.Context, before time.Time, limit int) ([]store.Address, error) {
	return asked(d.tap, "Dialogs.Owing", func() ([]store.Address, error) { return d.Dialogs.Owing(ctx, before, limit) })
}

func (d tappedDialogs) Forget(ctx context.Context, a store.Address) error {
	return d.tap.through("Dialogs.Forget "+a.User, func() error { return d.Dialogs.Forget(ctx, a) })
}

type tappedPeople struct {
	store.People
	tap *tap
}

func (p tappedPeople) Held(ctx context.Context, who pledge.Person) (store.Holding, error) {
	return asked(p.tap, "People.Held", func() (store.Holding, error) { return p.People.Held(ctx, who) })
}

func (p tappedPeople) Erase(ctx context.Context, c *call.Call, e store.Erasure) (store.Erased, error) {
	return asked(p.tap, "People.Erase", func() (store.Erased, error) { return p.People.Erase(ctx, c, e) })
}

type tappedReminders struct {
	store.Reminders
	tap *tap
}

func (r tappedReminders) ToLookAt(ctx context.Context, now time.Time, limit int) ([]pledge.ID, error) {
	return asked(r.tap, "Reminders.ToLookAt", func() ([]pledge.ID, error) { return r.Reminders.ToLookAt(ctx, now, limit) })
}

func (r tappedReminders) LookAgain(ctx context.Context, id pledge.ID, rev int, at time.Time) error {
	return r.tap.through("Reminders.LookAgain", func() error { return r.Reminders.LookAgain(ctx, id, rev, at) })
}

type tappedInvites struct {
	store.Invites
	tap *tap
}

func (i tappedInvites) TakeInvite(ctx context.Context, u store.Use, at time.Time) (store.Invite, error) {
	return asked(i.tap, "Invites.TakeInvite", func() (store.Invite, error) { return i.Invites.TakeInvite(ctx, u, at) })
}

type tappedErasures struct {
	bot.Erasures
	tap *tap
}

func (e tappedErasures) Append(p pledge.Person, at time.Time) error {
	return e.tap.through("Erasures.Append", func() error { return e.Erasures.Append(p, at) })
}

type tappedPledges struct {
	store.Pledges
	tap *tap
}

func (p tappedPledges) Look(ctx context.Context, q store.Query) (store.View, error) {
	return asked(p.tap, "Pledges.Look", func() (store.View, error) { return p.Pledges.Look(ctx, q) })
}

func (p tappedPledges) Commit(ctx context.Context, c store.Change) ([]pledge.Fact, error) {
	return asked(p.tap, "Pledges.Commit", func() ([]pledge.Fact, error) { return p.Pledges.Commit(ctx, c) })
}

func (p tappedPledges) Since(ctx context.Context, after store.Point) ([]store.Caused, error) {
	return asked(p.tap, "Pledges.Since", func() ([]store.Caused, error) { return p.Pledges.Since(ctx, after) })
}

func (p tappedPledges) Swept(ctx context.Context) (time.Time, error) {
	return asked(p.tap, "Pledges.Swept", func() (time.Time, error) { return p.Pledges.Swept(ctx) })
}

func (p tappedPledges) SetSwept(ctx context.Context, at time.Time) error {
	return p.tap.through("Pledges.SetSwept", func() error { return p.Pledges.SetSwept(ctx, at) })
}

type tappedDeliveries struct {
	store.Deliveries
	tap *tap
}

func (d tappedDeliveries) Claim(ctx context.Context, platform string, now time.Time, limit int) ([]store.Delivery, error) {
	return asked(d.tap, "Deliveries.Claim", func() ([]store.Delivery, error) { return d.Deliveries.Claim(ctx, platform, now, limit) })
}

func (d tappedDeliveries) Finish(ctx context.Context, key string, s store.DeliveryState, due time.Time) error {
	return d.tap.through("Deliveries.Finish "+string(s), func() error { return d.Deliveries.Finish(ctx, key, s, due) })
}

func (d tappedDeliveries) Stuck(ctx context.Context, before time.Time) ([]store.Delivery, error) {
	return asked(d.tap, "Deliveries.Stuck", func() ([]store.Delivery, error) { return d.Deliveries.Stuck(ctx, before) })
}

type tappedSender struct {
	bot.Sender
	tap *tap
}

func (s tappedSender) Send(ctx context.Context, to store.Address, m bot.Message) (conversation.Mark, error) {
	return asked(s.tap, "Sender.Send "+to.User, func() (conversation.Mark, error) { return s.Sender.Send(ctx, to, m) })
}

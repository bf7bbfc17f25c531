package telegram_test

import (
	"context"
	"slices"
	"sync"

	"pledgebot/bot/bottest"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
	"pledgebot/store/memory"
)

// product is what ships.
var product = bottest.Shipped()

// A turn is what one input led to.
type turn struct {
	input conversation.InputID
	lang  call.Lang
	owed  []store.Owed
}

// dialogs are kept in memory. They may be away for somebody, or be found under
// another run, and remember what every input led to.
type dialogs struct {
	*memory.Dialogs
	w *world

	mu    sync.Mutex
	run   string // in place of the store's own
	away  func(store.Address) bool
	races int // how many commits another wins
	turns map[store.Address][]turn
	known map[string]bool // replies noted, by address and id
}

func newDialogs(w *world) *dialogs {
	return &dialogs{Dialogs: memory.New(), w: w, run: "1", turns: map[store.Address][]turn{}, known: map[string]bool{}}
}

func (d *dialogs) trouble(a store.Address) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.away != nil && d.away(a) {
		return store.ErrAway
	}
	return nil
}

// goAway makes the store unreachable for some, or for nobody with nil.
func (d *dialogs) goAway(whom func(store.Address) bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.away = whom
}

// loses lets so many commits come second to another's.
func (d *dialogs) loses(races int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.races = races
}

func (d *dialogs) lost() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.races--
	return d.races >= 0
}

func (d *dialogs) Load(ctx context.Context, a store.Address) (store.Dialog, string, error) {
	if err := d.trouble(a); err != nil {
		return store.Dialog{}, "", err
	}
	dialog, _, err := d.Dialogs.Load(ctx, a)
	d.mu.Lock()
	defer d.mu.Unlock()
	return dialog, d.run, err
}

func (d *dialogs) Commit(ctx context.Context, a store.Address, dialog store.Dialog) error {
	if err := d.trouble(a); err != nil {
		return err
	}
	if d.lost() {
		return store.ErrStale
	}
	if err := d.Dialogs.Commit(ctx, a, dialog); err != nil {
		return err
	}
	d.note(a, dialog)
	d.w.srv.Nudge()
	return nil
}

// note remembers the replies that are new, under the input that is newest.
func (d *dialogs) note(a store.Address, dialog store.Dialog) {
	d.mu.Lock()
	defer d.mu.Unlock()
	input := dialog.Inputs[len(dialog.Inputs)-1].ID
	turns := d.turns[a]
	if len(turns) == 0 || turns[len(turns)-1].input != input {
		turns = append(turns, turn{input: input, lang: dialog.Session.Lang})
	}
	last := &turns[len(turns)-1]
	for _, o := range dialog.Owed {
		if key := a.User + " " + o.ID; !d.known[key] {
			d.known[key] = true
			last.owed = append(last.owed, o)
		}
	}
	d.turns[a] = turns
}

// of are the turns of somebody, oldest first.
func (d *dialogs) of(a store.Address) []turn {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.turns[a])
}

// wipe loses all that is kept of somebody's dialog; a restart keeps it under
// another run.
func (d *dialogs) wipe(a store.Address) {
	_ = d.Forget(context.Background(), a) // never fails in memory
	d.mu.Lock()
	defer d.mu.Unlock()
	for key := range d.known {
		if len(key) > len(a.User) && key[:len(a.User)+1] == a.User+" " {
			delete(d.known, key)
		}
	}
}

func (d *dialogs) restart() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.run += "1"
}

// owing is to whom something is owed.
func (d *dialogs) owing() []store.Address {
	owing, _ := d.Owing(context.Background(), start.AddDate(100, 0, 0), 1<<20) // never fails in memory
	return owing
}

// session is where somebody's dialog stands.
func (d *dialogs) session(a store.Address) conversation.Session {
	dialog, _, _ := d.Dialogs.Load(context.Background(), a) // without one it is empty
	return dialog.Session
}

// pledges are kept in the database, which may be away.
type pledges struct {
	store.Pledges
	w *world

	mu   sync.Mutex
	away bool
}

func (p *pledges) goAway(away bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.away = away
}

func (p *pledges) trouble() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.away {
		return store.ErrAway
	}
	return nil
}

func (p *pledges) Look(ctx context.Context, q store.Query) (store.View, error) {
	if err := p.trouble(); err != nil {
		return store.View{}, err
	}
	return p.Pledges.Look(ctx, q)
}

// asides keeps what was set aside.
type asides struct {
	w *world

	mu   sync.Mutex
	away bool
	all  []store.Aside
}

func (a *asides) SetAside(_ context.Context, x store.Aside) error {
	a.mu.Lock()
	defer a.w.srv.Nudge()
	defer a.mu.Unlock()
	switch {
	case a.away:
		return store.ErrAway
	case !slices.ContainsFunc(a.all, func(y store.Aside) bool { return y.Key == x.Key }):
		a.all = append(a.all, x)
	}
	return nil
}

func (a *asides) Asides(context.Context, store.Aside, int) ([]store.Aside, error) {
	return a.kept(), nil
}

func (a *asides) TakeOut(_ context.Context, key string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all = slices.DeleteFunc(a.all, func(x store.Aside) bool { return x.Key == key })
	return nil
}

func (a *asides) goAway(away bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.away = away
}

func (a *asides) kept() []store.Aside {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.all)
}

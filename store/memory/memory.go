// Package memory keeps dialogs in memory, for one server on trial and for
// tests. When the process ends they are gone, which costs each person a
// question and never an answer.
package memory

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"pledgebot/store"
)

// Dialogs implements store.Dialogs. It is safe for concurrent use.
type Dialogs struct {
	run  string
	mu   sync.Mutex
	kept map[store.Address]kept
}

// kept is a dialog as JSON, so that what does not survive JSON fails here as
// it would elsewhere, and nobody holds a piece of what is stored.
type kept struct {
	turn  int
	doc   []byte
	owes  bool
	taken time.Time
}

var _ store.Dialogs = (*Dialogs)(nil)

// New returns a store without dialogs, under a run of its own.
func New() *Dialogs {
	return &Dialogs{run: rand.Text(), kept: map[store.Address]kept{}}
}

// Load returns the dialog held with someone, or ErrNotFound, and the name of
// this store; another one has another name.
func (d *Dialogs) Load(_ context.Context, with store.Address) (store.Dialog, string, error) {
	d.mu.Lock()
	k, ok := d.kept[with]
	d.mu.Unlock()
	if !ok {
		return store.Dialog{}, d.run, fmt.Errorf("load dialog: %w", store.ErrNotFound)
	}
	var dialog store.Dialog
	if err := json.Unmarshal(k.doc, &dialog); err != nil {
		return store.Dialog{}, d.run, fmt.Errorf("load dialog: %w", err)
	}
	return dialog, d.run, nil
}

// Forget removes the dialog held with someone.
func (d *Dialogs) Forget(_ context.Context, with store.Address) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.kept, with)
	return nil
}

// Commit keeps a dialog whole if it is the next turn or kept already; otherwise
// ErrStale.
func (d *Dialogs) Commit(_ context.Context, with store.Address, dialog store.Dialog) error {
	doc, err := json.Marshal(dialog)
	if err != nil {
		return fmt.Errorf("commit dialog: %w", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	k, ok := d.kept[with]
	if ok && bytes.Equal(k.doc, doc) {
		return nil
	}
	if k.turn != dialog.Turn-1 {
		return fmt.Errorf("commit dialog: %w", store.ErrStale)
	}
	d.kept[with] = kept{turn: dialog.Turn, doc: doc, owes: len(dialog.Owed) > 0, taken: dialog.Taken.At}
	return nil
}

// Owing lists addresses to whom something is owed and whose mark is older than
// the given time, the oldest mark first.
func (d *Dialogs) Owing(_ context.Context, before time.Time, limit int) ([]store.Address, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	owing := maps.Clone(d.kept)
	maps.DeleteFunc(owing, func(_ store.Address, k kept) bool { return !k.owes || !k.taken.Before(before) })
	all := slices.SortedFunc(maps.Keys(owing), func(a, b store.Address) int {
		return cmp.Or(owing[a].taken.Compare(owing[b].taken), cmp.Compare(a.Platform, b.Platform), cmp.Compare(a.User, b.User))
	})
	return all[:min(max(limit, 0), len(all))], nil
}

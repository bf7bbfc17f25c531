package bot

import (
	"sync"

	"pledgebot/store"
)

// heldMost is how many dialogs a replica holds between keeping what is owed and
// showing it.
const heldMost = 4096

// held are dialogs as this replica committed them last, until what they owe is
// shown: who has just written a dialog need not load it to send it. Whether it
// still stands is decided by the next commit.
type held struct {
	mu  sync.Mutex
	all map[store.Address]store.Dialog
}

func (h *held) put(a store.Address, d store.Dialog) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.all == nil {
		h.all = map[store.Address]store.Dialog{}
	}
	if len(h.all) >= heldMost {
		for some := range h.all {
			delete(h.all, some) // it is loaded again when it is needed
			break
		}
	}
	h.all[a] = d
}

func (h *held) get(a store.Address) (store.Dialog, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	d, ok := h.all[a]
	return d, ok
}

// drop lets go of a dialog, unless a later turn of it is held.
func (h *held) drop(a store.Address, turn int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if d, ok := h.all[a]; ok && d.Turn <= turn {
		delete(h.all, a)
	}
}

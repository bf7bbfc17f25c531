package redis

import (
	"sync"

	"pledgebot/store"
)

// copiesMost bounds what is held, whatever the number of dialogs.
const copiesMost = 512

// copies are dialogs as this process last read or kept them. They are used only
// when Redis has said that they still stand, and save carrying and reading them
// again.
type copies struct {
	mu  sync.Mutex
	all map[string]stored // by the dialog's key
}

type stored struct {
	begins string // how its value begins
	dialog store.Dialog
}

func (c *copies) get(key string) stored {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.all[key]
}

// put holds a dialog in place of another one's where there is no room. It may be
// an older one than is held: that is found out when it is used.
func (c *copies) put(key, begins string, d store.Dialog) {
	d = apart(d)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all == nil {
		c.all = map[string]stored{}
	}
	if _, found := c.all[key]; !found && len(c.all) >= copiesMost {
		for some := range c.all {
			delete(c.all, some)
			break
		}
	}
	c.all[key] = stored{begins: begins, dialog: d}
}

package bot_test

import (
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A diary is a log of erasures that a test can read.
type diary struct {
	failed error
	all    []store.Erasure
}

func (d *diary) Append(who pledge.Person, at time.Time) error {
	if d.failed == nil {
		d.all = append(d.all, store.Erasure{Person: who, At: at})
	}
	return d.failed
}

func (d *diary) on(p *bot.Parts) { p.Erasures = d }

// An erasure stands in the log before anything goes.
func TestErasureIsLoggedFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does(drafting[:5]...)
	log := &diary{failed: errAway}
	b := w.bot(log.on)
	if _, err := b.Erase(t.Context(), "tty:ana"); err == nil || len(w.mine(ana.address)) != 1 {
		t.Fatalf("erased without a log: %v", err)
	}
	log.failed = nil
	done, err := b.Erase(t.Context(), "tty:ana")
	if err != nil || len(done.Dropped) != 1 || len(w.mine(ana.address)) != 0 {
		t.Errorf("%+v, %v", done, err)
	}
	if len(log.all) != 1 || log.all[0].Person != "tty:ana" || !log.all[0].At.Equal(w.clock.now()) {
		t.Errorf("the log says %+v", log.all)
	}
}

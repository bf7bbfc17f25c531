package bot_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/memory"
)

// TestKilledWhileReminding kills the process before every call that it makes between a
// reminder coming due and its being settled; before the next call is also after the last.
// Whatever the next one does: the reminder comes at most once, and one that nobody knows the
// end of is listed for the team.
func TestKilledWhileReminding(t *testing.T) {
	t.Parallel()
	calls := killedReminding(t, 0, false)
	for _, lost := range []bool{false, true} {
		for at := 1; at <= len(calls); at += stride() {
			t.Run(fmt.Sprintf("lost=%v %02d %s", lost, at, calls[at-1]), func(t *testing.T) {
				t.Parallel()
				killedReminding(t, at, lost)
			})
		}
	}
}

func killedReminding(t *testing.T, at int, lost bool) []string {
	t.Helper()
	w, ana := owed(t)
	w.until("2028-05-02 15:00")
	calls := &tap{before: func(n int, _ string) error {
		if n == at {
			panic(died{})
		}
		return nil
	}}
	mortal := w.bot(calls.on)
	func() {
		defer func() {
			if p := recover(); p != nil && p != (died{}) {
				panic(p)
			}
		}()
		w.runs(mortal)
		w.runs(mortal)
	}()
	made := calls.made()
	if lost {
		w.dialogs = memory.New()
	}
	next := []*bot.Bot{w.bot(), w.bot()}
	for range 20 {
		w.clock.pass(20 * time.Second)
		w.runs(next...)
		w.sweeps(next[0])
	}
	p := w.mine(ana.address)[0]
	shown, listed := len(w.nudged(ana)), p.Task != nil && p.Task.Why == pledge.TaskUnsure
	if shown > 1 || shown == 0 && !listed || len(p.Nudges) != 1 {
		t.Errorf("it was shown %d times, listed %v; %q", shown, listed, w.faults(ana))
	}
	return made
}

// TestManyRemindersAtOnce: of many cities, by several replicas at once, each once.
func TestManyRemindersAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const cities = 24
	var people []*person
	for i := range cities {
		p := w.person(fmt.Sprintf("official%02d", i), w.bot())
		p.does(templatePath...)
		people = append(people, p)
		kept := w.mine(p.address)[0]
		w.decides(p.b, conversation.InputID(fmt.Sprint("desk:", i)), kept.ID, pledge.Accept{Check: kept.Submitted.Check})
	}
	w.due(people[0].b)
	w.until("2028-05-02 15:00")
	replicas := []*bot.Bot{w.bot(), w.bot(), w.bot()}
	var all sync.WaitGroup
	for _, b := range replicas {
		all.Go(func() {
			for range 3 {
				if err := b.Remind(t.Context()); err != nil {
					t.Errorf("remind: %v", err)
				}
				if err := b.DeliverDue(t.Context(), "tty"); err != nil {
					t.Errorf("deliver: %v", err)
				}
			}
		})
	}
	all.Wait()
	w.runs(replicas[0])
	for _, p := range people {
		w.wants(p, 1)
		if got := w.faults(p); !slices.Equal(got, []string{"before_90 chat "}) {
			t.Errorf("%s: %q", p.address.User, got)
		}
	}
}

// TestASlowPlatformIsNoDoubt: what was claimed long ago and not yet handed over is given
// back, and sent by whoever claims it next.
func TestASlowPlatformIsNoDoubt(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	w.until("2028-05-02 15:00")
	if err := ana.b.Remind(t.Context()); err != nil {
		t.Fatal(err)
	}
	claimed, err := w.db.Claim(t.Context(), "tty", w.clock.now(), 9)
	if err != nil || len(claimed) != 1 || claimed[0].Class != conversation.Nudge {
		t.Fatalf("claimed %+v, %v", claimed, err)
	}
	if err := w.db.Finish(t.Context(), claimed[0].Key, store.Due, w.clock.now()); err != nil {
		t.Fatal(err)
	}
	slow := w.bot(func(p *bot.Parts) { p.Deliveries = slowDeliveries{p.Deliveries, w} })
	w.due(slow)
	w.wants(ana, 0)
	w.due(ana.b)
	w.wants(ana, 1)
	sameLines(t, "noted", w.faults(ana), []string{"before_90 chat "})
}

// slowDeliveries takes a long time to hand over what was claimed.
type slowDeliveries struct {
	store.Deliveries
	w *world
}

func (d slowDeliveries) Claim(ctx context.Context, to string, now time.Time, limit int) ([]store.Delivery, error) {
	defer d.w.clock.pass(20 * time.Second)
	return d.Deliveries.Claim(ctx, to, now, limit)
}

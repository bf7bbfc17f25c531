package bot_test

import (
	"fmt"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store/memory"
)

// died is the panic by which a process ends in the middle of a call.
type died struct{}

// A crash is one conversation whose process is killed once. All that the
// process knew is gone then; the stores remain.
type crash struct {
	*world
	b      *bot.Bot
	ana    *official
	at     int  // the call before which the process dies; 0 for never
	again  int  // the call of the next process before which that one dies too
	lost   bool // the dialogs are gone as well
	repeat bool // the platform brings what was not acknowledged again
	calls  *tap
}

func newCrash(t *testing.T, at int, lost, repeat bool) *crash {
	c := &crash{world: newWorld(t), at: at, lost: lost, repeat: repeat, calls: &tap{}}
	c.calls.before = func(n int, _ string) error {
		if n == c.at {
			panic(died{})
		}
		return nil
	}
	c.b = c.bot(c.calls.on)
	c.ana = newOfficial(c.world)
	return c
}

// TestKilledAnywhere kills the process before every call that it makes in the
// course of a pledge's life, from hello to acceptance; before the next call is
// also after the last. The next process begins with a sweep, and people go on
// as people do: they answer what is on their screen.
func TestKilledAnywhere(t *testing.T) {
	t.Parallel()
	whole := newCrash(t, 0, false, false)
	whole.play()
	whole.check()
	calls := whole.calls.made()
	for _, lost := range []bool{false, true} {
		for _, repeat := range []bool{true, false} {
			t.Run(fmt.Sprintf("lost=%v repeat=%v", lost, repeat), func(t *testing.T) {
				t.Parallel()
				for at := 1; at <= len(calls); at += stride() {
					t.Run(fmt.Sprintf("%03d %s", at, calls[at-1]), func(t *testing.T) {
						c := newCrash(t, at, lost, repeat)
						c.play()
						c.check()
					})
				}
			})
		}
	}
}

// TestKilledAgain kills the process when it has received the pledge and told
// nobody, and the next one before every call of what it does about that.
func TestKilledAgain(t *testing.T) {
	t.Parallel()
	whole := newCrash(t, 0, false, false)
	whole.play()
	calls, commits := whole.calls.made(), []int(nil)
	for i, call := range calls {
		if call == "Pledges.Commit" {
			commits = append(commits, i+1)
		}
	}
	received := commits[len(commits)-2] // the last one is the acceptance
	for _, lost := range []bool{false, true} {
		for again := 1; again <= 25; again += stride() {
			t.Run(fmt.Sprintf("lost=%v again=%02d", lost, again), func(t *testing.T) {
				t.Parallel()
				c := newCrash(t, received+1, lost, again%2 == 0)
				c.again = again
				c.play()
				c.check()
			})
		}
	}
}

// play goes on until the acceptance has been told.
func (c *crash) play() {
	c.t.Helper()
	for range 60 {
		switch {
		case !c.ana.hasReceipt():
			c.input(c.ana.next())
		case !c.accepted():
			c.alive(func() error { return c.accept() })
		case !c.ana.hasRead(c.news()):
			if !c.alive(func() error { return c.b.DeliverDue(c.t.Context(), "tty") }) {
				c.keepsUp()
			}
		default:
			return
		}
	}
	c.t.Fatalf("it does not end; at last shown: %q", texts(c.phones.shownTo(c.ana.address)))
}

// input brings one update to the Bot, and what is owed to the screen.
func (c *crash) input(u bot.Update) {
	c.t.Helper()
	acknowledged := false
	step := func() error {
		if err := c.b.Handle(c.t.Context(), u); err != nil {
			return err
		}
		acknowledged = true
		c.ana.acknowledged(u)
		return c.b.Deliver(c.t.Context(), c.ana.address)
	}
	if c.alive(step) {
		return
	}
	if c.repeat && !acknowledged {
		c.alive(step)
	}
	c.keepsUp()
}

// alive does something until it is done or the process dies; then another one
// is started, which begins with a sweep.
func (c *crash) alive(do func() error) (lived bool) {
	c.t.Helper()
	if c.attempt(do) {
		return true
	}
	for {
		c.at = 0
		if c.again > 0 {
			c.at, c.again = len(c.calls.made())+c.again, 0
		}
		if c.lost {
			c.dialogs = memory.New()
		}
		c.b = c.bot(c.calls.on)
		if c.attempt(func() error { return c.b.Sweep(c.t.Context()) }) {
			c.clock.pass(time.Second)
			return false
		}
	}
}

func (c *crash) attempt(do func() error) (lived bool) {
	c.t.Helper()
	defer func() {
		if p := recover(); p != nil && p != (died{}) {
			panic(p)
		}
	}()
	if err := do(); err != nil {
		c.t.Fatal(err)
	}
	return true
}

// keepsUp is what every process does by itself as time passes.
func (c *crash) keepsUp() {
	c.t.Helper()
	c.clock.pass(time.Minute)
	c.alive(func() error { return c.b.Sweep(c.t.Context()) })
}

// accept is the team's decision, repeated under the same name if it failed.
func (c *crash) accept() error {
	p := c.mine(c.ana.address)[0]
	team := pledge.Actor{Person: "desk:team", Role: pledge.Reviewer}
	_, refusal, err := c.b.Do(c.t.Context(), conversation.InputID("desk:1"), team, p.ID, pledge.Accept{Check: p.Submitted.Check})
	if refusal != "" {
		c.t.Fatalf("refused: %s", refusal)
	}
	return err
}

func (c *crash) accepted() bool {
	c.t.Helper()
	return c.mine(c.ana.address)[0].State == pledge.Accepted
}

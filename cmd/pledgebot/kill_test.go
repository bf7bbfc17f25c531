package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/conversation/call"
)

var seed = flag.Uint64("seed", 20261125, "of the moments at which TestKill kills")

// How many conversations are held and how often each is interrupted. A moment
// is a line sent, or a start; no conversation has fewer than are drawn from.
const (
	conversations = 20
	killsEach     = 10
	moments       = 36
)

// TestKill ends the program by SIGKILL at random moments of a conversation and
// goes on with the same store. Nothing that was answered may be lost once the
// next question has been shown, nothing may stand where it was not written, and
// in the end there is one pledge with one receipt.
func TestKill(t *testing.T) {
	t.Parallel()
	n, sum := conversations, &tally{}
	if testing.Short() {
		n = conversations / 10
	}
	t.Cleanup(func() {
		t.Log(sum)
		if want := n * killsEach; sum.kills != want && !t.Failed() {
			t.Errorf("%d kills instead of %d", sum.kills, want)
		}
	})
	for i := range n {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			newVictim(t, i, sum).live()
		})
	}
}

// A tally counts over all conversations what the kills have met.
type tally struct {
	sync.Mutex
	kills, starting, moving, unkept, unshown, shown int
	checked                                         int
}

func (t *tally) String() string {
	return fmt.Sprintf("%d kills: %d while starting, %d while moving about, %d before an answer was kept, %d before the next question was shown, %d after; %d answers looked up",
		t.kills, t.starting, t.moving, t.unkept, t.unshown, t.shown, t.checked)
}

func (t *tally) add(to *int) {
	t.Lock()
	defer t.Unlock()
	*to++
}

// A victim is a conversation that is interrupted again and again.
type victim struct {
	t     *testing.T
	dir   string
	rand  *rand.Rand
	story *story
	sum   *tally

	kills   []int // the moments
	moment  int
	shown   map[call.FieldKey]string // answers whose successor was shown
	pending *reply                   // given before the last kill: kept or not
	receipt message
	log     []string
}

func newVictim(t *testing.T, n int, sum *tally) *victim {
	v := &victim{t: t, dir: t.TempDir(), rand: rand.New(rand.NewPCG(*seed, uint64(n))), story: storyOf(n), sum: sum}
	v.shown, v.kills = map[call.FieldKey]string{}, v.rand.Perm(moments)[:killsEach]
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("seed %d, killed at moments %v\n%s", *seed, v.kills, strings.Join(v.log, "\n"))
		}
	})
	return v
}

// live holds the conversation to its end.
func (v *victim) live() {
	for !v.run() {
		v.log = append(v.log, "killed")
	}
	v.audit()
	v.end()
}

// run holds it until it is killed or over.
func (v *victim) run() (over bool) {
	c := openChat(v.t, v.dir, environment(v.dir), "--lang", "en")
	v.t.Cleanup(c.kill)
	c.hear = func(m message, _ []byte) { v.hear(m) }
	if v.rand.IntN(3) == 0 && v.strikes() {
		return v.kill(c, true)
	}
	c.ready()
	v.repeat(c)
	v.audit()
	for v.receipt.Reference == "" {
		line := v.story.line(c.prompt)
		v.log = append(v.log, "> "+line)
		c.write(line)
		if v.strikes() {
			return v.kill(c, false)
		}
		c.ready()
		if v.moment > most {
			v.t.Fatalf("no end; the last prompt is %q: %s", c.prompt.Field, c.prompt.Text)
		}
	}
	v.again(c)
	c.leave()
	return true
}

// strikes tells whether this moment is one to kill at.
func (v *victim) strikes() bool {
	v.moment++
	return slices.Contains(v.kills, v.moment-1)
}

// kill ends the program: at once, while it is at work, when it has written to
// its store, in the middle of what it says, or after a whole object of it.
func (v *victim) kill(c *chat, starting bool) (over bool) {
	answering, looks := v.story.sent != nil, 6000
	if starting {
		looks = 40000 // a start takes longer
	}
	switch v.rand.IntN(5) {
	case 1:
		v.watch(v.rand.IntN(looks), func() bool { return false })
	case 2:
		before := v.written()
		v.watch(looks, func() bool { return v.written() != before })
	case 3:
		c.sip(v.rand.IntN(1500))
	case 4:
		if _, err := c.next(); err != nil {
			v.t.Fatalf("gone before it was killed: %v\n%s", err, c.err.String())
		}
	}
	c.kill()
	v.sum.add(&v.sum.kills)
	r := v.story.interrupted()
	switch {
	case starting:
		v.sum.add(&v.sum.starting)
		return false
	case !answering:
		v.sum.add(&v.sum.moving)
	case r == nil:
		v.sum.add(&v.sum.shown)
	}
	v.pending = r
	return false
}

// watch looks at the store so many times, or until something has happened; the
// program is at work meanwhile.
func (v *victim) watch(looks int, happened func() bool) {
	for range looks {
		if v.written(); happened() {
			return
		}
	}
}

// written tells when the store's log was last written to.
func (v *victim) written() time.Time {
	info, err := os.Stat(filepath.Join(v.dir, "pledgebot.db-wal"))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// repeat sends the text once more that was interrupted, now and then, as
// somebody does who has not noticed the restart: it answers no question then.
func (v *victim) repeat(c *chat) {
	if p := v.pending; p != nil && strings.HasPrefix(p.line, `{"text"`) && v.rand.IntN(3) == 0 {
		v.log = append(v.log, "> "+p.line+" (again)")
		c.send(p.line)
		c.at("menu")
	}
}

// again asks for the receipt once more, by the button that was pressed already.
func (v *victim) again(c *chat) {
	if confirm := c.prompts["confirm"]; confirm != "" {
		c.send(press(confirm, "submit"))
		c.submitted()
	}
}

// hear notes what has been shown.
func (v *victim) hear(m message) {
	if m.Type == "receipt" {
		if v.receipt.Reference != "" && (m.Reference != v.receipt.Reference || m.Check != v.receipt.Check || m.Expected != v.receipt.Expected) {
			v.t.Errorf("two receipts: %+v and %+v", v.receipt, m)
		}
		v.receipt = m
	}
	if r := v.story.heard(m); r != nil {
		v.shown[r.key] = r.value
	}
	if m.Prompt != "" {
		v.log = append(v.log, "< "+m.Prompt)
	}
}

package crashtest

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/store"
)

// officials is how many write one pledge, and textsEach how many texts each of them
// types at least.
const (
	officials = 8
	textsEach = 5
)

// A circle are those who write one pledge at once, its owner first.
type circle struct {
	*stage
	members []*official
	typed   atomic.Int64 // texts
}

// TestOnePledgeByMany: eight officials write one pledge at once, some of it in the
// same fields, by any of three replicas, of which one is killed meanwhile. What
// anybody wrote stands in the pledge or in its history, where it was meant to; and
// nobody has written over what they had not read. The owner reports a sign-off again and
// again meanwhile, and sends the pledge in the end: the sign-off with which it is sent is
// of the text that is sent, and every other one was void.
func TestOnePledgeByMany(t *testing.T) {
	t.Parallel()
	w := newStage(t, 3, nil)
	w.balance()
	running, db := w.startAll(), w.open()
	sum, done := tally{}, 0
	for began := time.Now(); done < *rounds && !t.Failed(); done++ {
		c := w.convene()
		if t.Failed() {
			break
		}
		lost := c.write(running)
		c.sends()
		sum.add(c.audit(db))
		sum.conflicts += lost
		if done%10 == 9 {
			t.Logf("%d rounds in %s: %s", done+1, time.Since(began).Round(time.Second), sum)
		}
	}
	for _, at := range w.places {
		sum.conflicts += w.stale(at)
	}
	w.rest(running)
	w.told(db, done*(officials-1)*2, func(b store.Backlog) bool { return b.Asides > 0 }) // who came, and that it was sent
	if sum.clashes == 0 || sum.void == 0 {
		t.Error("nobody was in another's way")
	}
	t.Logf("%d rounds, each with a kill: %s", done, sum)
}

// convene has an owner draft a pledge and let the others in, each by a link that
// lets nobody else in.
func (w *stage) convene() *circle {
	c := &circle{stage: w}
	owner := w.next()
	owner.phone.Says("/start")
	links := owner.invites(officials - 1)
	c.seats(owner)
	var coming sync.WaitGroup
	for _, link := range links {
		p, late := w.next(), w.next()
		if p == nil || late == nil {
			break
		}
		c.seats(p)
		coming.Go(func() {
			p.joins(link)
			late.isRefused(link)
		})
	}
	coming.Wait()
	for _, o := range c.members {
		o.lines = []cue{} // what is offered to them now is what they have written
	}
	return c
}

// seats has somebody write the fields that all write, and one of their own.
func (c *circle) seats(p *walker) {
	mine := append([]cue{own[len(c.members)%len(own)]}, shared...)
	c.members = append(c.members, &official{
		walker: p, asks: mine, left: textsEach, read: map[string]string{}, taken: map[string]bool{}, typed: &c.typed,
	})
}

// write has all write at once and kills one of the replicas in the middle of it.
// It returns how many commits were decided anew by the one that was killed.
func (c *circle) write(running []*incarnation) (conflicts int) {
	var writing sync.WaitGroup
	for _, o := range c.members {
		writing.Go(o.fills)
	}
	c.members[0].signs = true
	i, begun := c.lot(len(running)), int64(officials+c.lot(2*officials))
	for began := time.Now(); c.typed.Load() < begun && !c.over(began); time.Sleep(lookEvery) {
	}
	conflicts = c.stale(c.places[i])
	running[i].kill()
	time.Sleep(time.Duration(c.lot(500)) * time.Millisecond)
	running[i] = c.start(c.places[i], c.byWebhook())
	writing.Wait()
	return conflicts
}

// sends has the owner, who is done and has the preview before them, sign off what stands
// in the end, if it has to be, and send it.
func (c *circle) sends() {
	owner := c.members[0]
	drafts := owner.drafts()
	lines := append([]cue{{on: atPeople, press: "Back"}}, drafts[len(drafts)-3:]...) // late news of who came may stand last
	p := &walker{w: c.stage, id: owner.id, phone: owner.phone, given: map[int]bool{}, vain: map[string]bool{}, lines: lines}
	for began := time.Now(); !c.over(began); time.Sleep(lookEvery) {
		if slices.ContainsFunc(p.phone.Screen(), func(m telegramtest.Shown) bool { return !m.Own && strings.Contains(m.Text, received) }) {
			return
		}
		p.look(p.phone.Last())
	}
	c.t.Errorf("%d does not send it; their phone shows\n%s", p.id, p.screen())
}

// A tally is what was seen of pledges that many write.
type tally struct{ texts, clashes, unread, conflicts, signed, void int }

func (t *tally) add(more tally) {
	t.texts += more.texts
	t.clashes += more.clashes
	t.unread += more.unread
	t.signed += more.signed
	t.void += more.void
}

func (t tally) String() string {
	return fmt.Sprintf("%d texts typed, %d of them offered back and not taken; %d clashes kept, %d commits decided anew; %d sign-offs reported, %d of them void in the end",
		t.texts, t.unread, t.clashes, t.conflicts, t.signed, t.void)
}

var staleCommits = regexp.MustCompile(`(?m)^pledgebot_commits_total\{outcome="stale",store="pledges"\} (\d+)$`)

// stale is how many commits a replica has lost a race for since it was started.
func (w *stage) stale(at place) int {
	text, err := read(context.WithoutCancel(w.t.Context()), "http://"+at.ops+"/metrics")
	if err != nil {
		w.t.Errorf("metrics: %v", err)
	}
	n := 0
	if found := staleCommits.FindStringSubmatch(text); found != nil {
		n, _ = strconv.Atoi(found[1]) // digits
	}
	return n
}

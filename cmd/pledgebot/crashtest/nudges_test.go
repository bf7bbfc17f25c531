package crashtest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/calendar"
)

// reminding are the steps from the time at which a reminder is due until it is settled.
var reminding = []string{
	"remind", "list stuck deliveries", "list reminders", "look", "commit reminder", "look again", "deliver", "claim delivery",
	"load dialog", "commit turn", "sendMessage", "settle", "finish delivery", "put delivery back", "commit failed reminder",
}

// strikesADay is how many kills there are at most while one reminder is due.
const strikesADay = 12

// TestNudges: reminders of many cities are due at the same time, and each of three
// replicas is killed at one step after another while it sends them, and started again.
// Telegram asks them to wait now and then, or its answer gets lost. Whatever happens, each
// city gets each reminder at most once; and of each it is either settled that it was shown,
// or listed for the team that nobody knows.
func TestNudges(t *testing.T) {
	t.Parallel()
	w := newStage(t, 3, nil)
	n := newNudging(found(w))
	for want := fewer(*nudges); n.kills < want && !n.late() && !t.Failed(); n.rounds++ {
		n.begin()
		for _, slot := range n.contract() {
			if n.kills < want && !t.Failed() {
				n.until(slot)
				n.day(slot)
			}
		}
		if n.rounds%5 == 4 {
			t.Log(n)
		}
	}
	n.report()
}

// A nudging kills replicas while reminders are due, and counts.
type nudging struct {
	*cohort
	all             []string // points
	armed, struck   map[string]int
	running         []*incarnation
	at              []string // the point of each
	rounds, kills   int
	slots, messages int
	unsure, shown   int // slots that are listed, and those of them of which the message came
	later           int // listed, and then known to have come
	twice           int
	began           time.Time
}

func newNudging(c *cohort) *nudging {
	n := &nudging{
		cohort: c, armed: map[string]int{}, struck: map[string]int{}, began: time.Now(),
		running: make([]*incarnation, len(c.places)), at: make([]string, len(c.places)),
	}
	for _, step := range reminding {
		n.all = append(n.all, "before "+step, "after "+step)
	}
	return n
}

// late tells whether there is no more time than the next round may take.
func (n *nudging) late() bool {
	end, limited := n.t.Deadline()
	return limited && time.Until(end) < patience
}

// day has replicas killed while a reminder is due, until all is quiet.
func (n *nudging) day(slot calendar.Nudge) {
	n.t.Helper()
	until, before := n.kills+strikesADay, n.screens()
	for i := range n.places {
		n.arm(i)
	}
	for end := time.Now().Add(patience); ; time.Sleep(lookEvery) {
		for i := range n.running {
			n.raise(i, n.kills < until)
		}
		if n.quiet(slot) {
			break
		}
		if time.Now().After(end) {
			n.t.Errorf("%s on %s does not come to an end", slot.Kind, slot.Day)
			break
		}
	}
	for _, p := range n.running {
		p.kill()
	}
	n.audit(slot, before)
}

// arm starts a replica that dies at the point that was tried least.
func (n *nudging) arm(i int) {
	for j := range n.all {
		k := j + n.lot(len(n.all)-j)
		n.all[j], n.all[k] = n.all[k], n.all[j]
	}
	n.at[i] = slices.MinFunc(n.all, func(a, b string) int { return cmp.Compare(n.armed[a], n.armed[b]) })
	n.armed[n.at[i]]++
	times := 1 + n.lot(3)
	if n.struck[n.at[i]] == 0 {
		times = 1
	}
	n.running[i] = n.start(n.places[i], n.byWebhook(), fmt.Sprintf("PLEDGEBOT_CRASH_AT=%s:%d", n.at[i], times))
}

// raise starts a replica again that was killed, to be killed once more or not.
func (n *nudging) raise(i int, again bool) {
	select {
	case <-n.running[i].ended:
	default:
		return
	}
	if !n.running[i].killed() {
		n.t.Fatalf("it ended by itself:\n%s", n.running[i].log.text())
	}
	n.struck[n.at[i]]++
	n.kills++
	if again {
		n.arm(i)
		return
	}
	n.at[i] = "" // where it does not die any more
	n.running[i] = n.start(n.places[i], n.byWebhook())
}

// quiet tells whether of every city it is known what has become of a reminder.
func (n *nudging) quiet(slot calendar.Nudge) bool {
	var known, ended int
	n.query(`SELECT count(*), count(*) FILTER (WHERE state NOT IN ('due', 'sending')) FROM deliveries WHERE key LIKE $1`, []any{keys(slot)}, &known, &ended)
	return known >= cities && ended == known
}

func (n *nudging) String() string {
	return fmt.Sprintf("%s: %d rounds, %d kills, %d slots, %d messages; %d listed as unknown, of which %d had come, and %d more that were settled after; %d came twice",
		time.Since(n.began).Round(time.Second), n.rounds, n.kills, n.slots, n.messages, n.unsure, n.shown, n.later, n.twice)
}

func (n *nudging) report() {
	n.t.Helper()
	if n.kills < fewer(*nudges) && !n.t.Failed() {
		n.t.Errorf("%d kills in the time there was", n.kills)
	}
	var lacks []string
	for _, point := range n.all {
		if n.struck[point] == 0 {
			lacks = append(lacks, point)
		}
	}
	slices.Sort(lacks)
	if len(lacks) > 0 && n.kills >= 20*len(n.all) {
		n.t.Errorf("it was never killed %s", strings.Join(lacks, ", "))
	}
	n.t.Log(n)
	for _, point := range slices.Sorted(maps.Keys(n.struck)) {
		n.t.Logf("%4d %s", n.struck[point], point)
	}
	n.t.Logf("never: %q", lacks)
}

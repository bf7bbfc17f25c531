package crashtest

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// A point is where the program can be made to die.
type point struct{ name, in string }

// someMoment stands for a kill from outside, at no point in particular.
const someMoment = "some moment"

// inSlack is where the points of the team's desk are, inMail those of mail, and inTime
// those of reminders.
const (
	inSlack = "slack"
	inMail  = "mail"
	inTime  = "time"
)

// points asks the program where it can be made to die, with a desk or without.
func (w *stage) points() []point {
	w.t.Helper()
	cmd := exec.Command(w.program)
	cmd.Env = append(os.Environ(), "PLEDGEBOT_CRASH_AT=list")
	out, err := cmd.Output()
	if err != nil {
		w.t.Fatal(err)
	}
	all := []point{{name: someMoment, in: "any"}}
	for line := range strings.Lines(string(out)) {
		name, in, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if p := (point{name, in}); w.comesTo(p) {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b point) int { return strings.Compare(a.name, b.name) })
	return all
}

// comesTo tells whether a stage has a point for a sweep. One with a desk has
// updates brought, to any replica: none of them comes for certain to what follows
// from one update, or from another's death.
func (w *stage) comesTo(p point) bool {
	if p.in == inTime {
		return false
	}
	if w.desk == nil {
		return p.in != inSlack && (p.in != inMail || w.mail != nil)
	}
	_, follows := before[p.name]
	return p.in != "poll" && p.in != inMail && !follows && !strings.HasSuffix(p.name, "set aside")
}

// late tells whether there is no more time than it takes to look at what is kept.
func (s *sweep) late() bool {
	end, limited := s.t.Deadline()
	return limited && time.Until(end) < patience
}

// Some points are only come to after a death at another, and a while.
var before = map[string]struct {
	point string
	pause time.Duration // on a clock that runs fast
}{
	"before take over":         {"before sendMessage", 700 * time.Millisecond},
	"after take over":          {"before sendMessage", 700 * time.Millisecond},
	"before put delivery back": {"after claim delivery", 1700 * time.Millisecond},
	"after put delivery back":  {"after claim delivery", 1700 * time.Millisecond},
}

// lanes are sweeps side by side, each with its share of the points: they wait more
// than they work.
const lanes = 3

// TestSweep kills the program at each of its points in turn, with stores of its own
// in each lane and updates by webhook or polled, while people walk through the conversation, until it was
// killed often enough.
func TestSweep(t *testing.T) {
	t.Parallel()
	for lane := range lanes {
		t.Run(fmt.Sprint(lane), func(t *testing.T) {
			t.Parallel()
			w := newStage(t, 1, nil)
			w.openMailbox()
			s := newSweep(w, w.places[0], lane)
			w.gather()
			s.strikeAll((*kills + lanes - 1) / lanes)
			p := w.start(w.places[0], w.byWebhook())
			w.empty()
			answers := w.audit()
			p.kill()
			s.report()
			t.Logf("%d people, %d answers looked up", len(w.people), answers)
		})
	}
}

// A sweep kills the replica at one place, and counts kills at its points.
type sweep struct {
	*stage
	at             place
	all            []point
	kills          int
	struck, missed map[string]int
	bad            int // updates that nobody can read
}

// newSweep has one lane's share of the points.
func newSweep(w *stage, at place, lane int) *sweep {
	s := &sweep{stage: w, at: at, struck: map[string]int{}, missed: map[string]int{}}
	for i, p := range w.points() {
		if i%lanes == lane {
			s.all = append(s.all, p)
		}
	}
	return s
}

// must tells whether a sweep is not done before the program was killed at a
// point. With a desk it is about the desk and the way to the city; the rest is
// struck where kills are left.
func (s *sweep) must(p point) bool {
	return s.desk == nil || p.in == inSlack || strings.HasSuffix(p.name, "claim delivery") || strings.HasSuffix(p.name, "finish delivery")
}

// tries is how often a sweep tries to come to a point at least: a busy machine
// may not come there in time.
const tries = 4

// strikeAll kills the program so many times, and in a long run at each of the
// points.
func (s *sweep) strikeAll(want int) {
	if testing.Short() {
		want = min(want, len(s.all)/3)
	}
	for round := 1; (s.kills < want || round <= tries) && !s.t.Failed() && !s.late(); round++ {
		s.shuffle()
		for _, p := range s.all {
			if !s.late() && (s.kills < want || s.lacks(p)) {
				s.strike(p)
			}
		}
	}
	if s.kills < want {
		s.t.Errorf("%d kills instead of %d in the time there was", s.kills, want)
	}
}

// shuffle brings the points into another order, those that must be struck first.
func (s *sweep) shuffle() {
	for i := range s.all {
		j := i + s.lot(len(s.all)-i)
		s.all[i], s.all[j] = s.all[j], s.all[i]
	}
	slices.SortStableFunc(s.all, func(a, b point) int {
		switch must := s.must(a); {
		case must == s.must(b):
			return 0
		case must:
			return -1
		}
		return 1
	})
}

// lacks tells whether the program has still to be killed at a point.
func (s *sweep) lacks(p point) bool { return s.must(p) && s.struck[p.name] == 0 && !testing.Short() }

func (s *sweep) report() {
	s.t.Helper()
	for _, p := range s.all {
		if s.lacks(p) {
			s.t.Errorf("it was never killed %s", p.name)
		}
	}
	s.t.Logf("%d kills at %d points; not come to in time: %v", s.kills, len(s.struck), s.missed)
	s.t.Logf("kills: %v", s.struck)
}

// comeTo is how long a point may take to be come to.
const comeTo = 10 * time.Second

// strike kills the program at a point.
func (s *sweep) strike(p point) {
	if first, ok := before[p.name]; ok {
		s.run(point{name: first.point, in: p.in}, 1)
		time.Sleep(first.pause)
		s.run(p, 1)
		return
	}
	n := 1 + s.lot(3)
	if p.in == inSlack || slices.ContainsFunc(seldom, func(step string) bool { return strings.HasSuffix(p.name, step) }) {
		n = 1
	}
	s.run(p, n)
}

// seldom are steps that a program takes once, or after long.
var seldom = []string{
	"setWebhook", "deleteWebhook", "lead", "sweep", "list who is owed", "read last sweep", "read late facts", "remember sweep",
	"list stuck deliveries", "finish delivery", "claim delivery", "commit submission", "commit new pledge", "commit person",
}

// run lets the program run until it dies at a point that it passes for the n-th
// time, or for so long that it will not come there.
func (s *sweep) run(p point, n int) {
	within := comeTo
	more := []string{fmt.Sprintf("PLEDGEBOT_CRASH_AT=%s:%d", p.name, n)}
	if p.name == someMoment {
		within = time.Duration(s.lot(300)) * time.Millisecond
	}
	if s.desk != nil || p.in == "webhook" || p.in == "any" && s.lot(2) == 0 {
		more = append(more, s.byWebhook())
	}
	if strings.HasSuffix(p.name, "set aside") {
		for range n {
			s.bad++
			s.srv.Raw(fmt.Sprintf(`{"message":{"message_id":"none","from":{"id":%d},"chat":{"id":%d,"type":"private"},"text":"x"}}`, s.bad, s.bad))
		}
	}
	if s.kills%50 == 0 {
		s.t.Logf("%d kills, %d people", s.kills, s.count())
	}
	i := s.start(s.at, more...)
	select {
	case <-i.ended:
		if !i.killed() {
			s.t.Errorf("it ended by itself:\n%s", i.log.text())
		}
		s.struck[p.name]++
	case <-time.After(within):
		i.kill()
		if p.name == someMoment {
			s.struck[p.name]++
		} else {
			s.missed[p.name]++
		}
	}
	s.kills++
}

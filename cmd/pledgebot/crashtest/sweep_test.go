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

// points asks the program where it can be made to die.
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
		all = append(all, point{name, in})
	}
	slices.SortFunc(all, func(a, b point) int { return strings.Compare(a.name, b.name) })
	return all
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

// lanes are sweeps side by side, each on stores of its own and with its share of
// the points: they wait more than they work.
const lanes = 3

// TestSweep kills the program at each of its points in turn, with updates by
// webhook or polled, while people walk through the conversation, until it was
// killed often enough.
func TestSweep(t *testing.T) {
	t.Parallel()
	for lane := range lanes {
		t.Run(fmt.Sprint(lane), func(t *testing.T) {
			t.Parallel()
			s := &sweep{stage: newStage(t, 1, nil), struck: map[string]int{}, missed: map[string]int{}}
			for i, p := range s.points() {
				if i%lanes == lane {
					s.all = append(s.all, p)
				}
			}
			s.sweep((*kills + lanes - 1) / lanes)
		})
	}
}

// A sweep counts kills at its points.
type sweep struct {
	*stage
	all            []point
	kills          int
	struck, missed map[string]int
	bad            int // updates that nobody can read
}

// sweep kills the program so many times, and in a long run at each of the points.
func (s *sweep) sweep(want int) {
	t := s.t
	if testing.Short() {
		want = min(want, len(s.all)/3)
	}
	s.gather()
	for s.kills < want && !t.Failed() && !s.late() {
		s.random.Shuffle(len(s.all), func(i, j int) { s.all[i], s.all[j] = s.all[j], s.all[i] })
		for _, p := range s.all {
			if !s.late() && (s.kills < want || s.struck[p.name] == 0 && !testing.Short()) {
				s.strike(p)
			}
		}
	}
	p := s.start(s.places[0], s.byWebhook())
	s.empty()
	answers := s.audit()
	p.kill()
	if s.kills < want {
		t.Errorf("%d kills instead of %d in the time there was", s.kills, want)
	}
	for _, p := range s.all {
		if s.struck[p.name] == 0 && !testing.Short() {
			t.Errorf("it was never killed %s", p.name)
		}
	}
	t.Logf("%d kills at %d points, %d people, %d answers looked up; not come to in time: %v", s.kills, len(s.struck), len(s.people), answers, s.missed)
	t.Logf("kills: %v", s.struck)
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
	if slices.ContainsFunc(seldom, func(step string) bool { return strings.HasSuffix(p.name, step) }) {
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
	if p.in == "webhook" || p.in == "any" && s.lot(2) == 0 {
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
	i := s.start(s.places[0], more...)
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

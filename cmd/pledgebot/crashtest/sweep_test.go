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

// TestSweep kills the program at each of its points in turn, with updates by
// webhook or polled, while people walk through the conversation, until it was
// killed often enough.
func TestSweep(t *testing.T) {
	t.Parallel()
	w := newStage(t, 1, nil)
	s := &sweep{stage: w, struck: map[string]int{}, missed: map[string]int{}}
	all := w.points()
	want := *kills
	if testing.Short() {
		want = len(all) / 3
	}
	w.gather(crowd)
	for s.kills < want {
		w.random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, p := range all {
			if s.kills >= want && !testing.Short() && s.struck[p.name] > 0 || t.Failed() || testing.Short() && s.kills >= want {
				continue
			}
			s.strike(p)
		}
		if t.Failed() {
			break
		}
	}
	p := w.start(w.places[0], w.byWebhook())
	w.empty()
	answers := w.audit()
	p.kill()
	for _, p := range all {
		if s.struck[p.name] == 0 && !testing.Short() {
			t.Errorf("it was never killed %s", p.name)
		}
	}
	t.Logf("%d kills at %d points, %d people, %d answers looked up; not come to in time: %v", s.kills, len(s.struck), len(w.people), answers, s.missed)
	t.Logf("kills: %v", s.struck)
}

// A sweep counts kills.
type sweep struct {
	*stage
	kills          int
	struck, missed map[string]int
	bad            int // updates that nobody can read
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
var seldom = []string{"setWebhook", "deleteWebhook", "lead", "sweep", "finish delivery", "claim delivery", "commit submission"}

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
	began := time.Now()
	defer func() {
		if d := time.Since(began); d > 2*time.Second {
			s.t.Logf("%s:%d took %v", p.name, n, d)
		}
	}()
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

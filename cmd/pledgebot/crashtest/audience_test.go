package crashtest

import (
	"context"
	"math/rand/v2"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// crowd is how many people are on their way at once.
const crowd = 8

// An audience are people on their way. Who has arrived is followed by somebody
// else, until no more are wanted.
type audience struct {
	stage   *stage
	mu      sync.Mutex
	people  []*walker
	full    bool
	walking sync.WaitGroup
	base    int64 // of their ids
}

// gather sends the first people on their way.
func (a *audience) gather() {
	a.base = rand.Int64N(1<<40) / 1000 * 1000 // the last three digits name a walker
	for range crowd {
		a.walking.Go(func() {
			for p := a.next(); p != nil; p = a.next() {
				p.walk()
			}
		})
	}
}

func (a *audience) next() *walker {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.full || a.stage.t.Failed() {
		return nil
	}
	p := &walker{w: a.stage, id: a.base + int64(len(a.people)), given: map[int]bool{}, vain: map[string]bool{}}
	p.phone = a.stage.srv.Person(p.id, "en")
	a.people = append(a.people, p)
	return p
}

// count is how many have set out.
func (a *audience) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.people)
}

// close lets nobody else in.
func (a *audience) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.full = true
}

// empty lets nobody else in and waits until all have arrived.
func (a *audience) empty() {
	a.close()
	a.walking.Wait()
}

// decide has the team do something about a pledge, as it does: by the command
// line, and again where the database was away.
func (w *stage) decide(do ...string) {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	for tries := 0; ; tries++ {
		cmd := exec.CommandContext(ctx, w.program, append([]string{"desk"}, do...)...)
		cmd.Env = []string{
			"HOME=" + w.dir, "GOCOVERDIR=" + w.dir, "DATABASE_URL=" + w.database, w.clock(),
		}
		out, err := cmd.CombinedOutput()
		switch {
		case err == nil, tries > 0 && strings.Contains(string(out), "was refused"): // it is done
			return
		case ctx.Err() != nil, !strings.Contains(string(out), "cannot be reached"):
			w.t.Errorf("desk %v: %v\n%s", do, err, out)
			return
		}
	}
}

// over tells whether nothing more is to be said by anybody.
func (w *stage) over(since time.Time) bool { return w.t.Failed() || time.Since(since) > walkMost+*away }

package bot_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// errAway is a store or a network that does not answer.
var errAway = errors.New("away")

// TestStoreAwayMeansErrorAndNothingLost lets every single call of a
// conversation fail: before it is carried out, or after, when the caller
// cannot know; alone, or with those that follow it. The platform brings what
// was not taken again, and all ends as if nothing had been.
func TestStoreAwayMeansErrorAndNothingLost(t *testing.T) {
	t.Parallel()
	wantKept, wantSeen := plainly(t)
	calls := callsOf(t)
	for _, times := range []int{1, 4} {
		for _, after := range []bool{false, true} {
			t.Run(fmt.Sprintf("times=%d after=%v", times, after), func(t *testing.T) {
				t.Parallel()
				for i := 0; i < len(calls); i += times * stride() {
					t.Run(fmt.Sprintf("%03d %s", i+1, calls[i]), func(t *testing.T) {
						w := newWorld(t)
						failed := 0
						fail := func(n int, _ string) error {
							if n > i && n <= i+times {
								failed++
								return fmt.Errorf("call %d: %w", n, errAway)
							}
							return nil
						}
						tap := &tap{before: fail}
						if after {
							tap.before, tap.after = nil, fail
						}
						ana := w.person("ana", w.bot(tap.on))
						ana.insists(templatePath...)
						if failed != times {
							t.Errorf("%d calls failed, want %d", failed, times)
						}
						same(t, "kept", w.kept(ana.address), wantKept)
						sameLines(t, "seen", once(texts(w.phones.shownTo(ana.address))), wantSeen)
					})
				}
			})
		}
	}
}

// callsOf are the calls of the template path when nothing goes wrong.
func callsOf(t *testing.T) []string {
	t.Helper()
	w, tap := newWorld(t), &tap{}
	w.person("ana", w.bot(tap.on)).does(templatePath...)
	return tap.made()
}

// insists plays lines like does, through a Bot that may fail: what was not
// taken is brought again.
func (p *person) insists(lines ...string) {
	p.w.t.Helper()
	for _, line := range lines {
		u := p.update(p.event(line))
		p.until("handle", func() error { return p.b.Handle(p.w.t.Context(), u) })
		p.until("deliver", func() error { return p.b.Deliver(p.w.t.Context(), p.address) })
	}
}

// until repeats what fails because a store is away, and nothing else.
func (p *person) until(what string, do func() error) {
	p.w.t.Helper()
	for range 10 {
		err := do()
		if err == nil {
			return
		}
		if !errors.Is(err, errAway) {
			p.w.t.Fatalf("%s: %v", what, err)
		}
		if strings.Contains(err.Error(), "Riobamba") {
			p.w.t.Errorf("%s: an answer is in the error: %v", what, err)
		}
	}
	p.w.t.Fatalf("%s: fails for ever", what)
}

package alarm

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
)

// A Notifier brings one line to an operator.
type Notifier interface {
	Notify(ctx context.Context, line string) error
}

// kept is how many lines wait at most; the oldest go first. There are two for
// each incident, so this is many days of trouble.
const kept = 200

// A Post brings lines to an operator in their order. A line that cannot be
// brought is kept and brought later; every line is logged at once. It is safe
// for concurrent use.
type Post struct {
	Notifier Notifier // nil: lines are logged only
	Log      *slog.Logger

	mu      sync.Mutex
	sending sync.Mutex
	waiting []string
}

// Add takes lines over. It does not wait.
func (p *Post) Add(lines ...string) {
	for _, line := range lines {
		p.Log.Warn("alarm", "line", line)
	}
	if p.Notifier == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = append(p.waiting, lines...)
	p.waiting = slices.Clone(p.waiting[max(0, len(p.waiting)-kept):])
}

// Flush brings what waits, until one line fails.
func (p *Post) Flush(ctx context.Context) error {
	p.sending.Lock()
	defer p.sending.Unlock()
	for {
		p.mu.Lock()
		waiting := p.waiting
		p.mu.Unlock()
		if len(waiting) == 0 {
			return nil
		}
		if err := p.Notifier.Notify(ctx, waiting[0]); err != nil {
			return fmt.Errorf("bring an alarm: %w", err)
		}
		p.brought(waiting[0])
	}
}

// brought strikes a line off, if it was not crowded out meanwhile.
func (p *Post) brought(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.waiting) > 0 && p.waiting[0] == line {
		p.waiting = p.waiting[1:]
	}
}

// Waiting is how many lines could not be brought yet.
func (p *Post) Waiting() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.waiting)
}

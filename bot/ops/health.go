package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync/atomic"
	"time"
)

// A Check says whether one thing is well; its error is shown to operators.
type Check struct {
	Name string
	Do   func(ctx context.Context) error
}

// Health says whether the program is alive, and whether it is ready for work.
type Health struct {
	Checks []Check
	Redact func(string) string // takes secrets out of the errors of checks; nil: there are none
	closed atomic.Bool
}

// patience is how long one check may take.
const patience = 2 * time.Second

// Close has the program say that it is not ready any more.
func (h *Health) Close() { h.closed.Store(true) }

// Live answers that the process runs.
func (h *Health) Live(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write([]byte("ok\n"))
}

// Ready answers 200 if every check is well, otherwise 503; the body is a JSON
// object with a word for each check.
func (h *Health) Ready(w http.ResponseWriter, r *http.Request) {
	results, ready := h.run(r.Context())
	w.Header().Set("Content-Type", "application/json")
	if !ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"ready": ready, "checks": results})
}

func (h *Health) run(ctx context.Context) (results map[string]string, ready bool) {
	results, ready = map[string]string{}, true
	if h.closed.Load() {
		results["serve"], ready = "is ending", false
	}
	for _, c := range h.Checks {
		results[c.Name] = "ok"
		if err := within(ctx, c.Do); err != nil {
			results[c.Name], ready = h.said(err), false
		}
	}
	return results, ready
}

func (h *Health) said(err error) string {
	if h.Redact == nil {
		return err.Error()
	}
	return h.Redact(err.Error())
}

func within(ctx context.Context, do func(context.Context) error) error {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	return do(ctx)
}

// Is runs one check by its name; without one of that name all is well.
func (h *Health) Is(ctx context.Context, name string) error {
	i := slices.IndexFunc(h.Checks, func(c Check) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return within(ctx, h.Checks[i].Do)
}

// A Beat is a sign of life that must come again in time.
type Beat struct {
	Now    func() time.Time
	Within time.Duration
	last   atomic.Int64 // zero: it is not expected
}

// Strike is the sign of life.
func (b *Beat) Strike() { b.last.Store(b.Now().UnixNano()) }

// Rest says that no sign is expected until the next one.
func (b *Beat) Rest() { b.last.Store(0) }

// Check fails while the sign is late.
func (b *Beat) Check(context.Context) error {
	last := b.last.Load()
	if last == 0 {
		return nil
	}
	if ago := b.Now().Sub(time.Unix(0, last)); ago > b.Within {
		return fmt.Errorf("no answer for %s", ago.Round(time.Second))
	}
	return nil
}

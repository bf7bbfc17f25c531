package ops_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"pledgebot/bot/ops"
	"pledgebot/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)

// A clock that a test winds on.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: noon} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) wind(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// A backlog as a test sets it.
type backlog struct{ b store.Backlog }

func (b *backlog) Backlog(context.Context, time.Time) (store.Backlog, error) { return b.b, nil }

func value(t *testing.T, m *ops.Metrics, name string, labels map[string]string) float64 {
	t.Helper()
	families, err := m.Registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		for _, metric := range f.GetMetric() {
			found := 0
			for _, l := range metric.GetLabel() {
				if labels[l.GetName()] == l.GetValue() {
					found++
				}
			}
			if f.GetName() != name || found < len(labels) {
				continue
			}
			switch {
			case metric.GetCounter() != nil:
				return metric.GetCounter().GetValue()
			case metric.GetHistogram() != nil:
				return float64(metric.GetHistogram().GetSampleCount())
			}
			return metric.GetGauge().GetValue()
		}
	}
	t.Errorf("there is no %s%v", name, labels)
	return 0
}

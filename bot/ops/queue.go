package ops

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pledgebot/store"
)

// Waiting is for how long the oldest of what is due waits, and what else an
// operator wants to know of the queues.
type Waiting struct {
	Replies    time.Duration // since the last input of the person who waits for one
	Deliveries time.Duration
	Backlog    store.Backlog
}

// looked is how many dialogs that are owed something are looked at: those that
// have waited longest.
const looked = 20

// Wait looks at the queues and notes what it finds.
func (m *Metrics) Wait(ctx context.Context, d store.Dialogs, b store.Backlogs) (Waiting, error) {
	now := m.now().UTC()
	backlog, err := b.Backlog(ctx, now)
	if err != nil {
		return Waiting{}, err
	}
	w := Waiting{Backlog: backlog}
	if !backlog.OldestDue.IsZero() {
		w.Deliveries = max(0, now.Sub(backlog.OldestDue))
	}
	if w.Replies, err = owedFor(ctx, d, now); err != nil {
		return Waiting{}, err
	}
	m.note(w)
	return w, nil
}

func (m *Metrics) note(w Waiting) {
	m.queueAge.WithLabelValues("replies").Set(w.Replies.Seconds())
	m.queueAge.WithLabelValues("deliveries").Set(w.Deliveries.Seconds())
	m.setAside.Set(float64(w.Backlog.Asides))
	m.cards.Set(float64(w.Backlog.Cards))
	for _, s := range []store.DeliveryState{store.Due, store.Sending, store.Sent, store.Unknown, store.Refused, store.Cancelled} {
		m.deliveries.WithLabelValues(string(s)).Set(float64(w.Backlog.Deliveries[s]))
	}
}

// owedFor is how long the longest wait for a reply is. A reply has no time of
// its own: it is not older than the last input of its dialog.
func owedFor(ctx context.Context, d store.Dialogs, now time.Time) (time.Duration, error) {
	owing, err := d.Owing(ctx, now, looked)
	if err != nil {
		return 0, fmt.Errorf("list who is owed: %w", err)
	}
	var longest time.Duration
	for _, to := range owing {
		dialog, _, err := d.Load(ctx, to)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return 0, fmt.Errorf("load what is owed: %w", err)
		}
		if len(dialog.Owed) > 0 && len(dialog.Inputs) > 0 {
			longest = max(longest, now.Sub(dialog.Inputs[len(dialog.Inputs)-1].At))
		}
	}
	return longest, nil
}

package ops

import (
	"context"
	"errors"
	"fmt"
	"time"

	"pledgebot/bot/ops/alarm"
	"pledgebot/store"
)

// The checks of Health on which alarms stand.
const (
	CheckDatabase = "database"
	CheckDialogs  = "dialogs"
	CheckPoll     = "poll"
)

// A Watch takes readings in rounds, decides which lines the operator gets and
// has them brought.
type Watch struct {
	Health   *Health
	Metrics  *Metrics
	Noticed  *Noticed
	Dialogs  store.Dialogs
	Backlogs store.Backlogs
	Room     func() (free, total uint64, err error) // of the disk; nil where it is not ours
	OnDuty   func(databaseAway bool) bool           // whether this replica is the one that tells; nil: it is
	Post     *alarm.Post
	Now      func() time.Time
	board    alarm.Board
}

// Round is one round. Its error is that of a reading or of a line that could
// not be brought, which waits.
func (w *Watch) Round(ctx context.Context) error {
	databaseAway := w.Health.Is(ctx, CheckDatabase) != nil
	readings, err := w.readings(ctx, databaseAway)
	if w.board.Damping == nil {
		w.board.Damping = Dampings()
	}
	lines := w.board.Take(w.Now(), readings)
	for name := range w.board.Damping {
		w.Metrics.Incident(string(name), w.board.Open(name))
	}
	if w.OnDuty == nil || w.OnDuty(databaseAway) {
		w.Post.Add(lines...)
	}
	err = errors.Join(err, w.Post.Flush(ctx))
	w.Metrics.AlarmsWaiting(w.Post.Waiting())
	return err
}

func (w *Watch) readings(ctx context.Context, databaseAway bool) ([]alarm.Reading, error) {
	all := w.Noticed.Readings()
	dialogsAway := w.Health.Is(ctx, CheckDialogs) != nil
	all = append(
		all,
		alarm.Reading{Name: DatabaseAway, Bad: databaseAway, Detail: "it does not answer"},
		alarm.Reading{Name: RedisAway, Bad: dialogsAway, Detail: "it does not answer"},
	)
	var failed error
	if w.Room != nil {
		r, err := w.disk()
		if err == nil {
			all = append(all, r)
		}
		failed = err
	}
	if databaseAway || dialogsAway {
		return all, failed // the queues cannot be read
	}
	waiting, err := w.Metrics.Wait(ctx, w.Dialogs, w.Backlogs)
	if err == nil {
		all = append(all, queues(waiting, w.Now())...)
	}
	return all, errors.Join(failed, err)
}

func (w *Watch) disk() (alarm.Reading, error) {
	free, total, err := w.Room()
	bad := free < LeastFree || free*100 < total*LeastPercent
	return alarm.Reading{Name: DiskFull, Bad: bad, Detail: fmt.Sprintf("%d MB free", free>>20)}, err
}

func queues(w Waiting, now time.Time) []alarm.Reading {
	unknown := w.Backlog.LastUnknown
	longest := max(w.Replies, w.Deliveries)
	return []alarm.Reading{
		{Name: QueueOld, Bad: longest > QueueAge, Detail: fmt.Sprintf("something has waited for %s", longest.Round(time.Minute))},
		{Name: NudgeUnknown, Bad: !unknown.IsZero() && now.Sub(unknown) < UnknownFor, Detail: "a delivery has an end that nobody knows"},
		{Name: SetAside, Bad: w.Backlog.Asides > 0, Detail: fmt.Sprintf("%d could not be taken", w.Backlog.Asides)},
	}
}

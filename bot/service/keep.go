package service

import (
	"context"
	"time"
)

// The pauses of a task that fails, each twice as long as the one before.
const (
	shortest = time.Second
	longest  = time.Minute
)

// keep runs a task, and begins it again when it fails.
func (s *Service) keep(ctx context.Context, t Task) {
	pause := shortest
	for {
		began := s.Clock.Now()
		err := t.Do(ctx)
		if ctx.Err() != nil {
			return
		}
		s.Metrics.Round(t.Name, err)
		if err == nil {
			return
		}
		if s.Clock.Now().Sub(began) > longest {
			pause = shortest // it went well for a while
		}
		s.Log.Error("begun again later", "task", t.Name, "in", pause, "error", err)
		select {
		case <-ctx.Done():
			return
		case <-s.Clock.After(pause):
		}
		pause = min(2*pause, longest)
	}
}

// loop does something again and again until ctx is done. A round that was
// begun goes on to its end, or until the work as a whole is given up.
func (s *Service) loop(ctx, work context.Context, l Loop) {
	tick, stop := s.Clock.Tick(l.Every)
	defer stop()
	for ctx.Err() == nil {
		err := l.Do(work)
		s.Metrics.Round(l.Name, err)
		if err != nil {
			s.Log.Error("round failed", "loop", l.Name, "error", err)
		}
		select {
		case <-ctx.Done():
		case <-tick:
		}
	}
}

package service

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"pledgebot/bot/ops"
)

// A Task runs until its context is done, or until it has nothing more to do and
// returns nil. After an error it is begun again.
type Task struct {
	Name string
	Do   func(ctx context.Context) error
}

// A Loop does something again and again, at once and then each Every.
type Loop struct {
	Name  string
	Every time.Duration
	Do    func(ctx context.Context) error
}

// A Listener is a server and where it listens.
type Listener struct {
	Server *http.Server
	On     net.Listener
}

// A Service is what runs together.
type Service struct {
	Health  *ops.Health
	Metrics *ops.Metrics
	Public  Listener
	Private Listener
	Intake  []Task                      // what brings updates; ends first
	Loops   []Loop                      // what runs beside it
	Drain   func(context.Context) error // waits for what is being sent
	Grace   time.Duration               // for the end, all steps together
	Clock   Clock
	Log     *slog.Logger
}

// A Clock is the part of package time that a service needs.
type Clock struct {
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time
	Tick  func(time.Duration) (tick <-chan time.Time, stop func())
}

// Run runs the service until ctx is done, and then ends it. It returns an error
// if a listener fails, or if the end took longer than Grace.
func (s *Service) Run(ctx context.Context) error {
	r := s.start(ctx)
	s.Log.Info("ready", "public", s.Public.On.Addr().String(), "ops", s.Private.On.Addr().String())
	var failed error
	select {
	case <-ctx.Done():
	case failed = <-r.failed:
	}
	return errors.Join(failed, s.end(r))
}

// A run is one run of a service.
type run struct {
	work       context.Context // of what was begun; outlives the order to end
	giveUp     context.CancelFunc
	stopIntake context.CancelFunc
	stopLoops  context.CancelFunc
	intake     sync.WaitGroup
	loops      sync.WaitGroup
	listeners  sync.WaitGroup
	failed     chan error
}

func (s *Service) start(ctx context.Context) *run {
	r := &run{failed: make(chan error, 2)}
	r.work, r.giveUp = context.WithCancel(context.WithoutCancel(ctx))
	var taking, looping context.Context
	taking, r.stopIntake = context.WithCancel(r.work)
	looping, r.stopLoops = context.WithCancel(r.work)
	for _, l := range []Listener{s.Private, s.Public} {
		l.Server.BaseContext = func(net.Listener) context.Context { return r.work }
		l.Server.ErrorLog = slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn)
		r.listeners.Go(func() {
			if err := l.Server.Serve(l.On); !errors.Is(err, http.ErrServerClosed) {
				r.failed <- err
			}
		})
	}
	for _, l := range s.Loops {
		r.loops.Go(func() { s.loop(looping, r.work, l) })
	}
	for _, t := range s.Intake {
		r.intake.Go(func() { s.keep(taking, t) })
	}
	return r
}

// end ends a run within the grace.
func (s *Service) end(r *run) error {
	began := s.Clock.After(s.Grace)
	s.Health.Close()
	s.Log.Info("ending")
	patient, giveUp := context.WithCancel(r.work)
	defer giveUp()
	done := make(chan error, 1)
	go func() {
		r.stopIntake()
		err := s.Public.Server.Shutdown(patient)
		r.intake.Wait()
		r.stopLoops()
		r.loops.Wait()
		done <- errors.Join(err, s.Drain(patient))
	}()
	var err error
	select {
	case err = <-done:
	case <-began:
		giveUp()
		r.giveUp()
		err = errors.Join(errSlow, <-done)
	}
	r.giveUp()
	err = errors.Join(err, s.Public.Server.Close(), s.Private.Server.Close())
	r.listeners.Wait()
	return err
}

var errSlow = errors.New("what was running did not end in time, and was given up; it is done again after the next start")

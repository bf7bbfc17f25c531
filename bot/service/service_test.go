package service_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"pledgebot/bot/ops"
	"pledgebot/bot/service"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)

// realClock runs on the bubble's time in tests.
func realClock() service.Clock {
	return service.Clock{
		Now:   func() time.Time { return time.Now() },                          //nolint:forbidigo // a bubble's time
		After: func(d time.Duration) <-chan time.Time { return time.After(d) }, //nolint:forbidigo // a bubble's time
		Tick: func(d time.Duration) (<-chan time.Time, func()) {
			t := time.NewTicker(d) //nolint:forbidigo // a bubble's time
			return t.C, t.Stop
		},
	}
}

// A diary is what happened, in order.
type diary struct {
	mu    sync.Mutex
	lines []string
}

func (d *diary) write(line string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, line)
}

func (d *diary) count(line string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := 0
	for _, l := range d.lines {
		if l == line {
			n++
		}
	}
	return n
}

func (d *diary) index(line string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Index(d.lines, line)
}

// A quiet is a listener at which nobody ever calls.
type quiet struct {
	closed chan struct{}
	once   sync.Once
}

func newQuiet() *quiet { return &quiet{closed: make(chan struct{})} }

func (q *quiet) Accept() (net.Conn, error) {
	<-q.closed
	return nil, net.ErrClosed
}

func (q *quiet) Close() error {
	q.once.Do(func() { close(q.closed) })
	return nil
}

func (q *quiet) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

func newService(d *diary) *service.Service {
	return &service.Service{
		Health: &ops.Health{}, Metrics: ops.NewMetrics("v1", func() time.Time { return noon }),
		Public:  service.Listener{Server: &http.Server{ReadHeaderTimeout: time.Second}, On: newQuiet()},
		Private: service.Listener{Server: &http.Server{ReadHeaderTimeout: time.Second}, On: newQuiet()},
		Drain:   func(context.Context) error { d.write("drained"); return nil },
		Grace:   20 * time.Second, Clock: realClock(), Log: slog.New(slog.DiscardHandler),
	}
}

func TestErrorsEndNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		s := newService(d)
		trouble := errors.New("trouble")
		s.Intake = []service.Task{
			{Name: "poll", Do: func(context.Context) error { d.write("poll"); return trouble }},
			{Name: "announce", Do: func(context.Context) error { d.write("announce"); return nil }},
		}
		s.Loops = []service.Loop{{Name: "deliver", Every: time.Second, Do: func(context.Context) error { d.write("deliver"); return trouble }}}
		ctx, stop := context.WithTimeout(t.Context(), 5*time.Minute+500*time.Millisecond)
		defer stop()
		if err := s.Run(ctx); err != nil {
			t.Fatal(err)
		}
		if n := d.count("deliver"); n != 301 {
			t.Errorf("%d rounds", n)
		}
		// After 1, 2, 4, 8, 16 and 32 seconds, and then each minute.
		if n := d.count("poll"); n != 10 {
			t.Errorf("polling was begun %d times", n)
		}
		if n := d.count("announce"); n != 1 {
			t.Errorf("announced %d times", n)
		}
	})
}

func TestItEndsInSteps(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &diary{}
		s := newService(d)
		s.Intake = []service.Task{{Name: "poll", Do: func(ctx context.Context) error {
			<-ctx.Done()
			time.Sleep(3 * time.Second) //nolint:forbidigo // the handler of the last update, in a bubble's time
			d.write("intake ended")
			return nil
		}}}
		s.Loops = []service.Loop{{Name: "deliver", Every: time.Second, Do: func(ctx context.Context) error {
			if ctx.Err() != nil {
				d.write("cut off")
			}
			d.write("round")
			return nil
		}}}
		ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
		defer stop()
		if err := s.Run(ctx); err != nil {
			t.Fatal(err)
		}
		if d.count("cut off") > 0 || d.count("round") < 12 {
			t.Errorf("rounds while the intake ended: %v", d.lines)
		}
		if d.index("intake ended") < 0 || d.lines[len(d.lines)-1] != "drained" {
			t.Errorf("order %v", d.lines)
		}
	})
}

func TestItGivesUpAfterTheGrace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(&diary{})
		s.Drain = func(ctx context.Context) error {
			<-ctx.Done()
			return nil
		}
		ctx, stop := context.WithCancel(t.Context())
		stop()
		began := time.Now() //nolint:forbidigo // a bubble's time
		err := s.Run(ctx)
		if err == nil || !strings.Contains(err.Error(), "did not end in time") {
			t.Errorf("error %v", err)
		}
		if took := time.Since(began); took != 20*time.Second { //nolint:forbidigo // a bubble's time
			t.Errorf("it took %v", took)
		}
	})
}

// TestARequestIsFinished: over a real connection, a webhook request that is
// being handled when the end comes gets its answer, and readiness is gone.
func TestARequestIsFinished(t *testing.T) {
	t.Parallel()
	s := newService(&diary{})
	entered, leave := make(chan struct{}), make(chan struct{})
	s.Public = listen(t, ops.Public(s.Health, map[string]http.Handler{ops.WebhookPath: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(entered)
		<-leave
		if r.Context().Err() != nil {
			w.WriteHeader(http.StatusTeapot)
		}
	})}, nil))
	s.Private = listen(t, ops.Private(s.Health, s.Metrics))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	answered := make(chan int, 1)
	go func() { answered <- call(t, http.MethodPost, s.Public, "/telegram") }()
	<-entered
	if code := call(t, http.MethodGet, s.Private, "/readyz"); code != http.StatusOK {
		t.Errorf("ready: %d", code)
	}
	stop() // until the end has begun, it is ready
	for call(t, http.MethodGet, s.Private, "/readyz") != http.StatusServiceUnavailable {
	}
	close(leave)
	if code := <-answered; code != http.StatusOK {
		t.Errorf("the request got %d", code)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func listen(t *testing.T, server *http.Server) service.Listener {
	t.Helper()
	on, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return service.Listener{Server: server, On: on}
}

func call(t *testing.T, method string, l service.Listener, path string) int {
	req, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), method, "http://"+l.On.Addr().String()+path, strings.NewReader("{}"))
	if err != nil {
		t.Error(err)
		return 0
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(req)
	if err != nil {
		t.Error(err)
		return 0
	}
	_, _ = io.Copy(io.Discard, res.Body)
	_ = res.Body.Close()
	return res.StatusCode
}

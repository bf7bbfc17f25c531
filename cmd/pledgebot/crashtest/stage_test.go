package crashtest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/store/storetest"
)

const token = "7000000001:AAcrash_crash_crash_crash"

// patience is how long anything may take.
const patience = 2 * time.Minute

// A stage is the program on real stores, with a fake Telegram before it.
type stage struct {
	t        *testing.T
	program  string
	srv      *telegramtest.Server
	api      *httptest.Server
	redis    *dialogServer
	database string
	dialogs  string // the address of Redis, as the program sees it
	pledges  string // the URL of the database, as the program sees it
	places   []place
	public   string   // where updates are brought to
	settings []string // beside those of every stage
	desk     *office  // nil for none
	mail     *mailbox // nil for none
	dir      string
	origin   atomic.Int64 // since when time runs fast, in nanoseconds
	draws    sync.Mutex
	random   *rand.Rand

	forgetful bool // Redis loses what it holds: people may be asked again
	audience
}

// A place is where one replica listens.
type place struct{ public, ops string }

// host is where what these tests start listens. A connection to it comes from
// 127.0.0.1, so none that is opened between two runs of a program takes its
// port. Linux has all of 127.0.0.0/8; elsewhere it has to be set up.
const host = "127.0.0.2"

// newStage has room for some replicas. Updates come to the first of them, or by
// another way.
func newStage(t *testing.T, replicas int, way http.RoundTripper) *stage {
	t.Helper()
	program, err := build()
	if err != nil {
		t.Fatal(err)
	}
	w := &stage{t: t, program: program, database: storetest.Postgres(t), redis: newDialogServer(t), dir: t.TempDir()}
	w.origin.Store(time.Now().UnixNano())
	w.random = rand.New(rand.NewPCG(*seed, uint64(len(t.Name()))))
	w.pledges, w.dialogs = w.database, w.redis.address()
	w.srv = telegramtest.New(telegramtest.Options{
		Token: token, Now: time.Now, Transport: way, After: after,
	})
	t.Cleanup(w.srv.Close)
	w.api = httptest.NewServer(w.srv.Handler())
	t.Cleanup(w.api.Close)
	for range replicas {
		w.places = append(w.places, place{public: freeAddress(t), ops: freeAddress(t)})
	}
	w.public = w.places[0].public
	w.stage = w
	return w
}

// balance has what is brought from outside come to any of the replicas.
func (w *stage) balance() {
	front := httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host = "http", w.places[w.lot(len(w.places))].public
		},
		ErrorHandler: func(answer http.ResponseWriter, _ *http.Request, _ error) { answer.WriteHeader(http.StatusBadGateway) },
	})
	w.t.Cleanup(front.Close)
	w.public = strings.TrimPrefix(front.URL, "http://")
}

// faster is how much faster time runs for the program.
const faster = 20

func after(d time.Duration) <-chan time.Time { return time.After(d / faster) }

// now is the program's time.
func (w *stage) now() time.Time {
	began := time.Unix(0, w.origin.Load())
	return began.Add(faster * time.Since(began))
}

// pass lets time go by for Slack, and for what is started from now on.
func (w *stage) pass(d time.Duration) { w.origin.Add(-int64(d / (faster - 1))) }

// clock sets the program's time.
func (w *stage) clock() string { return fmt.Sprint("PLEDGEBOT_CRASH_CLOCK=", w.origin.Load()) }

// lot draws a number below n.
func (w *stage) lot(n int) int {
	w.draws.Lock()
	defer w.draws.Unlock()
	return w.random.IntN(n)
}

// freeAddress is one that nobody listens at, and that no other test was given.
func freeAddress(t *testing.T) string {
	t.Helper()
	for {
		l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			t.Fatal(err)
		}
		at := l.Addr().String()
		_ = l.Close() // only its number was wanted
		if _, given := addresses.LoadOrStore(at, true); !given {
			return at
		}
	}
}

// addresses are those that were given.
var addresses sync.Map

// environment is what the program is told.
func (w *stage) environment(at place, more ...string) []string {
	return slices.Concat([]string{
		"HOME=" + w.dir, "GOCOVERDIR=" + w.dir, "TELEGRAM_BOT_TOKEN=" + token, "TELEGRAM_API_ENDPOINT=" + w.api.URL,
		"LISTEN_ADDR=" + at.public, "OPS_ADDR=" + at.ops, "DATABASE_URL=" + w.pledges, "REDIS_URL=redis://" + w.dialogs,
		"PRIVACY_CONTROLLER=The mechanism", "PRIVACY_CONTACT=privacy@example.org", "TELEGRAM_RATES=off", "LOG_LEVEL=error",
		w.clock(),
	}, w.settings, more)
}

// byWebhook has updates brought, rather than asked for.
func (w *stage) byWebhook() string { return "TELEGRAM_WEBHOOK_URL=" + w.address("/telegram") }

func (w *stage) address(path string) string {
	return (&url.URL{Scheme: "http", Host: w.public, Path: path}).String()
}

// An incarnation is one run of the program.
type incarnation struct {
	cmd   *exec.Cmd
	log   journal
	ended chan struct{}
}

// start starts the program and waits until it is ready or has died.
func (w *stage) start(at place, more ...string) *incarnation {
	w.t.Helper()
	p := &incarnation{cmd: exec.Command(w.program, "serve"), ended: make(chan struct{})}
	p.cmd.Env, p.cmd.Stderr = w.environment(at, more...), &p.log
	if err := p.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait() // by a signal, mostly
		close(p.ended)
	}()
	w.t.Cleanup(p.kill)
	ctx, stop := context.WithTimeout(context.WithoutCancel(w.t.Context()), patience)
	defer stop()
	for ctx.Err() == nil {
		select {
		case <-p.ended:
			switch {
			case p.killed():
				return p
			case strings.Contains(p.log.text(), "cannot be reached"): // on a busy machine; who supervises it starts it again
				return w.start(at, more...)
			}
			w.t.Fatalf("it ended by itself:\n%s", p.log.text())
		case <-time.After(5 * time.Millisecond):
		}
		if _, err := read(ctx, "http://"+at.ops+"/readyz"); err == nil {
			return p
		}
	}
	w.t.Fatalf("it does not become ready:\n%s", p.log.text())
	return nil
}

// read gets a page.
func read(ctx context.Context, url string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = answer.Body.Close() }() // it was only read
	if answer.StatusCode != http.StatusOK {
		return "", errors.New(answer.Status)
	}
	text, err := io.ReadAll(answer.Body)
	return string(text), err
}

func (p *incarnation) kill() {
	_ = p.cmd.Process.Signal(os.Kill) // it may have ended
	<-p.ended
}

// killed tells whether one that has ended was killed.
func (p *incarnation) killed() bool {
	status, ok := p.cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL //nolint:misspell // the name of a function
}

// A journal is what a program has written.
type journal struct {
	mu  sync.Mutex
	all []byte
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.all = append(j.all, p...)
	return len(p), nil
}

func (j *journal) text() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return string(j.all)
}

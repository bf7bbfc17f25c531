package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation/pledge"
	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

var serveKills = flag.Int("serve-kills", 100, "how often TestServeKill kills at least")

const (
	killToken  = "7000000001:AAcrash_crash_crash_crash"
	walkersMin = 8
)

// TestServeKill ends the service by SIGKILL at random moments while people walk
// through the conversation on Telegram, with dialogs in Redis and pledges in
// Postgres, and starts it again. In the end everybody has one pledge with one
// reference, and in it each answer under the question it was given to.
func TestServeKill(t *testing.T) {
	t.Parallel()
	want, most := *serveKills, 300*time.Millisecond
	if testing.Short() {
		want, most = want/10, 2*time.Second // also slow programs get somewhere
	}
	w := newStage(t)
	random := rand.New(rand.NewPCG(*seed, 3))
	kills := 0
	for people := 0; kills < want; people += walkersMin {
		done := w.walk(people)
		for walking := true; walking; {
			p := w.start()
			select {
			case <-done:
				walking = false
			case <-time.After(time.Duration(random.Int64N(int64(most)))):
			}
			p.kill()
			kills++
		}
	}
	w.check()
	t.Logf("%d kills, %d people, %d answers looked up", kills, len(w.people), w.checked)
}

// A stage is the program on real stores, with a fake Telegram before it.
type stage struct {
	t        *testing.T
	srv      *telegramtest.Server
	api      *httptest.Server
	env      []string
	ops      string
	database string
	base     int64 // of people's ids, so that runs do not share dialogs
	people   []*walker
	checked  int
}

func newStage(t *testing.T) *stage {
	t.Helper()
	w := &stage{t: t, database: storetest.Postgres(t), base: rand.Int64N(1 << 40)}
	w.srv = telegramtest.New(telegramtest.Options{
		Token: killToken, Now: time.Now, After: func(d time.Duration) <-chan time.Time { return time.After(d / 20) },
	})
	t.Cleanup(w.srv.Close)
	w.api = httptest.NewServer(w.srv.Handler())
	t.Cleanup(w.api.Close)
	public := freePort(t)
	w.ops = freePort(t)
	dir := t.TempDir()
	w.env = append(environment(dir),
		"TELEGRAM_BOT_TOKEN="+killToken, "TELEGRAM_API_ENDPOINT="+w.api.URL, "TELEGRAM_WEBHOOK_URL=http://"+public+"/telegram",
		"LISTEN_ADDR="+public, "OPS_ADDR="+w.ops, "DATABASE_URL="+w.database, "REDIS_URL="+storetest.Redis(t),
		"PRIVACY_CONTROLLER=The mechanism", "PRIVACY_CONTACT=privacy@example.org", "TELEGRAM_RATES=off", "LOG_LEVEL=error")
	return w
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }() // only its number was wanted
	return l.Addr().String()
}

// An incarnation is one run of the program.
type incarnation struct {
	cmd *exec.Cmd
	log strings.Builder
}

// start starts the program and waits until it is ready.
func (w *stage) start() *incarnation {
	w.t.Helper()
	p := &incarnation{cmd: exec.Command("pledgebot", "serve")}
	p.cmd.Env, p.cmd.Stderr = w.env, &p.log
	if err := p.cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(w.t.Context(), patience)
	defer stop()
	for ctx.Err() == nil {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+w.ops+"/readyz", nil)
		if err != nil {
			w.t.Fatal(err)
		}
		if answer, err := http.DefaultClient.Do(r); err == nil {
			_ = answer.Body.Close() // only its status is of interest
			if answer.StatusCode == http.StatusOK {
				return p
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	p.kill()
	w.t.Fatalf("it does not become ready:\n%s", p.log.String())
	return nil
}

func (p *incarnation) kill() {
	_ = p.cmd.Process.Signal(os.Kill) // it may have ended
	_ = p.cmd.Wait()                  // by the signal
}

// walk sends more people on their way and tells when all have a receipt.
func (w *stage) walk(from int) <-chan struct{} {
	var all sync.WaitGroup
	for i := range walkersMin {
		p := &walker{w: w, id: w.base + int64(from+i)}
		p.phone = w.srv.Person(p.id, "en")
		w.people = append(w.people, p)
		all.Go(p.walk)
	}
	done := make(chan struct{})
	go func() {
		all.Wait()
		close(done)
	}()
	return done
}

// check compares what is kept with what people meant to say.
func (w *stage) check() {
	w.t.Helper()
	db, err := sql.Open(w.t.Context(), w.database)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = db.Close() }() // it was only read
	references := map[string]bool{}
	of := map[pledge.Person][]pledge.Pledge{}
	if err := db.All(w.t.Context(), func(p pledge.Pledge) error {
		for person := range p.Seats {
			of[person] = append(of[person], p)
		}
		if p.Submitted != nil {
			references[p.Submitted.Reference] = true
		}
		return nil
	}); err != nil {
		w.t.Fatal(err)
	}
	if len(references) != len(w.people) {
		w.t.Errorf("%d references for %d people", len(references), len(w.people))
	}
	for _, p := range w.people {
		mine := of[pledge.Person(fmt.Sprint("tg:", p.id))]
		if len(mine) != 1 || mine[0].Submitted == nil {
			w.t.Errorf("%d has %d pledges", p.id, len(mine))
			continue
		}
		for key, want := range p.means() {
			w.checked++
			if got := mine[0].Value(key).First(); got != want {
				w.t.Errorf("%d: under %s stands %q instead of %q", p.id, key, got, want)
			}
		}
	}
}

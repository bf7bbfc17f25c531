package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const testToken = "123456:AAcanary-0123456789-0123456789"

// botAPI answers like a Bot API server to which nobody writes.
func botAPI(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		switch method := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]; {
		case strings.EqualFold(method, "getUpdates"):
			<-r.Context().Done() // a long poll, until the program hangs up
		case strings.EqualFold(method, "getMe"):
			fmt.Fprint(w, `{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"Pledges","username":"pledges_bot"}}`)
		default:
			fmt.Fprint(w, `{"ok":true,"result":true}`)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// A served is one run of "pledgebot serve".
type served struct {
	cmd   *exec.Cmd
	ops   string        // where it answers operators
	ready time.Duration // from its start
	ended chan struct{} // its log is at its end

	mu  sync.Mutex
	log strings.Builder
}

func (s *served) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

var opsAddress = regexp.MustCompile(`msg=ready .*ops=(\S+)`)

func serveIn(t *testing.T, dir, endpoint string, settings ...string) *served {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), patience)
	t.Cleanup(stop)
	s := &served{cmd: exec.CommandContext(ctx, "pledgebot", "serve"), ended: make(chan struct{})}
	s.cmd.Dir = dir
	s.cmd.Env = append(environment(dir), "TELEGRAM_BOT_TOKEN="+testToken, "TELEGRAM_API_ENDPOINT="+endpoint,
		"PRIVACY_CONTROLLER=City", "PRIVACY_CONTACT=privacy@city.example", "LISTEN_ADDR=127.0.0.1:0", "OPS_ADDR=localhost:0")
	s.cmd.Env = append(s.cmd.Env, settings...)
	errs, err := s.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill() })
	found := make(chan string, 1)
	go s.read(errs, found)
	select {
	case s.ops = <-found:
		s.ready = time.Since(began)
	case <-s.ended:
		t.Fatalf("it did not start:\n%s", s.said())
	}
	return s
}

func (s *served) read(from io.Reader, found chan<- string) {
	defer close(s.ended)
	lines := bufio.NewScanner(from)
	for lines.Scan() {
		s.mu.Lock()
		fmt.Fprintln(&s.log, lines.Text())
		s.mu.Unlock()
		if m := opsAddress.FindStringSubmatch(lines.Text()); m != nil {
			found <- m[1]
		}
	}
}

// end sends SIGTERM and waits.
func (s *served) end(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-s.ended
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("it ended with %v\n%s", err, s.said())
	}
}

// TestServe: it is ready within a second, refuses a second one on its file,
// lets itself be backed up and looked at, and ends when it is told to.
func TestServe(t *testing.T) {
	t.Parallel()
	dir, endpoint := t.TempDir(), botAPI(t)
	s := serveIn(t, dir, endpoint)
	if s.ready > 5*time.Second { // a second on a machine that does nothing else
		t.Errorf("ready after %s", s.ready)
	}
	t.Logf("ready after %s", s.ready)
	if got := pledgebot(t, dir, "healthcheck", "--ops", s.ops, "--ready"); !strings.Contains(got, `"ready":true`) || !strings.Contains(got, `"database":"ok"`) {
		t.Errorf("readiness: %s", got)
	}
	if got := pledgebot(t, dir, "healthcheck", "--ops", s.ops); got != "ok\n" {
		t.Errorf("liveness: %q", got)
	}
	if !strings.Contains(s.said(), "only one copy of serve may run") {
		t.Errorf("the start does not say that it must be alone:\n%s", s.said())
	}
	second := exec.CommandContext(t.Context(), "pledgebot", "serve", "--listen", "127.0.0.1:0", "--ops", "localhost:0")
	second.Dir, second.Env = dir, s.cmd.Env
	if out, err := second.CombinedOutput(); err == nil || !strings.Contains(string(out), "another serve runs on this database file") {
		t.Errorf("a second serve: %v\n%s", err, out)
	}
	if got := pledgebot(t, dir, "backup", "while.backup"); !strings.Contains(got, "proved whole") {
		t.Errorf("backup: %s", got)
	}
	restore := exec.CommandContext(t.Context(), "pledgebot", "restore", "while.backup")
	restore.Dir, restore.Env = dir, environment(dir)
	if out, err := restore.CombinedOutput(); err == nil || !strings.Contains(string(out), "another serve runs on this database file") {
		t.Errorf("restore under a running serve: %v\n%s", err, out)
	}
	s.end(t)
	if strings.Contains(s.said(), "AAcanary") {
		t.Errorf("the token is in the log:\n%s", s.said())
	}
	again := serveIn(t, dir, endpoint) // the lock ended with the process
	again.end(t)
}

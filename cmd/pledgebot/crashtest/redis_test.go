package crashtest

import (
	"context"
	"net"
	"os"
	"os/exec"
	"testing"
	"time"

	client "github.com/redis/go-redis/v9"
)

// A dialogServer is a redis-server of one test's own. What it holds can be
// taken from it.
type dialogServer struct {
	t    *testing.T
	dir  string
	port string
	cmd  *exec.Cmd
	ask  *client.Client
}

func newDialogServer(t *testing.T) *dialogServer {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("PLEDGEBOT_TEST_STRICT") == "1" {
			t.Fatal("there is no redis-server in PATH")
		}
		t.Skip("there is no redis-server in PATH")
	}
	_, port, err := net.SplitHostPort(freeAddress(t))
	if err != nil {
		t.Fatal(err)
	}
	s := &dialogServer{t: t, dir: t.TempDir(), port: port}
	s.ask = client.NewClient(&client.Options{Addr: s.address(), MaintNotificationsConfig: nil})
	s.start()
	t.Cleanup(func() {
		s.kill()
		_ = s.ask.Close() // nothing is under way
	})
	return s
}

func (s *dialogServer) address() string { return net.JoinHostPort(host, s.port) }

// start starts it with what its file holds, and waits until it answers.
func (s *dialogServer) start() {
	s.t.Helper()
	s.cmd = exec.Command("redis-server", "--port", s.port, "--bind", host, "--dir", s.dir, "--save", "", "--maxmemory-policy", "noeviction")
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if s.ask.Ping(context.Background()).Err() == nil {
			return
		}
	}
	s.t.Fatal("redis-server does not answer")
}

func (s *dialogServer) kill() {
	_ = s.cmd.Process.Kill() // it may have ended
	_ = s.cmd.Wait()         // by the signal
}

// copy keeps a copy of what it holds.
func (s *dialogServer) copy() {
	if err := s.ask.Save(context.Background()).Err(); err != nil {
		s.t.Errorf("copy: %v", err)
	}
}

// rollBack makes it hold what it held when it was copied last, as a replica that
// lagged behind does after a fail-over.
func (s *dialogServer) rollBack() {
	s.kill()
	s.start()
}

// flush takes everything from it.
func (s *dialogServer) flush() {
	if err := s.ask.FlushAll(context.Background()).Err(); err != nil {
		s.t.Errorf("flush: %v", err)
	}
}

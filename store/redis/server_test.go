package redis_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os/exec"
	"strconv"
	"sync"
	"testing"

	client "github.com/redis/go-redis/v9"
)

// A server is a redis-server of ours, in a directory of its own.
type server struct {
	dir, port string
	args      []string
	cmd       *exec.Cmd
	ended     chan struct{}
}

// launch starts a server and returns when it answers.
func launch(dir string, args ...string) (*server, error) {
	s := &server{dir: dir, args: args}
	var err error
	for range 5 { // somebody may take the port before the server does
		if s.port, err = freePort(); err != nil {
			return nil, err
		}
		if err = s.start(); err == nil {
			return s, nil
		}
	}
	return nil, err
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port), l.Close()
}

// start starts it, or starts it again, on its port.
func (s *server) start() error {
	said := &watch{text: []byte("Ready to accept connections"), seen: make(chan struct{})}
	args := append([]string{"--port", s.port, "--bind", "127.0.0.1", "--dir", s.dir, "--save", ""}, s.args...)
	s.cmd, s.ended = exec.Command("redis-server", args...), make(chan struct{})
	s.cmd.Stdout = said
	if err := s.cmd.Start(); err != nil {
		return err
	}
	go func(cmd *exec.Cmd, ended chan struct{}) {
		_ = cmd.Wait() // it is killed
		close(ended)
	}(s.cmd, s.ended)
	select {
	case <-said.seen:
		return nil
	case <-s.ended:
		return fmt.Errorf("redis-server ended: %s", said.all)
	}
}

// kill ends it as a crash would, and returns when it is gone.
func (s *server) kill() {
	_ = s.cmd.Process.Kill()
	<-s.ended
}

func (s *server) url() string { return "redis://127.0.0.1:" + s.port }

// A watch notices a text in what is written to it.
type watch struct {
	text []byte
	seen chan struct{}
	once sync.Once
	all  []byte
}

func (w *watch) Write(p []byte) (int, error) {
	w.all = append(w.all, p...)
	if bytes.Contains(w.all, w.text) {
		w.once.Do(func() { close(w.seen) })
	}
	return len(p), nil
}

// private starts a server for one test.
func private(t testing.TB, args ...string) *server {
	t.Helper()
	need(t)
	s, err := launch(t.TempDir(), args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.kill() })
	return s
}

// need ends a test that cannot start a redis-server.
func need(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		missing(t, "there is no redis-server in PATH")
	}
}

// do asks a server for something.
func do(t testing.TB, s *server, args ...any) string {
	t.Helper()
	c := client.NewClient(&client.Options{Addr: "127.0.0.1:" + s.port, PipelinePoolSize: -1})
	defer func() { _ = c.Close() }()
	v, err := c.Do(context.Background(), args...).Result()
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return fmt.Sprint(v)
}

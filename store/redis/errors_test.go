package redis_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"
	"time"

	client "github.com/redis/go-redis/v9"

	"pledgebot/store"
	"pledgebot/store/redis"
)

// refusal is an error as a server answers it.
type refusal string

func (r refusal) Error() string { return string(r) }
func (refusal) RedisError()     {}

func TestWhatIsAway(t *testing.T) {
	t.Parallel()
	for err, want := range map[error]bool{
		refusal("LOADING Redis is loading the dataset in memory"):                        true,
		refusal("READONLY You can't write against a read only replica."):                 true,
		refusal("CLUSTERDOWN The cluster is down"):                                       true,
		refusal("MASTERDOWN Link with MASTER is down"):                                   true,
		refusal("OOM command not allowed when used memory > 'maxmemory'."):               true,
		refusal("MISCONF Redis is configured to save RDB snapshots, but it's unable to"): true,
		refusal("ERR max number of clients reached"):                                     true,
		refusal("ERR unknown command 'evalsha'"):                                         false,
		refusal("NOPERM this user has no permissions to run the 'info' command"):         false,
		refusal("WRONGPASS invalid username-password pair"):                              false,
		refusal("WRONGTYPE Operation against a key"):                                     false,
		&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}:                              true,
		&net.OpError{Op: "read", Err: syscall.ECONNRESET}:                                true,
		&net.DNSError{Err: "no such host", Name: "redis"}:                                true,
		io.EOF:                   true,
		io.ErrUnexpectedEOF:      true,
		client.ErrPoolTimeout:    true,
		context.DeadlineExceeded: true,
		client.ErrClosed:         false,
		errors.New("other"):      false,
	} {
		if got := redis.IsAway(fmt.Errorf("wrapped: %w", err)); got != want {
			t.Errorf("%v: away %v", err, got)
		}
	}
}

func TestErrorsRepeatNoArguments(t *testing.T) {
	t.Parallel()
	err := redis.Plain(refusal("ERR unknown command 'evalsha', with args beginning with: 'abc' '2' 'what maria wrote'"))
	if strings.Contains(err.Error(), "maria") || !strings.Contains(err.Error(), "unknown command") {
		t.Error(err)
	}
}

func TestEndedContextStaysWhatItIs(t *testing.T) {
	t.Parallel()
	s := open(t)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, loaded := s.Load(cancelled, maria)
	_, listed := s.Owing(cancelled, noon, 1)
	_, reserved := s.Reserve(cancelled, "a", store.Rate{Every: time.Second}, 1, noon)
	for i, err := range []error{
		loaded, listed, reserved,
		s.Commit(cancelled, maria, store.Dialog{Turn: 1}), s.Forget(cancelled, maria),
		s.Pause(cancelled, "a", noon), s.Ping(cancelled),
	} {
		if !errors.Is(err, context.Canceled) || errors.Is(err, store.ErrAway) {
			t.Errorf("call %d: %v", i, err)
		}
	}
	if keys := keysOf(t, s); len(keys) > 0 {
		t.Errorf("there is %q", keys)
	}
}

func TestSilentServerIsAway(t *testing.T) {
	t.Parallel()
	s := openAt(t, private(t).url()+"?read_timeout=20ms&pool_size=1&pool_timeout=20ms&max_retries=-1")
	if err := s.Client().Do(t.Context(), "client", "pause", 60_000, "all").Err(); err != nil {
		t.Fatal(err)
	}
	if err := s.Ping(t.Context()); !errors.Is(err, store.ErrAway) {
		t.Error(err)
	}
}

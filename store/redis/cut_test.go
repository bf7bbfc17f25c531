package redis_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"

	"pledgebot/store"
)

// A cut says what happens to a script's call on its way.
type cut struct {
	before bool // the connection ends before the server hears of it
	after  int  // or after so many bytes of the answer
	times  int  // to so many calls
}

// A proxy stands between a client and the server, and cuts connections.
type proxy struct {
	l      net.Listener
	server string
	all    sync.WaitGroup
	mu     sync.Mutex
	next   cut
	made   int // cuts
}

func newProxy(t *testing.T, server string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{l: l, server: server}
	p.all.Go(p.accept)
	t.Cleanup(func() { // after the client's connections
		_ = l.Close()
		p.all.Wait()
	})
	return p
}

func (p *proxy) accept() {
	for {
		client, err := p.l.Accept()
		if err != nil {
			return
		}
		p.all.Go(func() { p.serve(client) })
	}
}

// serve carries one connection, on which one call is made at a time.
func (p *proxy) serve(client net.Conn) {
	defer func() { _ = client.Close() }()
	server, err := net.Dial("tcp", p.server)
	if err != nil {
		return
	}
	var left atomic.Int64 // bytes of answers until the connection ends
	left.Store(math.MaxInt64)
	p.all.Go(func() {
		defer func() { _ = client.Close() }()
		answer := make([]byte, 1<<16)
		for {
			n, err := server.Read(answer)
			m := min(int64(n), left.Load())
			ends := left.Add(-m) == 0 // before the next call can be made
			_, _ = client.Write(answer[:m])
			if err != nil || ends {
				return
			}
		}
	})
	defer func() { _ = server.Close() }()
	call := make([]byte, 1<<16)
	for {
		n, err := client.Read(call)
		if err != nil {
			return
		}
		if c, cuts := p.cuts(call[:n]); cuts {
			if c.before {
				return
			}
			left.Store(int64(c.after))
		}
		if _, err := server.Write(call[:n]); err != nil {
			return
		}
	}
}

func (p *proxy) cuts(call []byte) (cut, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next.times == 0 || !bytes.Contains(call, []byte("evalsha")) {
		return cut{}, false
	}
	p.next.times--
	p.made++
	return p.next, true
}

// cut has the next commits cut so, and tells how many were cut before.
func (p *proxy) cut(c cut) (made int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	made = p.made
	p.next, p.made = c, 0
	return made
}

// TestCommitOnABrokenConnection cuts every commit before the server hears of it
// and after each byte of the answer, once or for good. It is kept once or told
// to be away, and repeating it is right.
func TestCommitOnABrokenConnection(t *testing.T) {
	t.Parallel()
	direct := open(t)
	u, err := url.Parse(common)
	if err != nil {
		t.Fatal(err)
	}
	p := newProxy(t, u.Host)
	u.Host = p.l.Addr().String()
	cuttable := openAt(t, u.String()).Under(direct.Prefix())
	turn := 0
	for _, c := range []cut{{before: true}, {after: 0}, {after: 1}, {after: 2}, {after: 3}} {
		for _, c.times = range []int{1, 1000} {
			turn++
			d := store.Dialog{Turn: turn, Run: fmt.Sprint(c), Owed: []store.Owed{{ID: "1"}}}
			p.cut(c)
			err := cuttable.Commit(t.Context(), maria, d)
			made := p.cut(cut{})
			switch {
			case made == 0:
				t.Fatalf("%+v: nothing was cut", c)
			case c.times == 1 && err != nil:
				t.Errorf("%+v: %v, although a second try succeeds", c, err)
			case c.times > 1 && !errors.Is(err, store.ErrAway):
				t.Errorf("%+v: %v", c, err)
			}
			if err := cuttable.Commit(t.Context(), maria, d); err != nil {
				t.Errorf("%+v: repeated: %v", c, err)
			}
			kept, _, err := direct.Load(context.Background(), maria)
			if err != nil || kept.Turn != turn || kept.Run != d.Run {
				t.Errorf("%+v: kept turn %d of %s, %v", c, kept.Turn, kept.Run, err)
			}
		}
	}
}

// TestAnotherCommitBetweenTwoTries: the first try was kept, its answer lost, and
// somebody went on from it. The second try is stale, and what it said is kept.
func TestAnotherCommitBetweenTwoTries(t *testing.T) {
	t.Parallel()
	s := open(t)
	first := store.Dialog{Turn: 1, Run: "first"}
	for _, d := range []store.Dialog{first, {Turn: 2, Run: "second"}} {
		if err := s.Commit(t.Context(), maria, d); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Commit(t.Context(), maria, first); !errors.Is(err, store.ErrStale) {
		t.Error(err)
	}
}

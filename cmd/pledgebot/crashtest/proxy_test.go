package crashtest

import (
	"net"
	"sync"
	"testing"
)

// A moment is when a connection is cut.
type moment int

// The moments.
const (
	beforeRequest moment = iota // the store hears nothing
	beforeAnswer                // the store has done it, and nobody is told
	afterAnswer                 // somebody is told, and cannot go on
	moments
)

// A proxy stands between the program and a store. It can be away, and cut
// connections.
type proxy struct {
	to     string
	listen net.Listener
	relays sync.WaitGroup

	mu   sync.Mutex
	away bool
	open map[net.Conn]bool
	lot  func(moment) bool // whether a connection is cut now; nil for never
	cuts [moments]int
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{to: to, listen: l, open: map[net.Conn]bool{}}
	p.relays.Go(p.serve)
	t.Cleanup(func() {
		_ = l.Close()
		p.leave()
		p.relays.Wait()
	})
	return p
}

func (p *proxy) address() string { return p.listen.Addr().String() }

// leave ends all connections and takes no other.
func (p *proxy) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.away = true
	for c := range p.open {
		_ = c.Close()
	}
}

// comeBack takes connections again.
func (p *proxy) comeBack() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.away = false
}

// draw has it cut connections as a lot falls; nil for no more.
func (p *proxy) draw(lot func(moment) bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lot = lot
}

// done is how often it has cut at each moment.
func (p *proxy) done() [moments]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cuts
}

func (p *proxy) serve() {
	for {
		client, err := p.listen.Accept()
		if err != nil {
			return // closed
		}
		server, err := net.Dial("tcp", p.to)
		if err != nil || !p.enter(client, server) {
			_ = client.Close()
			if err == nil {
				_ = server.Close()
			}
			continue
		}
		p.relays.Go(func() { p.relay(server, client, beforeRequest, moments) })
		p.relays.Go(func() { p.relay(client, server, beforeAnswer, afterAnswer) })
	}
}

func (p *proxy) enter(both ...net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range both {
		p.open[c] = true
	}
	return !p.away
}

// relay carries bytes until either side ends or the connection is cut.
func (p *proxy) relay(to, from net.Conn, before, after moment) {
	defer func() {
		_, _ = to.Close(), from.Close()
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.open, to)
		delete(p.open, from)
	}()
	b := make([]byte, 1<<16)
	for {
		n, err := from.Read(b)
		if err != nil || p.cut(before) {
			return
		}
		if _, err := to.Write(b[:n]); err != nil || p.cut(after) {
			return
		}
	}
}

func (p *proxy) cut(at moment) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lot == nil || at == moments || !p.lot(at) {
		return false
	}
	p.cuts[at]++
	return true
}

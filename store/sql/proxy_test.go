package sql_test

import (
	"net"
	"net/url"
	"sync"
	"testing"
)

// A proxy stands before a database and counts round trips: how often a client
// sends something after it has heard something.
type proxy struct {
	server string

	mu      sync.Mutex
	heard   bool // the last to send was the server
	trips   int
	deaf    bool // what the server answers is lost, and with it the connection
	clients []net.Conn
	relays  sync.WaitGroup
}

// behind puts a proxy before the database of a url, and gives the proxy's.
func behind(t testing.TB, database string) (*proxy, string) {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{server: u.Host}
	p.relays.Go(func() { p.serve(l) })
	t.Cleanup(func() {
		_ = l.Close()
		p.cut()
		p.relays.Wait()
	})
	u.Host = l.Addr().String()
	return p, u.String()
}

func (p *proxy) serve(l net.Listener) {
	for {
		client, err := l.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", p.server)
		if err != nil {
			_ = client.Close()
			continue
		}
		p.mu.Lock()
		p.clients = append(p.clients, client)
		p.mu.Unlock()
		p.relays.Go(func() { p.relay(server, client, false) })
		p.relays.Go(func() { p.relay(client, server, true) })
	}
}

// relay ends both sides when one ends.
func (p *proxy) relay(to, from net.Conn, answers bool) {
	defer func() { _, _ = to.Close(), from.Close() }()
	b := make([]byte, 1<<16)
	for {
		n, err := from.Read(b)
		if err != nil || !p.pass(answers) {
			return
		}
		if _, err := to.Write(b[:n]); err != nil {
			return
		}
	}
}

func (p *proxy) pass(answers bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.heard && !answers {
		p.trips++
	}
	p.heard = answers
	return !answers || !p.deaf
}

// count is how many round trips f makes.
func (p *proxy) count(f func()) int {
	p.mu.Lock()
	p.trips, p.heard = 0, true
	p.mu.Unlock()
	f()
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.trips
}

func (p *proxy) deafen(deaf bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.deaf = deaf
}

// cut ends every connection.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.clients {
		_ = c.Close()
	}
}

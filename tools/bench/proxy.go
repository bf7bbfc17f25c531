package main

import (
	"context"
	"io"
	"net"
	"sync"
	"sync/atomic"
)

// A proxy stands before a server and counts round trips: how often a client
// sends something after the server has answered.
type proxy struct {
	trips   atomic.Int64
	to      string
	listen  net.Listener
	running sync.WaitGroup
	mu      sync.Mutex
	open    []net.Conn
}

func newProxy(ctx context.Context, to string) (*proxy, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{to: to, listen: l}
	p.running.Go(func() { p.serve(ctx) })
	return p, nil
}

func (p *proxy) address() string { return p.listen.Addr().String() }

func (p *proxy) close() {
	_ = p.listen.Close()
	p.mu.Lock()
	for _, c := range p.open {
		_ = c.Close()
	}
	p.mu.Unlock()
	p.running.Wait()
}

func (p *proxy) serve(ctx context.Context) {
	for {
		client, err := p.listen.Accept()
		if err != nil {
			return // closed
		}
		server, err := (&net.Dialer{}).DialContext(ctx, "tcp", p.to)
		if err != nil {
			_ = client.Close()
			continue
		}
		p.mu.Lock()
		p.open = append(p.open, client, server)
		p.mu.Unlock()
		var asked atomic.Bool // the client spoke last
		p.running.Go(func() {
			p.pass(server, client, func() {
				if asked.CompareAndSwap(false, true) {
					p.trips.Add(1)
				}
			})
		})
		p.running.Go(func() { p.pass(client, server, func() { asked.Store(false) }) })
	}
}

// pass carries bytes from one side to the other.
func (p *proxy) pass(to, from net.Conn, note func()) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			note()
			if _, err := to.Write(buffer[:n]); err != nil {
				break
			}
		}
		if err != nil {
			break
		}
	}
	_ = to.Close()
	_, _ = io.Copy(io.Discard, from) // until the other side hangs up
	_ = from.Close()
}

package slacktest

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// How Socket Mode is served.
const (
	mostConnections = 10
	pingEvery       = 5 * time.Second
	refreshAfter    = 10 * time.Second // a connection lives on after a warning
)

// A conn is one connection of the app.
type conn struct {
	ws     *websocket.Conn
	write  sync.Mutex
	ending bool // it was told to go: nothing more is sent on it
	gone   chan struct{}
}

// openConnection gives the address of a connection; it is good once.
func (s *Server) openConnection(*request) (object, *refusal) {
	if s.socketOff {
		return nil, refuse("link_disabled")
	}
	ticket := s.unique("ticket")
	s.tickets[ticket] = true
	address := strings.Replace(s.url, "http", "ws", 1) + "/link/?ticket=" + ticket + "&app_id=" + url.QueryEscape(s.opts.App)
	return object{"url": address}, nil
}

// upgrader takes every origin: slack-go names api.slack.com.
var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	ticket := r.URL.Query().Get("ticket")
	s.mu.Lock()
	good := s.tickets[ticket]
	delete(s.tickets, ticket)
	s.mu.Unlock()
	if !good {
		http.Error(w, "no such ticket", http.StatusUnauthorized)
		return
	}
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := &conn{ws: ws, gone: make(chan struct{})}
	if !s.join(c) {
		c.send(disconnect("too_many_websockets"))
		c.close(websocket.ClosePolicyViolation)
		return
	}
	s.running.Add(1)
	go func() {
		defer s.running.Done()
		s.beat(c)
	}()
	s.listen(c)
}

// join takes a connection in and greets it.
func (s *Server) join(c *conn) bool {
	s.mu.Lock()
	if len(s.conns)+s.others >= mostConnections || s.ctx.Err() != nil {
		s.mu.Unlock()
		return false
	}
	s.conns = append(s.conns, c)
	n := len(s.conns) + s.others
	s.running.Add(1)
	s.mu.Unlock()
	c.send(object{
		"type": "hello", "num_connections": n, "connection_info": object{"app_id": s.opts.App},
		"debug_info": object{"host": "applink-test", "build_number": 1, "approximate_connection_time": 18060},
	})
	s.Nudge()
	return true
}

// beat pings a connection until it is gone.
func (s *Server) beat(c *conn) {
	for {
		c.write.Lock()
		err := c.ws.WriteControl(websocket.PingMessage, []byte("ping"), time.Time{})
		c.write.Unlock()
		if err != nil {
			return
		}
		select {
		case <-s.opts.After(pingEvery):
		case <-c.gone:
			return
		}
	}
}

// listen reads acknowledgements until a connection is gone.
func (s *Server) listen(c *conn) {
	defer s.running.Done()
	defer s.leave(c)
	for {
		_, b, err := c.ws.ReadMessage()
		if err != nil {
			return
		}
		s.acknowledge(b)
	}
}

func (s *Server) leave(c *conn) {
	_ = c.ws.Close() // it is of no more use
	s.mu.Lock()
	defer s.mu.Unlock()
	close(c.gone)
	var left []*conn
	for _, other := range s.conns {
		if other != c {
			left = append(left, other)
		}
	}
	s.conns = left
	s.Nudge()
}

// pick gives each connection its turn; Slack takes one at random.
func (s *Server) pick() *conn {
	for range s.conns {
		s.turn++
		if c := s.conns[s.turn%len(s.conns)]; !c.ending {
			return c
		}
	}
	return nil
}

func (c *conn) send(v object) {
	c.write.Lock()
	defer c.write.Unlock()
	_ = c.ws.WriteMessage(websocket.TextMessage, encode(v)) // a connection that is gone is noticed by its reader
}

func (c *conn) close(code int) {
	c.write.Lock()
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Time{}) // it may be gone already
	c.write.Unlock()
	_ = c.ws.Close()
}

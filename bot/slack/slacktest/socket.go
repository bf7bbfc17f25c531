package slacktest

import (
	"encoding/json"
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
	if len(s.conns) >= mostConnections || s.ctx.Err() != nil {
		s.mu.Unlock()
		return false
	}
	s.conns = append(s.conns, c)
	n := len(s.conns)
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
	s.changed()
}

// acknowledge takes an answer to an envelope, on whichever connection it comes;
// whether Slack minds that is not published.
func (s *Server) acknowledge(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := decode(string(b))
	o, _ := v.(object)
	id := text(o, "envelope_id")
	if !ok || id == "" {
		s.problem("Socket Mode: not an acknowledgement: %.200s", b)
		return
	}
	a := answer{}
	if p, ok := o["payload"]; ok && p != nil {
		a.body = encode(p)
	}
	if len(b) >= mostAnswer {
		for _, d := range s.deliveries {
			d.Dropped = d.Dropped || d.envelope == id
		}
		s.changed()
		return
	}
	waiting := s.awaited[id]
	if waiting == nil {
		return // too late, or twice
	}
	delete(s.awaited, id)
	waiting <- a
}

// deliverSocket sends an envelope on one connection and waits for the answer.
func (s *Server) deliverSocket(d *Delivery) answer {
	late := s.opts.After(ackLimit)
	s.mu.Lock()
	c := s.pick()
	id, done := s.unique("envelope"), make(chan answer, 1)
	d.envelope = id
	if d.ID == "" {
		d.ID = id
	}
	s.awaited[id] = done
	s.mu.Unlock()
	defer s.forget(id)
	if c == nil {
		return answer{failed: "connection_failed"}
	}
	envelope := object{
		"type": d.Kind, "envelope_id": id, "payload": json.RawMessage(d.Body), "accepts_response_payload": d.accepts(),
	}
	if d.Kind == kindEvent {
		envelope["retry_attempt"], envelope["retry_reason"] = d.Retry, d.Reason
	}
	c.send(envelope)
	select {
	case a := <-done:
		return a
	case <-late:
		return answer{failed: "timeout"}
	case <-s.ctx.Done():
		return answer{failed: "connection_failed"}
	}
}

func (s *Server) forget(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.awaited, id)
}

// accepts tells whether an answer may say more than that it was received.
func (d *Delivery) accepts() bool {
	return d.Kind == kindCommand || d.Type == "view_submission" || d.Type == "block_suggestion"
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

func disconnect(reason string) object {
	return object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "applink-test"}}
}

// Connections is how many the app holds.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

// Refresh tells the oldest connection to go, with the reason "warning" or
// "refresh_requested", and sends nothing more on it; after a while Slack closes
// it. An event whose acknowledgement is lost with it is told again.
func (s *Server) Refresh(reason string) {
	s.mu.Lock()
	var c *conn
	for _, other := range s.conns {
		if !other.ending {
			c = other
			break
		}
	}
	if c == nil {
		s.mu.Unlock()
		panic("slacktest: no connection to refresh")
	}
	c.ending = true
	s.running.Add(1)
	s.mu.Unlock()
	c.send(disconnect(reason))
	go func() {
		defer s.running.Done()
		select {
		case <-s.opts.After(refreshAfter):
			c.close(websocket.CloseNormalClosure)
		case <-c.gone:
		}
	}()
}

// Cut ends all connections without a word.
func (s *Server) Cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		_ = c.ws.Close() // its reader notices
	}
}

// DisableSocketMode ends all connections and lets no new ones in, as when an
// administrator switches Socket Mode off.
func (s *Server) DisableSocketMode() {
	s.mu.Lock()
	s.socketOff = true
	conns := s.conns
	s.mu.Unlock()
	for _, c := range conns {
		c.send(disconnect("link_disabled"))
		c.close(websocket.CloseNormalClosure)
	}
}

package slacktest

import "github.com/gorilla/websocket"

func disconnect(reason string) object {
	return object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "applink-test"}}
}

// Connections is how many the app holds.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.conns)
}

// Occupy takes connections away, as other copies of the app do: ten in all are
// let in.
func (s *Server) Occupy(connections int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.others = connections
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
	over := s.opts.After(refreshAfter)
	go func() {
		defer s.running.Done()
		select {
		case <-over:
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
	s.conns = nil
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

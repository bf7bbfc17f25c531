package slacktest

import "encoding/json"

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
	waiting := s.awaited[id]
	if waiting == nil {
		return // too late, or twice
	}
	if len(b) >= mostAnswer {
		waiting.of.Dropped = true
		s.Nudge()
		return
	}
	delete(s.awaited, id)
	if d := waiting.of; a.body != nil && !d.accepts() {
		s.problem("Socket Mode: an answer to %s %s, which takes none: %.200s", d.Kind, d.Type, a.body)
	}
	waiting.done <- a
}

// An awaited answer is one to an envelope that was sent.
type awaited struct {
	of   *Delivery
	done chan answer
}

// deliverSocket sends an envelope on one connection and waits for the answer.
func (s *Server) deliverSocket(d *Delivery) answer {
	late := s.opts.After(ackLimit)
	s.mu.Lock()
	c := s.pick()
	id, done := s.unique("envelope"), make(chan answer, 1)
	if d.ID == "" {
		d.ID = id
	}
	s.awaited[id] = &awaited{of: d, done: done}
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

package slacktest

import (
	"encoding/json"
	"strings"
	"unicode/utf16"
)

// How much a message may hold. Slack cuts a text of more than mostText; here it
// is refused.
const (
	mostText     = 40_000 // UTF-16 units
	mostMetadata = 8_000  // bytes
)

// units are the UTF-16 units of a text. Slack's documents say "characters"; this
// is the strictest way to count them.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// content reads what a call says a message shall be. Slack takes blocks without
// a text; here a text is needed, because screen readers and notifications have
// nothing else. The caller holds the lock.
func (s *Server) content(q *request, fresh bool) (content, *refusal) {
	var c content
	if v, ok := q.params["text"]; ok {
		c.text = &v
	}
	if v, ok := q.params["blocks"]; ok {
		blocks, refused := checkBlocks(v, ofMessage)
		if refused != nil {
			return c, refused
		}
		c.blocks = &blocks
	}
	switch {
	case c.text != nil && units(*c.text) > mostText:
		return c, refuse("msg_too_long")
	case c.text != nil && strings.TrimSpace(*c.text) == "", c.text == nil && (fresh || c.blocks != nil):
		return c, refuse("no_text")
	}
	if v, ok := q.params["metadata"]; ok {
		raw, refused := checkMetadata(v)
		if refused != nil {
			return c, refused
		}
		c.metadata = raw
	}
	return c, nil
}

func checkMetadata(v string) (json.RawMessage, *refusal) {
	decoded, ok := decode(v)
	o, _ := decoded.(object)
	switch {
	case !ok || o == nil:
		return nil, refuse("invalid_metadata_format")
	case text(o, "event_type") == "" || part(o, "event_payload") == nil || len(o) != 2:
		return nil, refuse("invalid_metadata_schema")
	case len(v) > mostMetadata:
		return nil, refuse("metadata_too_large")
	}
	return json.RawMessage(v), nil
}

func (s *Server) postMessage(q *request) (object, *refusal) {
	c, refused := s.joined(q.params["channel"])
	if refused != nil {
		return nil, refused
	}
	if refused := s.limitPost(c.ID); refused != nil {
		return nil, refused
	}
	said, refused := s.content(q, true)
	if refused != nil {
		return nil, refused
	}
	thread := q.params["thread_ts"]
	if thread != "" && c.root(thread) == "" {
		return nil, refuse("thread_not_found")
	}
	m := &message{thread: c.root(thread)}
	s.set(m, said)
	s.post(c, m)
	return object{"channel": c.ID, "ts": m.ts, "message": s.wire(m, true)}, nil
}

// root is the first message of the thread that a message is in, empty if it is
// gone.
func (c *channel) root(ts string) string {
	m := c.find(ts)
	switch {
	case m == nil:
		return ""
	case m.thread != "":
		return m.thread
	}
	return ts
}

// set gives a message what a call says, and keeps the rest. The caller holds
// the lock.
func (s *Server) set(m *message, said content) {
	if said.text != nil {
		m.text = *said.text
	}
	if said.blocks != nil {
		m.blocks = s.named(*said.blocks)
	}
	if said.metadata != nil {
		m.metadata = said.metadata
	}
}

// post puts a message into a channel and tells the app, also of its own. The
// caller holds the lock.
func (s *Server) post(c *channel, m *message) {
	m.place, m.ts = c, s.timestamp()
	c.messages = append(c.messages, m)
	if s.opts.Forget {
		c.forget()
	}
	s.noteMentions(m)
	if m.only == "" {
		s.tellOfMessage(m)
		return
	}
	s.person(m.only).changes.Nudge()
}

// edit changes a message and tells the app. The caller holds the lock.
func (s *Server) edit(m *message, said content) {
	before := s.wire(m, true)
	s.set(m, said)
	m.edited = s.timestamp()
	s.noteMentions(m)
	if m.only == "" {
		s.tellOfChange(m.place, before, s.wire(m, true))
	}
}

// remove takes a message away and tells the app. The caller holds the lock.
func (s *Server) remove(m *message) {
	m.place.remove(m)
	if m.only == "" {
		s.tellOfChange(m.place, s.wire(m, true), nil)
	}
}

func (s *Server) postEphemeral(q *request) (object, *refusal) {
	c, refused := s.joined(q.params["channel"])
	if refused != nil {
		return nil, refused
	}
	if !c.has(q.params["user"]) {
		return nil, refuse("user_not_in_channel")
	}
	said, refused := s.content(q, true)
	if refused != nil {
		return nil, refused
	}
	m := &message{only: q.params["user"], thread: c.root(q.params["thread_ts"])}
	s.set(m, said)
	s.post(c, m)
	return object{"message_ts": m.ts}, nil
}

// bots is a message of the bot's.
func (s *Server) bots(q *request, otherwise string) (*message, *refusal) {
	c, refused := s.joined(q.params["channel"])
	if refused != nil {
		return nil, refused
	}
	m := c.find(q.params["ts"])
	switch {
	case m == nil:
		return nil, refuse("message_not_found")
	case m.user != "":
		return nil, refuse(otherwise)
	}
	return m, nil
}

func (s *Server) updateMessage(q *request) (object, *refusal) {
	m, refused := s.bots(q, "cant_update_message")
	if refused != nil {
		return nil, refused
	}
	said, refused := s.content(q, false)
	if refused != nil {
		return nil, refused
	}
	if said.text == nil && said.blocks == nil {
		return nil, refuse("no_text")
	}
	s.edit(m, said)
	return object{"channel": m.place.ID, "ts": m.ts, "text": m.text, "message": s.wire(m, true)}, nil
}

func (s *Server) deleteMessage(q *request) (object, *refusal) {
	m, refused := s.bots(q, "cant_delete_message")
	if refused != nil {
		return nil, refused
	}
	s.remove(m)
	return object{"channel": m.place.ID, "ts": m.ts}, nil
}

func (c *channel) remove(gone *message) {
	var left []*message
	for _, m := range c.messages {
		if m != gone {
			left = append(left, m)
		}
	}
	c.messages = left
}

func (s *Server) permalink(q *request) (object, *refusal) {
	c, refused := s.joined(q.params["channel"])
	if refused != nil {
		return nil, refused
	}
	m := c.find(q.params["message_ts"])
	if m == nil {
		return nil, refuse("message_not_found")
	}
	link := "https://test.slack.com/archives/" + c.ID + "/p" + strings.Replace(m.ts, ".", "", 1)
	if m.thread != "" {
		link += "?thread_ts=" + m.thread + "&cid=" + c.ID
	}
	return object{"channel": c.ID, "permalink": link}, nil
}

package slacktest

import (
	"maps"
	"slices"
	"strings"
)

// Say writes into a channel, or into a thread there if it is named. "@name" of
// somebody known, such as "@pledgebot", is a mention. It gives the message's ts.
func (p *Person) Say(channelID, thread, words string) string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[channelID]
	if c == nil || !c.has(p.p.ID) || thread != "" && c.root(thread) == "" {
		p.s.problem("%s: cannot write to %s %s", p.p.ID, channelID, thread)
		return ""
	}
	m := &message{user: p.p.ID, text: p.s.typed(words)}
	if thread != "" {
		m.thread = c.root(thread)
	}
	p.s.post(c, m)
	p.s.Nudge()
	return m.ts
}

// typed is a text as Slack sends what people type. The caller holds the lock.
func (s *Server) typed(words string) string {
	words = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(words)
	for _, id := range slices.Sorted(maps.Keys(s.people)) {
		words = strings.ReplaceAll(words, "@"+s.people[id].Name, "<@"+id+">")
	}
	return words
}

// tellOfMessage tells the app of a new message, and of its mention in it. The
// caller holds the lock.
func (s *Server) tellOfMessage(m *message) {
	if !m.place.has(s.opts.Bot) {
		return
	}
	event := s.wire(m, false)
	event["channel"], event["event_ts"], event["channel_type"] = m.place.ID, m.ts, m.place.channelType()
	s.tell(event)
	if m.user == "" || m.place.direct != "" || !slices.Contains(mentionsIn(m.text), s.opts.Bot) {
		return
	}
	mention := s.wire(m, false)
	mention["type"], mention["channel"], mention["event_ts"] = "app_mention", m.place.ID, m.ts
	s.tell(mention)
}

func (c *channel) channelType() string {
	return map[string]string{"im": "im", "groups": "group", "channels": "channel"}[c.kind()]
}

// tellOfChange tells the app that a message has changed or, without a new one,
// that it is gone. The caller holds the lock.
func (s *Server) tellOfChange(c *channel, before, after object) {
	if !c.has(s.opts.Bot) {
		return
	}
	ts := s.timestamp()
	event := object{
		"type": "message", "subtype": "message_changed", "hidden": true, "channel": c.ID, "channel_type": c.channelType(),
		"ts": ts, "event_ts": ts, "previous_message": before, "message": after,
	}
	if after == nil {
		delete(event, "message")
		event["subtype"], event["deleted_ts"] = "message_deleted", before["ts"]
	}
	s.tell(event)
}

// Edit gives an own message another text.
func (p *Person) Edit(channelID, ts, words string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	m := p.mine(channelID, ts)
	if m == nil {
		return
	}
	before := p.s.wire(m, false)
	m.text, m.edited = p.s.typed(words), p.s.timestamp()
	p.s.tellOfChange(m.place, before, p.s.wire(m, false))
	p.s.Nudge()
}

// Delete takes an own message back.
func (p *Person) Delete(channelID, ts string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	m := p.mine(channelID, ts)
	if m == nil {
		return
	}
	p.s.remove(m)
	p.s.Nudge()
}

func (p *Person) mine(channelID, ts string) *message {
	if c := p.s.channels[channelID]; c != nil {
		if m := c.find(ts); m != nil && m.user == p.p.ID {
			return m
		}
	}
	p.s.problem("%s: no own message %s in %s", p.p.ID, ts, channelID)
	return nil
}

// OpenHome opens the Home of the app; it tells the event's id.
func (p *Person) OpenHome() string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	event := object{
		"type": "app_home_opened", "user": p.p.ID, "channel": p.s.direct(p.p.ID).ID, "tab": "home", "event_ts": p.s.timestamp(),
	}
	if p.p.home != nil {
		event["view"] = p.p.home.wire(p.s)
	}
	return p.s.tell(event)
}

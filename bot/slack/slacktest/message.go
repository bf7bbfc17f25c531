package slacktest

import (
	"cmp"
	"encoding/json"
)

type message struct {
	place    *channel
	ts       string
	thread   string // the ts of the first message; empty if there is none
	user     string // empty for the bot
	only     string // an ephemeral one: the only person who sees it
	text     string
	blocks   []object
	metadata json.RawMessage
	edited   string // when
	files    []object
}

// content is what a call says a message shall be; a nil field was not given.
type content struct {
	text     *string
	blocks   *[]object
	metadata json.RawMessage
}

// author is the id of the user who wrote a message.
func (s *Server) author(m *message) string { return cmp.Or(m.user, s.opts.Bot) }

// wire is a message as Slack sends it, with the metadata only to those who ask
// for it. The caller holds the lock.
func (s *Server) wire(m *message, metadata bool) object {
	o := object{"type": "message", "ts": m.ts, "user": s.author(m), "text": m.text, "team": s.opts.Team}
	if m.user == "" {
		o["bot_id"], o["app_id"] = botID, s.opts.App
		o["bot_profile"] = object{"id": botID, "app_id": s.opts.App, "name": "pledgebot", "team_id": s.opts.Team}
	}
	if m.blocks != nil {
		o["blocks"] = m.blocks
	}
	if m.metadata != nil && metadata {
		o["metadata"] = m.metadata
	}
	if m.edited != "" {
		o["edited"] = object{"user": s.author(m), "ts": m.edited}
	}
	if m.files != nil {
		o["files"] = m.files
	}
	s.wireThread(m, o)
	return o
}

// wireThread adds what a thread is about: where a reply belongs, and how many
// replies a first message has.
func (s *Server) wireThread(m *message, o object) {
	if m.thread != "" {
		o["thread_ts"] = m.thread
		if parent := m.place.find(m.thread); parent != nil {
			o["parent_user_id"] = s.author(parent)
		}
		return
	}
	n, last, users := 0, "", []string{}
	for _, r := range m.place.messages {
		if r.thread == m.ts && r.only == "" {
			n, last = n+1, r.ts
			users = append(users, s.author(r))
		}
	}
	if n > 0 {
		o["thread_ts"], o["reply_count"], o["latest_reply"], o["reply_users"] = m.ts, n, last, users
	}
}

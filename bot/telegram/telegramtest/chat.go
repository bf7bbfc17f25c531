package telegramtest

import (
	"slices"
	"sort"
	"strconv"
	"time"
)

// What the bot is in a chat; in a private one it is kicked when it is blocked.
const (
	stranger = "" // nobody has spoken to it or brought it in
	member   = "member"
	left     = "left"
	kicked   = "kicked"
)

// keptMessages is how many messages of a chat stay with Options.Forget.
const keptMessages = 4

// A user is a person on Telegram.
type user struct {
	wire        wireUser
	deactivated bool
	toasts      []Toast
	pressed     int // presses that wait for an answer
}

// A chat is what one person or one group sees.
type chat struct {
	wire            wireChat
	user            *user // of a private chat
	bot             string
	migrated        int64 // the supergroup that it has become
	last            int64 // message id
	messages        []*message
	pace, perMinute bucket
}

func (c *chat) isGroup() bool { return c.user == nil }

// A message stands in a chat until it is deleted.
type message struct {
	wireMessage
	sent     string // as the bot sent it
	buttons  [][]Button
	document *Document
	ignored  int // see formatted
	mine     bool
	by       *user // nil for the bot
}

// post gives a message its place at the end of a chat. The caller holds the
// lock.
func (s *Server) post(c *chat, m *message) *message {
	c.last++
	m.ID, m.Chat, m.Date = c.last, &c.wire, s.opts.Now().Unix()
	c.messages = append(c.messages, m)
	if s.opts.Forget && len(c.messages) > keptMessages {
		c.messages = slices.Delete(c.messages, 0, 1)
	}
	s.Nudge()
	return m
}

// find is the message with an id, or nil.
func (c *chat) find(id int64) *message {
	i := sort.Search(len(c.messages), func(i int) bool { return c.messages[i].ID >= id })
	if i < len(c.messages) && c.messages[i].ID == id {
		return c.messages[i]
	}
	return nil
}

// chatFor finds the chat that a call names; the bot must be able to write there.
// The caller holds the lock.
func (s *Server) chatFor(q *request) (*chat, *refusal) {
	name := q.params["chat_id"]
	if name == "" {
		return nil, badRequest("chat_id is empty")
	}
	id, _ := strconv.ParseInt(name, 10, 64)
	c := s.chats[id]
	if c == nil || c.bot == stranger {
		return nil, badRequest("chat not found")
	}
	return c, c.access()
}

// access is nil if the bot may write in a chat.
func (c *chat) access() *refusal {
	switch {
	case c.user != nil && c.user.deactivated:
		return forbidden("user is deactivated")
	case c.user != nil && c.bot == kicked:
		return forbidden("bot was blocked by the user")
	case c.migrated != 0:
		r := badRequest("group chat was upgraded to a supergroup chat")
		r.migrateTo = c.migrated
		return r
	case c.bot == kicked:
		return forbidden("bot was kicked from the " + c.wire.Type + " chat")
	case c.bot == left:
		return forbidden("bot is not a member of the " + c.wire.Type + " chat")
	}
	return nil
}

// messageFor finds the message that a call names. The caller holds the lock.
func (s *Server) messageFor(q *request, missing string) (*chat, *message, *refusal) {
	c, refused := s.chatFor(q)
	if refused != nil {
		return nil, nil, refused
	}
	m := c.find(q.integer("message_id", 0, 0, 1<<52))
	if m == nil {
		return nil, nil, badRequest(missing + " not found")
	}
	return c, m, nil
}

// leaveChat leaves a group.
func (s *Server) leaveChat(q *request) ([]byte, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, refused := s.chatFor(q)
	switch {
	case refused != nil:
		return nil, refused
	case !c.isGroup():
		return nil, badRequest("chat not found")
	}
	s.become(c, s.bot, left)
	return done, nil
}

// become changes what the bot is in a chat and tells it. The caller holds the
// lock.
func (s *Server) become(c *chat, by wireUser, status string) int64 {
	old := c.bot
	if old == stranger {
		old = left
	}
	c.bot = status
	s.Nudge()
	u := wireMemberUpdate{Chat: &c.wire, From: &by, Date: s.opts.Now().Unix(), Old: s.memberOf(old), New: s.memberOf(status)}
	return s.tell("my_chat_member", c.wire.ID+5<<33, day, encode(u))
}

func (s *Server) memberOf(status string) wireMember {
	m := wireMember{Status: status, User: &s.bot}
	if status == kicked {
		m.Until = new(int64)
	}
	return m
}

const day = 24 * time.Hour

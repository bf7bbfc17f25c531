package telegramtest

import (
	"bytes"
	"slices"
	"time"
)

const (
	notModified = "message is not modified: specified new message content and reply markup are exactly the same " +
		"as a current content and reply markup of the message"
	// deletable is how long a bot may delete what it sent.
	deletable = 48 * time.Hour
)

// editMessageText gives a message another text; buttons that are not sent again
// go.
func (s *Server) editMessageText(q *request) ([]byte, *refusal) {
	d, refused := draftText(q)
	if refused != nil {
		return nil, refused
	}
	return s.edit(q, func(m *message) *refusal {
		switch {
		case m.document != nil:
			return badRequest("there is no text in the message to edit")
		case m.Text == d.Text && slices.Equal(m.Entities, d.Entities) && bytes.Equal(m.Markup, d.Markup):
			return badRequest(notModified)
		}
		m.Text, m.Entities, m.ignored, m.sent = d.Text, d.Entities, d.ignored, d.sent
		m.buttons, m.Markup = d.buttons, d.Markup
		return nil
	})
}

func (s *Server) editMessageReplyMarkup(q *request) ([]byte, *refusal) {
	keyboard, refused := parseMarkup(q.params["reply_markup"])
	if refused != nil {
		return nil, refused
	}
	return s.edit(q, func(m *message) *refusal {
		if bytes.Equal(m.Markup, keyboard.raw) {
			return badRequest(notModified)
		}
		m.buttons, m.Markup = keyboard.buttons, keyboard.raw
		return nil
	})
}

func (s *Server) edit(q *request, change func(*message) *refusal) ([]byte, *refusal) {
	if q.params["chat_id"] == "" && q.params["message_id"] == "" {
		return nil, badRequest("message identifier is not specified")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, refused := s.messageFor(q, "message to edit")
	switch {
	case refused != nil:
		return nil, refused
	case !m.mine:
		return nil, badRequest("message can't be edited")
	}
	if refused := s.limit(c); refused != nil {
		return nil, refused
	}
	if refused := change(m); refused != nil {
		return nil, refused
	}
	m.EditDate = s.opts.Now().Unix()
	s.Nudge()
	return encode(m.wireMessage), nil
}

// deleteMessage takes away what the bot sent and, in a private chat, what the
// person sent.
func (s *Server) deleteMessage(q *request) ([]byte, *refusal) {
	switch {
	case q.params["chat_id"] == "":
		return nil, badRequest("chat identifier is not specified")
	case q.integer("message_id", 0, 0, 1<<52) == 0:
		return nil, badRequest("message identifier is not specified")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c, m, refused := s.messageFor(q, "message to delete")
	if refused != nil {
		return nil, refused
	}
	if !m.mine && c.isGroup() || s.opts.Now().Sub(time.Unix(m.Date, 0)) > deletable {
		return nil, badRequest("message can't be deleted")
	}
	c.messages = slices.DeleteFunc(c.messages, func(other *message) bool { return other == m })
	s.Nudge()
	return done, nil
}

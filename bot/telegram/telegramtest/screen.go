package telegramtest

import "slices"

// A Shown is a message as it stands in a chat.
type Shown struct {
	ID       int64
	Own      bool   // written by a person, not by the bot
	Text     string // or the caption, without the formatting
	Sent     string // as the bot sent it, with the formatting
	Entities []Entity
	Ignored  int // entities over 100, which Telegram does not show
	Buttons  [][]Button
	Edited   bool
	ReplyTo  int64 // the message that it answers, or 0
	Document *Document
}

// Screen is what this person sees in the chat, oldest first.
func (p *Person) Screen() []Shown { return p.s.screen(p.chat) }

// Last is the newest message of the bot, or an empty one.
func (p *Person) Last() Shown {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for i := len(p.chat.messages) - 1; i >= 0; i-- {
		if m := p.chat.messages[i]; m.mine {
			return m.shown()
		}
	}
	return Shown{}
}

func (s *Server) screen(c *chat) []Shown {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Shown, len(c.messages))
	for i, m := range c.messages {
		out[i] = m.shown()
	}
	return out
}

// shown is a copy; what it refers to is never changed, only replaced.
func (m *message) shown() Shown {
	v := Shown{
		ID: m.ID, Own: !m.mine, Text: m.Text + m.Caption, Sent: m.sent, Ignored: m.ignored,
		Entities: slices.Concat(m.Entities, m.CaptionE), Buttons: m.buttons, Edited: m.EditDate != 0, Document: m.document,
	}
	if m.ReplyTo != nil {
		v.ReplyTo = m.ReplyTo.ID
	}
	return v
}

package telegramtest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Person talks to the bot, alone or in a group. Each thing done gives the
// update_id that it made, or 0 if the bot is not told of it. Doing what the
// screen does not offer is a mistake of the test and panics.
type Person struct {
	s    *Server
	user *user
	chat *chat
}

// Person is somebody in the chat with the bot; the same for the same id. The
// language is a code such as "es", or empty. The bot can write there once the
// person has sent something.
func (s *Server) Person(id int64, lang string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.users[id]
	if u == nil {
		name := "Person " + strconv.FormatInt(id, 10)
		u = &user{wire: wireUser{ID: id, FirstName: name, Language: lang}}
		s.users[id] = u
		s.chats[id] = &chat{wire: wireChat{ID: id, Type: "private", FirstName: name}, user: u}
	}
	return &Person{s: s, user: u, chat: s.chats[id]}
}

// In is the same person in a group.
func (p *Person) In(g *Group) *Person { return &Person{s: p.s, user: p.user, chat: g.chat} }

// Says sends one text, cleaned as Telegram cleans it; there must be something
// left of it, and it must not be too long for one message: see Pastes.
func (p *Person) Says(text string) int64 { return p.say(text, nil) }

// SaysAtOnce sends several texts: all are in the chat before the bot is told of
// the first.
func (p *Person) SaysAtOnce(texts ...string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	for _, text := range texts {
		p.text(text, nil)
	}
}

// SaysBelow sends a text, unless the bot has said something since a message: what
// people answer is what they see last. It tells whether it was sent.
func (p *Person) SaysBelow(messageID int64, text string) bool {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if slices.ContainsFunc(p.chat.messages, func(m *message) bool { return m.ID > messageID && m.by == nil }) {
		return false
	}
	p.text(text, nil)
	return true
}

// Quotes answers a message with a text.
func (p *Person) Quotes(messageID int64, text string) int64 {
	p.s.mu.Lock()
	m := p.chat.find(messageID)
	p.s.mu.Unlock()
	if m == nil {
		panic(fmt.Sprintf("telegramtest: no message %d to quote", messageID))
	}
	return p.say(text, m)
}

func (p *Person) say(text string, answered *message) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.text(text, answered)
}

// text sends a text. The caller holds the lock.
func (p *Person) text(text string, answered *message) int64 {
	f := plain(text, nil)
	if f.text == "" || f.units > mostText {
		panic("telegramtest: a text has 1 to 4096 UTF-16 units")
	}
	m := &message{wireMessage: wireMessage{Text: f.text, Entities: commands(f.text), ReplyTo: answered.quoted()}}
	return p.send(m, answered)
}

// commands marks a command at the start of a text.
func commands(text string) []Entity {
	if len(text) < 2 || text[0] != '/' {
		return nil
	}
	n := 1
	for n < len(text) && (text[n] == '_' || text[n] == '@' || digit(text[n]) < 10 || letter(text[n])) {
		n++
	}
	if n == 1 {
		return nil
	}
	return []Entity{{Type: "bot_command", Length: n}}
}

// send puts a message into the chat and tells the bot, if it may know. The
// caller holds the lock.
func (p *Person) send(m *message, answered *message) int64 {
	if p.chat.bot == stranger && p.chat.user != nil {
		p.chat.bot = member
	}
	m.From, m.by = &p.user.wire, p.user
	p.s.post(p.chat, m)
	if !p.s.hears(p.chat, m, answered) {
		return 0
	}
	return p.s.tell("message", p.chat.wire.ID, day, encode(m.wireMessage))
}

// hears tells whether the bot is told of a message. In a group, in privacy
// mode, it hears commands, its name, answers to it and what happens to the
// group.
func (s *Server) hears(c *chat, m, answered *message) bool {
	switch {
	case c.bot != member:
		return false
	case !c.isGroup() || s.opts.ReadsAll:
		return true
	case answered != nil && answered.mine:
		return true
	case m.NewMembers != nil || m.LeftMember != nil || m.MigrateTo != 0 || m.MigrateFrom != 0:
		return true
	}
	text := m.Text + m.Caption
	return strings.HasPrefix(text, "/") || strings.Contains(text, "@"+s.bot.Username)
}

// Edits gives an own message another text; the bot is told even if the text is
// the same.
func (p *Person) Edits(messageID int64, text string) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	m := p.chat.find(messageID)
	if m == nil || m.by != p.user {
		panic(fmt.Sprintf("telegramtest: no own message %d to edit", messageID))
	}
	f := plain(text, nil)
	m.Text, m.Entities, m.EditDate = f.text, commands(f.text), p.s.opts.Now().Unix()
	p.s.Nudge()
	if !p.s.hears(p.chat, m, nil) {
		return 0
	}
	return p.s.tell("edited_message", p.chat.wire.ID, day, encode(m.wireMessage))
}

// Pastes sends a text of any length as Telegram's clients do: in messages of at
// most 4096 UTF-16 units, cut at the end of a line or a word where there is one.
func (p *Person) Pastes(long string) []int64 {
	var out []int64
	for _, piece := range pieces(long) {
		if plain(piece, nil).text != "" {
			out = append(out, p.Says(piece))
		}
	}
	return out
}

func pieces(s string) []string {
	var out []string
	for units(s) > mostText {
		n, end, line, word := 0, 0, 0, 0
		for i, r := range s {
			if n += units(string(r)); n > mostText {
				break
			}
			end = i + len(string(r))
			switch r {
			case '\n':
				line = end
			case ' ':
				word = end
			}
		}
		switch {
		case line > end/2:
			end = line
		case word > end/2:
			end = word
		}
		out = append(out, s[:end])
		s = s[end:]
	}
	return append(out, s)
}

// Blocks stops the bot from writing to this person.
func (p *Person) Blocks() int64 { return p.settle(kicked) }

// Returns lets the bot write again. Telegram's clients send "/start" after it;
// that is another call.
func (p *Person) Returns() int64 { return p.settle(member) }

func (p *Person) settle(status string) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.s.become(p.s.chats[p.user.wire.ID], p.user.wire, status)
}

// Deactivates deletes this person's account. The bot is not told.
func (p *Person) Deactivates() {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.user.deactivated = true
	p.s.Nudge()
}

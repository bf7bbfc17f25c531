package telegramtest

// A Group is a chat of several people. Use Person.In to talk there.
type Group struct {
	s    *Server
	chat *chat
}

// Group is a group with a negative id; the same for the same id. The bot is not
// in it before it Joins.
func (s *Server) Group(id int64, title string) *Group {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Group{s: s, chat: s.groupChat(id, "group", title)}
}

func (s *Server) groupChat(id int64, kind, title string) *chat {
	c := s.chats[id]
	if c == nil {
		c = &chat{wire: wireChat{ID: id, Type: kind, Title: title}}
		s.chats[id] = c
	}
	return c
}

// Joins brings the bot in: it is told of its membership and of the message that
// says so.
func (g *Group) Joins(by *Person) []int64 {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	first := g.s.become(g.chat, by.user.wire, member)
	m := &message{}
	m.NewMembers = []wireUser{g.s.bot}
	return []int64{first, by.In(g).send(m, nil)}
}

// Kicks throws the bot out.
func (g *Group) Kicks(by *Person) int64 {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.s.become(g.chat, by.user.wire, kicked)
}

// Migrates makes a supergroup with another id of the group, and gives it. From
// now on the bot's calls to the old id are refused with the new one.
func (g *Group) Migrates(id int64, by *Person) (*Group, []int64) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	super := &Group{s: g.s, chat: g.s.groupChat(id, "supergroup", g.chat.wire.Title)}
	super.chat.bot = g.chat.bot
	from, to := &message{}, &message{}
	from.MigrateTo, to.MigrateFrom = id, g.chat.wire.ID
	ids := []int64{by.In(g).send(from, nil), by.In(super).send(to, nil)}
	g.chat.migrated = id
	return super, ids
}

// Screen is what stands in the group; see Person.Screen.
func (g *Group) Screen() []Shown { return g.s.screen(g.chat) }

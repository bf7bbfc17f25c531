package slacktest

import (
	"cmp"
	"slices"

	"pledgebot/bot/faketest"
)

// botID is the id of the bot as an author; its user id is another.
const botID = "B0BOT"

// A Profile is what Slack knows of somebody. Only the id is needed.
type Profile struct {
	ID       string
	Name     string // the id in small letters if empty
	Team     string // the Server's if empty
	Locale   string // such as "fr-FR"; "en-US" if empty
	TZ       string // "UTC" if empty
	Guest    bool   // is_restricted
	Single   bool   // is_ultra_restricted: a guest in one channel
	Bot      bool
	Stranger bool // of another workspace, met in a shared channel
	Gone     bool // deactivated
}

type person struct {
	Profile
	stack []*view // of modals, the newest last
	home  *view
	notes []string // the errors that Slack has shown

	changes faketest.Changes // of what only this person sees
}

// A Channel is where people talk. Only the id is needed.
type Channel struct {
	ID      string
	Name    string // the id in small letters if empty
	Members []string
	Private bool
	Shared  bool // with another workspace: is_shared and is_ext_shared
	NoBot   bool // the bot is not in it
}

type channel struct {
	Channel
	direct   string // the person, of a direct conversation with the bot
	messages []*message
}

// Channel adds a channel or replaces what is known of it, but not its messages.
func (s *Server) Channel(c Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Name = cmp.Or(c.Name, lower(c.ID))
	c.Members = slices.Clone(c.Members)
	if !c.NoBot && !slices.Contains(c.Members, s.opts.Bot) {
		c.Members = append(c.Members, s.opts.Bot)
	}
	known := s.channels[c.ID]
	if known == nil {
		known = &channel{}
		s.channels[c.ID] = known
	}
	known.Channel = c
	s.Nudge()
}

// Profile adds somebody or replaces what is known of them.
func (s *Server) Profile(p Profile) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.person(p.ID).Profile = s.complete(p)
	s.Nudge()
}

func (s *Server) complete(p Profile) Profile {
	p.Name, p.Team = cmp.Or(p.Name, lower(p.ID)), cmp.Or(p.Team, s.opts.Team)
	p.Locale, p.TZ = cmp.Or(p.Locale, "en-US"), cmp.Or(p.TZ, "UTC")
	return p
}

// person is somebody, new or known. The caller holds the lock.
func (s *Server) person(id string) *person {
	p := s.people[id]
	if p == nil {
		p = &person{Profile: s.complete(Profile{ID: id})}
		s.people[id] = p
	}
	return p
}

// direct is the conversation of somebody with the bot. The caller holds the
// lock.
func (s *Server) direct(id string) *channel {
	key := "D" + id
	c := s.channels[key]
	if c == nil {
		c = &channel{Channel: Channel{ID: key, Name: key, Members: []string{id, s.opts.Bot}, Private: true}, direct: id}
		s.channels[key] = c
	}
	return c
}

// kind names the sort of a channel as scopes and events do.
func (c *channel) kind() string {
	switch {
	case c.direct != "":
		return "im"
	case c.Private:
		return "groups"
	}
	return "channels"
}

func (c *channel) has(id string) bool { return slices.Contains(c.Members, id) }

func (c *channel) find(ts string) *message {
	for _, m := range c.messages {
		if m.ts == ts && m.only == "" {
			return m
		}
	}
	return nil
}

// keptPassing is how many of the messages that pass stay in a channel with
// Options.Forget.
const keptPassing = 1000

// forget takes the oldest message that passes away, if there are too many.
func (c *channel) forget() {
	first, n := -1, 0
	for i, m := range c.messages {
		if m.thread != "" || m.only != "" {
			if n++; first < 0 {
				first = i
			}
		}
	}
	if n > keptPassing {
		c.messages = slices.Delete(c.messages, first, first+1)
	}
}

// place is the channel of a call: a channel's id, or a person's for the direct
// conversation with them. The bot does not see private channels that it is not
// in. The caller holds the lock.
func (s *Server) place(id string) (*channel, *refusal) {
	c := s.channels[id]
	if c == nil && s.people[id] != nil && id != s.opts.Bot {
		c = s.direct(id)
	}
	if c == nil || c.Private && !c.has(s.opts.Bot) {
		return nil, refuse("channel_not_found")
	}
	return c, nil
}

// joined is a channel that the bot is in.
func (s *Server) joined(id string) (*channel, *refusal) {
	c, refused := s.place(id)
	if refused == nil && !c.has(s.opts.Bot) {
		return nil, refuse("not_in_channel")
	}
	return c, refused
}

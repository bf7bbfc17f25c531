package telegramtest

import (
	"cmp"
	"encoding/json"
	"maps"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A Command is one that Telegram offers to type.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// A Profile is what people read about the bot in one language.
type Profile struct {
	Name, Description, Short string
	Commands                 map[string][]Command // by the type of their scope
	Menu                     string               // the JSON of the menu button, for everybody and every language
}

// A profile is what the bot has set, by language code; "" is for the rest.
type profile struct {
	byLang map[string]Profile
	menu   string
}

// Profile is what the bot has set for a language code, or for the rest with "".
func (s *Server) Profile(lang string) Profile {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.profile.byLang[lang]
	p.Commands, p.Menu = maps.Clone(p.Commands), s.profile.menu
	return p
}

func (s *Server) getMe(*request) ([]byte, *refusal) {
	return encode(struct {
		wireUser
		Join    bool `json:"can_join_groups"`
		ReadAll bool `json:"can_read_all_group_messages"`
		Inline  bool `json:"supports_inline_queries"`
	}{wireUser: s.bot, Join: true, ReadAll: s.opts.ReadsAll}), nil
}

func (s *Server) setMyName(q *request) ([]byte, *refusal) {
	return s.describe(q, "name", 64, "BOT_TITLE_INVALID", func(p *Profile) *string { return &p.Name })
}

func (s *Server) setMyDescription(q *request) ([]byte, *refusal) {
	return s.describe(q, "description", 512, "BOT_DESCRIPTION_INVALID", func(p *Profile) *string { return &p.Description })
}

func (s *Server) setMyShortDescription(q *request) ([]byte, *refusal) {
	return s.describe(q, "short_description", 120, "BOT_ABOUT_INVALID", func(p *Profile) *string { return &p.Short })
}

// describe sets one text. The limits are Telegram's; it does not document what
// it says of a text that is longer.
func (s *Server) describe(q *request, name string, most int, tooLong string, of func(*Profile) *string) ([]byte, *refusal) {
	if utf8.RuneCountInString(q.params[name]) > most {
		return nil, badRequest(tooLong)
	}
	return s.change(q, func(p *Profile) { *of(p) = q.params[name] })
}

var langCode = regexp.MustCompile(`^([a-z]{2})?$`)

func (s *Server) change(q *request, set func(*Profile)) ([]byte, *refusal) {
	lang := q.params["language_code"]
	if !langCode.MatchString(lang) {
		return nil, badRequest("invalid language code specified")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.profile.byLang[lang]
	set(&p)
	if s.profile.byLang == nil {
		s.profile.byLang = map[string]Profile{}
	}
	s.profile.byLang[lang] = p
	s.Nudge()
	return done, nil
}

var commandName = regexp.MustCompile(`^[a-z0-9_]+$`)

func (s *Server) setMyCommands(q *request) ([]byte, *refusal) {
	list, refused := commandsOf(q)
	if refused != nil {
		return nil, refused
	}
	scope := struct{ Type string }{Type: "default"}
	if raw := q.params["scope"]; raw != "" && json.Unmarshal([]byte(raw), &scope) != nil {
		return nil, badRequest("can't parse BotCommandScope JSON object")
	}
	return s.change(q, func(p *Profile) {
		p.Commands = maps.Clone(p.Commands)
		if p.Commands == nil {
			p.Commands = map[string][]Command{}
		}
		p.Commands[scope.Type] = list
	})
}

func commandsOf(q *request) ([]Command, *refusal) {
	raw := []byte(cmp.Or(q.params["commands"], "[]"))
	var list []Command
	switch err := json.Unmarshal(raw, &list); {
	case !json.Valid(raw):
		return nil, badRequest("can't parse commands JSON object")
	case err != nil:
		return nil, badRequest("expected an Array of BotCommand")
	case len(list) > 100:
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	for i := range list {
		c := &list[i]
		c.Command = strings.TrimPrefix(strings.TrimSpace(c.Command), "/")
		c.Description = strings.TrimSpace(c.Description)
		switch {
		case c.Command == "":
			return nil, badRequest("command must be non-empty")
		case utf8.RuneCountInString(c.Command) > 32:
			return nil, badRequest("command length must not exceed 32")
		case c.Description == "":
			return nil, badRequest("command description must be non-empty")
		case utf8.RuneCountInString(c.Description) > 256:
			return nil, badRequest("command description length must not exceed 256")
		case !commandName.MatchString(c.Command):
			return nil, badRequest("BOT_COMMAND_INVALID")
		}
	}
	return list, nil
}

// setChatMenuButton sets the button for everybody; it keeps none for one chat.
func (s *Server) setChatMenuButton(q *request) ([]byte, *refusal) {
	raw := cmp.Or(q.params["menu_button"], `{"type":"default"}`)
	var b struct{ Type string }
	switch err := json.Unmarshal([]byte(raw), &b); {
	case !json.Valid([]byte(raw)):
		return nil, badRequest("can't parse menu button JSON object")
	case err != nil:
		return nil, badRequest("can't parse menu button: MenuButton must be an Object")
	case b.Type != "default" && b.Type != "commands" && b.Type != "web_app":
		return nil, badRequest("can't parse menu button: MenuButton has unsupported type")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.profile.menu = raw
	s.Nudge()
	return done, nil
}

package slacktest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// A Mention is one that a message of the bot's has made: Slack tells those who
// are meant.
type Mention struct {
	Channel, TS string
	Who         string // "U…", "S…", or "!channel", "!here", "!everyone"
}

// Mentions are all so far, oldest first; none with Options.Forget. An edit that leaves a mention where it
// was makes no new one.
func (s *Server) Mentions() []Mention {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.mentions)
}

var (
	entity   = regexp.MustCompile(`<([^<>]+)>`)
	unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// mrkdwn is a text as it is read: links as their labels, mentions as names,
// entities as the characters that they stand for. The signs of bold, italic and
// the like stay.
func (s *Server) mrkdwn(t string) string {
	var out strings.Builder
	last := 0
	for _, at := range entity.FindAllStringSubmatchIndex(t, -1) {
		out.WriteString(unescape.Replace(t[last:at[0]]))
		out.WriteString(s.special(t[at[2]:at[3]]))
		last = at[1]
	}
	out.WriteString(unescape.Replace(t[last:]))
	return out.String()
}

// special is what stands between angle brackets.
func (s *Server) special(inner string) string {
	head, label, _ := strings.Cut(inner, "|")
	label = unescape.Replace(label)
	switch inner[0] {
	case '@', '#':
		return s.mentioned(head)
	case '!':
		name, rest, _ := strings.Cut(head[1:], "^")
		switch name {
		case "channel", "here", "everyone":
			return "@" + name
		case "subteam":
			return cmp.Or(label, "@"+rest)
		}
		return label // a date's fallback
	}
	return link(unescape.Replace(head), label)
}

func link(address, label string) string {
	if label == "" || label == address {
		return address
	}
	return label + " (" + address + ")"
}

// mentioned is the name behind "@U…" or "#C…". The caller holds the lock.
func (s *Server) mentioned(mark string) string {
	if p := s.people[mark[1:]]; p != nil {
		return "@" + p.Name
	}
	if c := s.channels[mark[1:]]; c != nil {
		return "#" + c.Name
	}
	return mark
}

// noteMentions records whom a message of the bot's calls. The caller holds the
// lock.
func (s *Server) noteMentions(m *message) {
	if m.user != "" || m.only != "" || s.opts.Forget {
		return
	}
	for _, who := range m.calls() {
		mention := Mention{Channel: m.place.ID, TS: m.ts, Who: who}
		if !slices.Contains(s.mentions, mention) {
			s.mentions = append(s.mentions, mention)
		}
	}
}

// calls are those whom a message mentions. A text beside blocks is not shown,
// but Slack reads it for notifications: it counts, too.
func (m *message) calls() []string {
	out := mentionsIn(m.text)
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case object:
			out = append(out, mentionsOf(v)...)
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(anyOf(m.blocks))
	slices.Sort(out)
	return slices.Compact(out)
}

func mentionsOf(o object) []string {
	switch text(o, "type") {
	case "mrkdwn":
		return mentionsIn(text(o, "text"))
	case "user":
		return []string{text(o, "user_id")}
	case "usergroup":
		return []string{text(o, "usergroup_id")}
	case "broadcast":
		return []string{"!" + text(o, "range")}
	}
	return nil
}

func mentionsIn(t string) []string {
	var out []string
	for _, found := range entity.FindAllStringSubmatch(t, -1) {
		head, _, _ := strings.Cut(found[1], "|")
		switch name, group, _ := strings.Cut(head, "^"); {
		case head[0] == '@':
			out = append(out, head[1:])
		case name == "!subteam":
			out = append(out, group)
		case head == "!channel" || head == "!here" || head == "!everyone":
			out = append(out, head)
		}
	}
	return out
}

package slacktest

import (
	"context"
	"slices"
	"strings"
	"time"
)

// A Person uses Slack in the workspace. What they do with the app waits for the
// app's answer, as a person does, but not longer than Slack. Doing what the
// screen does not offer is a problem of the test.
type Person struct {
	s *Server
	p *person
}

// Person is somebody, new or known; see Profile for what else can be said.
func (s *Server) Person(id string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Person{s: s, p: s.person(id)}
}

// An Outcome is what a person sees of the app's answer.
type Outcome struct {
	OK      bool              // the app has answered in time, with something that Slack understands
	Failed  string            // otherwise: Slack's word for it
	Errors  map[string]string // of a form, by block_id; it stays open
	Latency time.Duration     // until the app answered
}

// trouble is what Slack says when the app does not answer a press or a form.
const trouble = "We had some trouble connecting. Try again?"

func sayTrouble(string) string { return trouble }

// ID is the user's.
func (p *Person) ID() string { return p.p.ID }

// DM is the channel of the conversation with the bot.
func (p *Person) DM() string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.s.direct(p.p.ID).ID
}

// Notes are the errors that Slack has shown this person, oldest first.
func (p *Person) Notes() []string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return slices.Clone(p.p.notes)
}

// base is what all interactions tell. The caller holds the lock.
func (p *Person) base(kind string) object {
	return object{
		"type": kind, "token": "unused", "api_app_id": p.s.opts.App, "is_enterprise_install": false, "enterprise": nil,
		"team":       object{"id": p.s.opts.Team, "domain": "test"},
		"user":       object{"id": p.p.ID, "username": p.p.Name, "name": p.p.Name, "team_id": p.p.Team},
		"trigger_id": p.s.newTrigger(p.p),
	}
}

// tell delivers an interaction and shows the person if it fails.
func (p *Person) tell(kind, name string, payload object, words func(failed string) string) (answer, Outcome) {
	began := p.s.opts.Now()
	a := p.s.interact(kind, name, payload)
	out := Outcome{OK: a.failed == "", Failed: a.failed, Latency: p.s.opts.Now().Sub(began)}
	if a.failed != "" {
		p.note(words(a.failed))
	}
	return a, out
}

func (p *Person) note(text string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.p.notes = append(p.p.notes, text)
	p.s.Nudge()
}

// cannot is a problem of the test.
func (p *Person) cannot(format string, args ...any) Outcome {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.s.problem("%s: "+format, slices.Concat([]any{p.p.ID}, args)...)
	return Outcome{Failed: "not_on_screen"}
}

// A Message is one as this person sees it.
type Message struct {
	Channel, TS string
	Thread      string // the first message's ts, of a reply
	User        string // who wrote it
	Bot         bool   // the bot wrote it
	Ephemeral   bool   // only this person sees it
	Edited      bool
	Text        string // for notifications and screen readers
	Metadata    []byte // JSON, or nil
	Blocks      []map[string]any
	Files       []string // names
	Lines       string   // what is read, without the author
	Replies     int
}

// String is what is read.
func (m Message) String() string { return m.Lines }

// Messages are those of a channel that this person sees, oldest first, replies
// among them; nil if they are not in it.
func (p *Person) Messages(channelID string) []Message {
	return p.sees(channelID, func(m *message) bool { return m.only == "" || m.only == p.p.ID })
}

// Told are the messages of a channel that only this person sees, oldest first.
func (p *Person) Told(channelID string) []Message {
	return p.sees(channelID, func(m *message) bool { return m.only == p.p.ID })
}

func (p *Person) sees(channelID string, which func(*message) bool) []Message {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[channelID]
	if c == nil || !c.has(p.p.ID) {
		return nil
	}
	var out []Message
	for _, m := range c.messages {
		if which(m) {
			out = append(out, p.s.seen(m))
		}
	}
	return out
}

// Await is the Server's for what only this person sees, however much goes on for
// others: it looks again when a window of theirs is drawn or something is said to
// them alone.
func (p *Person) Await(ctx context.Context, cond func() bool) error {
	return p.p.changes.Await(ctx, cond)
}

// Thread is a message and its replies.
func (p *Person) Thread(channelID, ts string) []Message {
	return slices.DeleteFunc(p.Messages(channelID), func(m Message) bool { return m.TS != ts && m.Thread != ts })
}

// Last is the newest message of a channel, or an empty one.
func (p *Person) Last(channelID string) Message {
	all := p.Messages(channelID)
	if len(all) == 0 {
		return Message{}
	}
	return all[len(all)-1]
}

// seen is a copy; what it refers to is never changed, only replaced. The caller
// holds the lock.
func (s *Server) seen(m *message) Message {
	v := Message{
		Channel: m.place.ID, TS: m.ts, Thread: m.thread, User: s.author(m), Bot: m.user == "", Ephemeral: m.only != "",
		Edited: m.edited != "", Text: m.text, Metadata: m.metadata, Blocks: m.blocks,
	}
	for _, f := range m.files {
		v.Files = append(v.Files, text(f, "name"))
	}
	for _, r := range m.place.messages {
		if r.thread == m.ts && r.only == "" {
			v.Replies++
		}
	}
	v.Lines = s.mrkdwn(m.text)
	if len(m.blocks) > 0 {
		v.Lines = s.render(m.blocks, nil, nil)
	}
	for _, name := range v.Files {
		v.Lines = strings.TrimPrefix(v.Lines+"\n[file "+name+"]", "\n")
	}
	return v
}

// Read is a channel as a text: who wrote what, replies set in.
func (p *Person) Read(channelID string) string {
	var out strings.Builder
	all := p.Messages(channelID)
	for _, m := range all {
		if m.Thread != "" {
			continue
		}
		p.write(&out, m, "")
		for _, r := range all {
			if r.Thread == m.TS {
				p.write(&out, r, "    ")
			}
		}
	}
	return out.String()
}

func (p *Person) write(out *strings.Builder, m Message, indent string) {
	p.s.mu.Lock()
	name := p.s.person(m.User).Name
	p.s.mu.Unlock()
	if m.Ephemeral {
		name += " (only to you)"
	}
	if m.Edited {
		name += " (edited)"
	}
	out.WriteString(indent + name + ":\n")
	for line := range strings.SplitSeq(m.Lines, "\n") {
		out.WriteString(indent + "  " + line + "\n")
	}
}

package bot

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

// A Press is a button as a platform carries it. Buttons have little room, so a
// prompt and an option are named by their tags.
type Press struct {
	Prompt string // its tag
	Option string // its tag
	Wanted *bool  // the state a tick should have after it; nil where it is no tick

	At conversation.Mark // the message that has the button, 0 where that is not known
}

// PromptTag is a prompt's name on a button: its session and its number in it,
// "ABCDEFGH.12".
func PromptTag(id conversation.PromptID) string {
	session, rest, _ := strings.Cut(string(id), ".")
	return session + "." + rest[strings.LastIndexByte(rest, '.')+1:]
}

// tagMost is the longest option that is its own tag.
const tagMost = 24

// OptionTag is an option's name on a button: its id, or, where that is long or
// words of a person, a hash of it.
func OptionTag(id call.OptionID) string {
	plain := func(r rune) bool {
		return r == '_' || r == '.' || r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z'
	}
	if len(id) <= tagMost && strings.IndexFunc(string(id), func(r rune) bool { return !plain(r) }) < 0 {
		return string(id)
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(id)) // never fails
	return "~" + strconv.FormatUint(h.Sum64(), 36)
}

// event is the press as the dialog knows it: on a prompt that it remembers, or
// on none.
func (p Press) event(s conversation.Session) conversation.Chose {
	e := conversation.Chose{Option: call.OptionID(p.Option), Wanted: p.Wanted}
	if s.Prompt.ID != "" && PromptTag(s.Prompt.ID) == p.Prompt {
		e.Prompt = s.Prompt.ID
		return e
	}
	for _, sh := range s.Shown {
		if PromptTag(sh.Prompt) == p.Prompt {
			e.Prompt = sh.Prompt
		}
	}
	return e
}

// hashed tells whether the tag only hints at the option.
func (p *Press) hashed() bool { return p != nil && strings.HasPrefix(p.Option, "~") }

// resolve finds an option among those that are shown.
func (p *Press) resolve(open conversation.Reply, e conversation.Chose) conversation.Chose {
	if e.Prompt != open.Prompt {
		return e
	}
	for _, o := range open.Options {
		if OptionTag(o.ID) == p.Option {
			e.Option = o.ID
		}
	}
	return e
}

// proven strikes off the prompt that a press proves to be on the screen, and
// notes where: its place got lost on the way, and nobody needs to see it again.
func proven(d store.Dialog, p *Press) store.Dialog {
	if p == nil || p.At == 0 {
		return d
	}
	i := slices.IndexFunc(d.Owed, func(o store.Owed) bool {
		return o.Over == 0 && o.Reply.Prompt != "" && PromptTag(o.Reply.Prompt) == p.Prompt
	})
	if i < 0 {
		return d
	}
	shown := d.Owed[i].Reply
	d.Owed = slices.Delete(slices.Clone(d.Owed), i, i+1)
	d.Session = conversation.Shown(d.Session, shown.Prompt, shown.At, p.At)
	return d
}

// at is the prompt shown at a place in the chat; "" for none.
func at(s conversation.Session, mark conversation.Mark) conversation.PromptID {
	for _, sh := range s.Shown {
		if mark != 0 && sh.Mark == mark {
			return sh.Prompt
		}
	}
	return ""
}

// A glance is the open prompt as an input found it.
type glance struct {
	prompt conversation.PromptID
	mark   conversation.Mark // where the input found it, 0 for nowhere
	newest conversation.Mark // where it was shown last
	tick   bool              // the input ticks or clears one of its options
	labels []call.Text       // what the input chose
}

// glance looks at the open prompt, if the input chose something under it. It
// stands where its button was pressed: that is before the person's eyes, and may
// not be settled yet.
func (b *Bot) glance(s conversation.Session, v store.View, p *Press, e conversation.Event) glance {
	g := glance{prompt: s.Prompt.ID}
	for _, sh := range s.Shown {
		if sh.Prompt == g.prompt {
			g.mark, g.newest = sh.Mark, sh.Mark
		}
	}
	var chosen []call.OptionID
	pressed := false
	if chose, ok := e.(conversation.Chose); ok && chose.Prompt == g.prompt {
		pressed, chosen = true, []call.OptionID{chose.Option}
		if p != nil && p.At != 0 {
			g.mark = p.At
		}
	}
	if said, ok := e.(conversation.Said); ok {
		chosen = said.Meaning.Options
	}
	if g.mark == 0 || len(chosen) == 0 {
		return glance{}
	}
	options := b.machine.Showing(s, b.view(v), b.now().UTC()).Options
	for _, o := range options {
		picked := slices.Contains(chosen, o.ID)
		g.tick = g.tick || pressed && picked && o.Tick
		if picked || o.Ticked && chosen[0] == "done" {
			g.labels = append(g.labels, o.Label)
		}
	}
	if len(g.labels) > 1 && chosen[0] == "done" {
		g.labels = g.labels[:len(g.labels)-1] // the ticks, not the word that ends them
	}
	return g
}

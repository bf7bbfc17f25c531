package bot_test

import (
	"slices"
	"strings"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// answers are what an official says to each question, by its name, and what is
// to stand in the pledge after it, by field.
var answers = map[string]struct {
	line string
	key  call.FieldKey
	want string
}{
	"place_name":      {"Riobamba", "place_name", "Riobamba"},
	"country":         {"Ecuador", "country", "EC"},
	"entity_name":     {"The City of Riobamba", "entity_name", "The City of Riobamba"},
	"priorities":      {"/choose done", "priorities", "4"},
	"template":        {"/choose p4ho-homes", call.TemplateKey, "p4ho-homes"},
	"slot.number":     {"40", "p4ho-homes.number", "40"},
	"slot.people":     {"newly arrived families", "p4ho-homes.people", "newly arrived families"},
	"slot.by_date":    {"June 2028", "p4ho-homes.by_date", "2028-06"},
	"slot.measures":   {"rent guarantees", "p4ho-homes.measures", "rent guarantees"},
	"consent_publish": {"/choose full_text", "consent_publish", "full_text"},
	"contact_email":   {"migration@riobamba.gob.ec", "contact_email", "migration@riobamba.gob.ec"},
	"approvals":       {"Mayor's office, 20 November 2026", "approvals", "office=Mayor's office, date=2026-11-20"},
	"privacy":         {line: "/choose continue"},
	"preview":         {line: "/choose submit"},
	"confirm":         {line: "/choose submit"},
	"drafts":          {line: "/choose 1"},
}

// An official answers whatever question is on the screen, and remembers which
// question each answer was meant for.
type official struct {
	*person
	meant map[string]string // the text typed last: the name of its question
}

func newOfficial(w *world) *official {
	return &official{person: w.person("ana", nil), meant: map[string]string{}}
}

// next is what the official does about the screen.
func (o *official) next() bot.Update {
	o.w.t.Helper()
	screen := o.reads()
	if screen.Field == "" {
		return o.update(o.event("/open en"))
	}
	return o.update(o.event(o.answer(screen)))
}

func (o *official) answer(screen shown) string {
	field, checked := strings.CutSuffix(screen.Field, ".check")
	a, known := answers[field]
	switch {
	case checked && strings.Contains(screen.Text, a.line) && o.meant[a.line] == field:
		return "/choose yes"
	case checked:
		return "/choose no"
	case field == "menu" && offers(screen, "continue"):
		return "/choose continue"
	case field == "menu":
		return "/choose draft"
	case field == "priorities" && !slices.ContainsFunc(screen.Options, func(b bot.Button) bool { return b.ID == "4" && b.Ticked }):
		return "/choose 4"
	case field == "open":
		return "/choose " + string(screen.Options[0].ID)
	case !known:
		o.w.t.Fatalf("there is no answer to %s: %s", screen.Field, screen.Text)
	}
	o.meant[a.line] = field
	return a.line
}

func offers(m shown, id call.OptionID) bool {
	return slices.ContainsFunc(m.Options, func(b bot.Button) bool { return b.ID == id })
}

// acknowledged checks what the platform is told by an acknowledgement: the
// answer is stored, or it stands before the official as one to be confirmed.
func (o *official) acknowledged(u bot.Update) {
	o.w.t.Helper()
	said, ok := u.Event.(conversation.Said)
	if !ok {
		return
	}
	a := answers[o.meant[said.Text]]
	for _, p := range o.w.mine(o.address) {
		if shownValue(p.Value(a.key)) == a.want {
			return
		}
	}
	s := o.w.dialog(o.address).Session
	if s.Prompt.At == conversation.AtMenu && len(o.w.mine(o.address)) == 0 {
		return // no draft was begun and the dialog is lost: there is no question to offer it to
	}
	if s.Held == nil || s.Held.Text != said.Text {
		o.w.t.Errorf("%q was acknowledged and is neither stored nor shown", said.Text)
	}
}

func (o *official) hasReceipt() bool {
	return slices.ContainsFunc(o.w.phones.shownTo(o.address), func(m shown) bool { return m.Receipt != nil })
}

func (o *official) hasRead(text string) bool {
	return slices.ContainsFunc(o.w.phones.shownTo(o.address), func(m shown) bool { return strings.Contains(m.Text, text) })
}

// shownValue writes a group's parts as "part=value, …".
func shownValue(v call.Value) string {
	return strings.ReplaceAll(strings.Join(v, " | "), "\x1e", ", ")
}

// news is how the acceptance is told.
func (c *crash) news() string {
	c.t.Helper()
	p := c.mine(c.ana.address)[0]
	title := call.Text{Key: "plain", Args: map[string]call.Arg{"text": {As: call.AsWords, Value: p.Value("title").First()}}}
	return product.Texts.Text("en", call.Text{Key: "told.accepted", Args: map[string]call.Arg{
		"title": {As: call.AsNested, Text: &title}, "due": {As: call.AsDate, Value: p.Decided.Due},
	}})
}

// check looks at what is left of it all: one pledge that says what was
// answered, nothing ever under a wrong question, and one reference.
func (c *crash) check() {
	c.t.Helper()
	all := c.mine(c.ana.address)
	if len(all) != 1 {
		c.t.Fatalf("%d pledges", len(all))
	}
	p := all[0]
	if p.State != pledge.Accepted {
		c.t.Errorf("it is %s", p.State)
	}
	want := map[call.FieldKey]string{}
	for field, a := range answers {
		if a.key == "" {
			continue
		}
		want[a.key] = a.want
		if got := shownValue(p.Value(a.key)); got != a.want {
			c.t.Errorf("%s is %q, want %q", field, got, a.want)
		}
	}
	for _, f := range c.facts(c.ana.address) {
		switch {
		case f.Kind == pledge.Clashed, f.Kind == pledge.WasDeleted:
			c.t.Errorf("%s %s %q: nobody did that", f.Kind, f.Field, f.Value)
		case f.Kind == pledge.Answered && !f.Derived && shownValue(f.Value) != want[f.Field]:
			c.t.Errorf("there was an answer %q to %s, want %q", f.Value, f.Field, want[f.Field])
		}
	}
	for _, m := range c.phones.shownTo(c.ana.address) {
		if r := m.Receipt; r != nil && (r.Reference != p.Submitted.Reference || r.Check != p.Submitted.Check) {
			c.t.Errorf("a receipt names %s %s, the pledge is %s %s", r.Reference, r.Check, p.Submitted.Reference, p.Submitted.Check)
		}
	}
}

package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A person types and presses, knowing only what is on their phone.
type person struct {
	w       *world
	b       *bot.Bot
	address store.Address
	inputs  int
}

func (w *world) person(name string, b *bot.Bot) *person {
	return &person{w: w, b: b, address: store.Address{Platform: w.phones.platform, User: name}}
}

// update gives an event the next input id of this person.
func (p *person) update(e conversation.Event) bot.Update {
	p.inputs++
	return bot.Update{ID: conversation.InputID(fmt.Sprintf("%s:%d", p.address.Person(), p.inputs)), From: p.address, Event: e}
}

// reads is the newest message that asks something.
func (p *person) reads() shown {
	all := p.w.phones.shownTo(p.address)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Prompt != "" {
			return all[i]
		}
	}
	return shown{}
}

// prompt is the newest prompt of a name that was shown.
func (p *person) prompt(field string) conversation.PromptID {
	var id conversation.PromptID
	for _, s := range p.w.phones.shownTo(p.address) {
		if s.Field == field {
			id = s.Prompt
		}
	}
	return id
}

// event is what a line of a script means:
//
//	/open LANG           opens the dialog
//	/link CODE           opens it with a link
//	/choose OPTION       presses an option of the newest prompt
//	/press FIELD OPTION  presses an option of the newest prompt of that name
//	anything else        is typed
func (p *person) event(line string) conversation.Event {
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "/open":
		return conversation.Opened{Lang: call.Lang(rest)}
	case "/link":
		return conversation.Opened{Lang: "en", Code: rest}
	case "/choose":
		return conversation.Chose{Prompt: p.reads().Prompt, Option: call.OptionID(rest)}
	case "/press":
		field, option, _ := strings.Cut(rest, " ")
		return conversation.Chose{Prompt: p.prompt(field), Option: call.OptionID(option)}
	}
	return conversation.Said{Text: line, Mark: p.w.phones.mark()}
}

// does plays lines of a script, each until it is shown what follows.
func (p *person) does(lines ...string) {
	p.w.t.Helper()
	for _, line := range lines {
		p.hands(p.update(p.event(line)))
	}
}

// hands brings one update to the Bot and waits for what follows.
func (p *person) hands(u bot.Update) {
	p.w.t.Helper()
	if err := p.b.Handle(p.w.t.Context(), u); err != nil {
		p.w.t.Fatalf("handle %s: %v", u.ID, err)
	}
	p.delivered()
}

func (p *person) delivered() {
	p.w.t.Helper()
	if err := p.b.Deliver(p.w.t.Context(), p.address); err != nil {
		p.w.t.Fatalf("deliver: %v", err)
	}
}

// The template path from hello to the receipt: first the draft, then the
// sending.
var (
	drafting = []string{
		"/open en", "/choose draft", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba",
		"/choose 4", "/choose done", "/choose p4ho-homes", "40", "newly arrived families", "June 2028",
		"rent guarantees and repairs", "/choose full_text", "migration@riobamba.gob.ec",
	}
	sending      = []string{"/choose submit", "Mayor's office, 20 November 2026", "/choose submit"}
	templatePath = append(drafting[:len(drafting):len(drafting)], sending...)
)

// dialog is what is kept of somebody's conversation.
func (w *world) dialog(a store.Address) store.Dialog {
	w.t.Helper()
	d, _, err := w.dialogs.Load(w.t.Context(), a)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// mine is every pledge of somebody, last changed first.
func (w *world) mine(a store.Address) []pledge.Pledge {
	w.t.Helper()
	v, err := w.db.Look(w.t.Context(), store.Query{Person: a.Person(), Mine: true})
	if err != nil {
		w.t.Fatal(err)
	}
	return v.Mine
}

// facts is the history of every pledge of somebody.
func (w *world) facts(a store.Address) []pledge.Fact {
	w.t.Helper()
	var out []pledge.Fact
	for _, p := range w.mine(a) {
		facts, err := w.db.Facts(w.t.Context(), p.ID)
		if err != nil {
			w.t.Fatal(err)
		}
		out = append(out, facts...)
	}
	return out
}

// texts is what was shown, without what differs between any two runs.
func texts(all []shown) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = s.Field + "\n" + s.Text
	}
	return out
}

func TestTheTemplatePathEndsInAReceipt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does(templatePath...)
	all := w.phones.shownTo(ana.address)
	if r := all[len(all)-2].Receipt; r == nil || r.Reference != "CLA-2026-0001" || r.Expected != "2028-07-30" {
		t.Errorf("receipt %+v", r)
	}
	if len(all) != len(templatePath)+1 {
		t.Errorf("%d messages after %d inputs", len(all), len(templatePath))
	}
}

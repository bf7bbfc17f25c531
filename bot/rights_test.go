package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// ofAna are words that stand in ana's pledge and nowhere else.
var ofAna = []string{"Riobamba", "heron families", "quartz guarantees", "Basalt office"}

// secretly puts these words into a script.
func secretly(lines []string) []string {
	words := strings.NewReplacer("newly arrived", "heron", "rent", "quartz", "Mayor's", "Basalt")
	var out []string
	for _, line := range lines {
		out = append(out, words.Replace(line))
	}
	return out
}

// An intruder knows everything of ana's pledge that is no secret, and hands in
// updates that no adapter would make.
type intruder struct {
	*person
	ana     *person
	pledge  pledge.Pledge
	facts   []pledge.Fact
	prompts []conversation.PromptID
}

// intrude has ana at work on a draft, or past its submission, and bob beside.
func intrude(t *testing.T, lines []string) *intruder {
	t.Helper()
	w := newWorld(t)
	b := w.bot()
	ana, bob := w.person("ana", b), w.person("bob", b)
	ana.does(secretly(lines)...)
	bob.does("/open en", "/choose draft", "/choose continue", "Cuenca", "Ecuador")
	in := &intruder{person: bob, ana: ana, pledge: w.mine(ana.address)[0], facts: w.facts(ana.address)}
	for _, m := range w.phones.shownTo(ana.address) {
		in.prompts = append(in.prompts, m.Prompt)
	}
	return in
}

// presses are options that do something to a pledge.
var presses = []call.OptionID{"submit", "yes", "recall", "copy", "preview", "entity_name"}

// forged are all kinds of updates with something of ana's in them.
func (in *intruder) forged() map[string][]conversation.Event {
	said := func(text string) conversation.Said { return conversation.Said{Text: text, Mark: in.w.phones.mark()} }
	all := map[string][]conversation.Event{"a name of hers for an input": {said("preview")}}
	for i, f := range in.facts {
		for j, e := range []conversation.Event{
			conversation.Happened{Facts: []pledge.Fact{f}}, conversation.Told{Facts: []pledge.Fact{f}},
		} {
			all[fmt.Sprintf("fact %d of %d, %s", i, j, f.Kind)] = []conversation.Event{
				e, said("My secret answer"), said("preview"), said("submit"), said("yes"), said("continue"), said("my pledges"),
			}
		}
	}
	for _, id := range in.prompts {
		for _, option := range presses {
			all[fmt.Sprintf("press %s of %s", option, id)] = []conversation.Event{conversation.Chose{Prompt: id, Option: option}}
		}
		quote := said("My secret answer")
		quote.Quoted = id
		all["quote "+string(id)] = []conversation.Event{quote, said("yes")}
	}
	return all
}

func TestNobodyReadsOrChangesTheirNeighboursPledge(t *testing.T) {
	t.Parallel()
	ahead := []string{"/open en", "/choose draft", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba"}
	for name, lines := range map[string][]string{"a draft": ahead, "ready": drafting, "submitted": templatePath} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := intrude(t, lines)
			w := in.w
			before, seen := w.kept(in.ana.address), len(w.phones.shownTo(in.ana.address))
			for what, events := range in.forged() {
				for i, e := range events {
					u := in.update(e)
					if strings.HasPrefix(what, "a name of hers") {
						u.ID = "tty:ana:4"
					}
					if !in.survives(what, u) {
						return
					}
					in.delivered()
					if i == len(events)-1 {
						in.does("menu", "preview", "menu")
					}
				}
				w.clock.pass(time.Minute)
				w.sweeps(in.b)
			}
			same(t, "ana's pledge", w.kept(in.ana.address), before)
			if after := w.phones.shownTo(in.ana.address); len(after) != seen {
				t.Errorf("ana was shown %q", texts(after[seen:]))
			}
			in.readNothing()
			if got := w.kept(in.ana.address); strings.Contains(got, "My secret") {
				t.Errorf("the intruder's words are with ana: %s", got)
			}
		})
	}
}

// survives tells whether the Bot took it without falling over.
func (in *intruder) survives(what string, u bot.Update) (alive bool) {
	in.w.t.Helper()
	defer func() {
		if p := recover(); p != nil {
			in.w.t.Errorf("%s: panic: %v", what, p)
		}
	}()
	in.handled(u)
	return true
}

// readNothing looks for ana's words on the intruder's screen, and for the
// intruder's rights in the store.
func (in *intruder) readNothing() {
	in.w.t.Helper()
	for _, m := range in.w.phones.shownTo(in.address) {
		all := m.Text + m.Paper
		for _, o := range m.Options {
			all += "\n" + o.Label + "\n" + o.Detail
		}
		for _, words := range ofAna {
			if strings.Contains(all, words) {
				in.w.t.Errorf("the intruder reads %q: %s", words, all)
				return
			}
		}
		if m.Receipt != nil {
			in.w.t.Errorf("the intruder has a receipt: %+v", m.Receipt)
		}
	}
	for _, p := range in.w.mine(in.address) {
		if p.ID == in.pledge.ID {
			in.w.t.Error("the intruder has a seat")
		}
	}
}

// What is refused is not stored with the pledge that refused it, and the
// person who wrote it is told why.
func TestTextOfTheRefusedStaysWithItsAuthor(t *testing.T) {
	t.Parallel()
	in := intrude(t, templatePath)
	w := in.w
	before := w.kept(in.ana.address)
	for _, cmd := range []pledge.Command{
		pledge.Amend{Field: "title", Value: call.Value{"My secret answer"}, Seen: in.pledge.Answers["title"].Rev},
		pledge.Accept{Check: in.pledge.Submitted.Check},
		pledge.Inquire{Field: "title", Note: "My secret answer"},
		pledge.Decline{Note: "My secret answer"},
		pledge.Recall{},
		pledge.Delete{},
		pledge.Look{},
	} {
		for _, a := range []pledge.Actor{{Person: in.address.Person()}, {Person: "desk:eve", Role: pledge.Editor}} {
			facts, refusal, err := in.b.Do(t.Context(), conversation.InputID(fmt.Sprintf("%T %s", cmd, a.Person)), a, in.pledge.ID, cmd)
			if err != nil || refusal != pledge.NotAllowed || len(facts) > 0 {
				t.Errorf("%T by %+v: %q, %v, %d facts", cmd, a, refusal, err, len(facts))
			}
		}
	}
	if _, refusal, err := in.b.Do(t.Context(), "desk:1", team, "no such pledge", pledge.Look{}); refusal != pledge.NotAllowed || err != nil {
		t.Errorf("of a pledge that is not there: %q, %v", refusal, err)
	}
	same(t, "ana's pledge", w.kept(in.ana.address), before)
	if due, err := w.db.Claim(t.Context(), "tty", w.clock.now().Add(time.Hour), 10); err != nil || len(due) > 0 {
		t.Errorf("ana would be told of %+v, %v", due, err)
	}
}

// News is for those who hold a seat when it is told.
func TestNewsOfSomebodyElsesPledgeIsNotTold(t *testing.T) {
	t.Parallel()
	in := intrude(t, templatePath)
	in.does("menu")
	n := len(in.w.phones.shownTo(in.address))
	for i, f := range []pledge.Fact{
		{Kind: pledge.Inquired, Field: "title", Note: "heron families?"},
		{Kind: pledge.WasAccepted, Expected: "2028-07-30"},
		{Kind: pledge.WasDeclined, Note: "quartz guarantees"},
	} {
		f.Pledge, f.Rev, f.At = in.pledge.ID, in.pledge.Rev+1+i, in.w.clock.now()
		in.hands(in.update(conversation.Told{Facts: []pledge.Fact{f}}))
	}
	in.readNothing()
	sameLines(t, "shown", in.w.fields(in.person, n), nil)
}

package telegram_test

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// A badInput is a hostile or awkward input; a fate is what the core makes of
// it: exactly one is set.
type (
	badInput struct {
		ID, Channel, Input, Expected string
		Payload                      json.RawMessage
		Repeat                       int
	}
	fate struct {
		Stored  string
		Checked string
		Says    string
	}
)

// routes lead to the question that a case is typed to, in every language.
var routes = map[string][]string{
	"place_name":     naming,
	"title":          ownWords,
	"target_date":    join(ownWords, "A plan against racism"),
	"p5-plan.number": numbering,
	"contact_email":  contacting,
	"links":          join(contacting[:len(contacting)-1], "/preview", "*links"),
}

var (
	choosing   = join(naming, "Riobamba", "Ecuador", "The City of Riobamba", "*5", "*done")
	ownWords   = join(choosing, "*own", "The City of Riobamba will adopt a plan against racism with twelve measures in 2028.")
	numbering  = join(choosing, "*p5-plan")
	contacting = join(numbering, "12", "2028", "*full_text")
)

// onPhones are the fates that differ on Telegram, and why.
var onPhones = map[string]fate{
	"UNI-004": {Stored: "Budget approveddetcejer ton"}, // Telegram takes such marks out
	"UNI-019": {Stored: "[2J hello"},                   // and makes spaces of control characters
}

func readJSON(t testing.TB, name string, into any) {
	t.Helper()
	text, err := os.ReadFile("../../conversation/testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(name, err)
	}
}

func badInputs(t testing.TB) map[string]badInput {
	t.Helper()
	var file struct{ Cases []badInput }
	readJSON(t, "bad-inputs.json", &file)
	out := map[string]badInput{}
	for _, c := range file.Cases {
		out[c.ID] = c
	}
	return out
}

// badFates are the fates by the question and the case.
func badFates(t testing.TB) map[string]map[string]fate {
	t.Helper()
	var all map[string]map[string]fate
	readJSON(t, "bad-fates.json", &all)
	return all
}

// TestBadInputsTyped: each has on a phone the fate that it has in the core, in
// every language; it is told of once, and no message is refused by Telegram.
func TestBadInputsTyped(t *testing.T) {
	t.Parallel()
	cases, all := badInputs(t), badFates(t)
	for i, lang := range product.Texts.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{mode: modes[i%2]})
			id := int64(1000)
			for _, field := range slices.Sorted(maps.Keys(all)) {
				for _, name := range slices.Sorted(maps.Keys(all[field])) {
					want := all[field][name]
					if other, ok := onPhones[name]; ok {
						want = other
					}
					id++
					w.people = nil
					p := w.person(id, lang)
					p.does(routes[field]...)
					p.suffers(t, cases[name], call.FieldKey(field), want)
				}
			}
			if got := w.noticed(); len(got) > 0 {
				t.Errorf("an operator is told %v\n%s", got, w.log)
			}
		})
	}
}

// suffers types a case to a field's open question and looks at what follows.
func (p *person) suffers(t *testing.T, c badInput, field call.FieldKey, want fate) {
	t.Helper()
	var typed string
	if err := json.Unmarshal(c.Payload, &typed); err != nil {
		t.Fatal(c.ID, err)
	}
	typed = strings.Repeat(typed, max(c.Repeat, 1))
	top, turns, facts := p.top(), len(p.w.dialogs.of(p.address())), len(p.facts())
	p.Says(typed)
	p.w.settle()
	led := p.w.dialogs.of(p.address())[turns:]
	if len(led) != 1 || len(led[0].owed) != 1 {
		t.Fatalf("%s (%s): led to %d turns", c.ID, c.Input, len(led))
	}
	reply, session, got := led[0].owed[0].Reply, p.w.dialogs.session(p.address()), fate{}
	switch {
	case len(p.facts()) > facts:
		got.Stored = p.mine()[0].Value(field).First()
	case session.Held != nil:
		got.Checked = session.Held.Readings[0].First()
	default:
		got.Says = reply.Texts[0].Key
	}
	if got != want {
		t.Errorf("%s (%s) typed to %s: %+v, want %+v: %s", c.ID, c.Input, field, got, want, c.Expected)
	}
	if got.Says != "" && session.Prompt.At != conversation.Place(field) {
		t.Errorf("%s: the question is lost, %s is asked", c.ID, session.Prompt.At)
	}
	news := p.shown(top)
	if len(news) != 1 || flat(news[0].Text) != flat(looks(p.lang, reply)) {
		t.Errorf("%s: shown is %q, want %q", c.ID, p.Last().Text, looks(p.lang, reply))
	}
}

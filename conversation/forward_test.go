package conversation_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// changed is the Call's data with some of its text replaced.
func changed(t *testing.T, replace ...string) *call.Call {
	text, err := os.ReadFile("call/call.yaml")
	if err != nil {
		t.Fatal(err)
	}
	data := strings.NewReplacer(replace...).Replace(string(text))
	c, err := call.Load(strings.NewReader(data), "call.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestNewerCall opens a draft under a newer version of the Call: what is new
// is said in one line and asked, what is retired stays readable, no answer is
// lost, and a question that vanished under an open dialog leads to the menu.
func TestNewerCall(t *testing.T) {
	t.Parallel()
	w := at(t, "p5-plan.number")
	for _, line := range []string{"preview", "/choose legal_basis", "Council decision 2026-114", "/choose legal_basis"} {
		w.line(line)
	}
	newer := changed(t,
		"version: 1\n", "version: 2\n",
		"  - key: legal_basis\n    kind: words\n    ask: offered\n", "  - key: motto\n    kind: words\n    ask: asked\n    since: 2\n",
	)
	w.machine = conversation.New(newer, conversation.Settings{Langs: w.texts.Langs()})

	w.line("hello")
	if w.session.Prompt.At != conversation.AtMenu {
		t.Fatalf("a vanished question leads to %q", w.session.Prompt.At)
	}
	w.line("continue")
	if w.pledges[0].Call != 2 || w.last.Texts[0].Key != "forward.new" || w.last.At != "p5-plan.number" {
		t.Errorf("version %d, says %s at %s", w.pledges[0].Call, w.last.Texts[0].Key, w.last.At)
	}
	if retired := pledge.Retired(newer, w.pledges[0]); !slices.Contains(retired, "legal_basis") {
		t.Errorf("retired: %v", retired)
	}
	w.line("preview")
	if !slices.ContainsFunc(w.last.Texts, func(text call.Text) bool { return text.Key == "preview.retired" }) {
		t.Error("the retired answer is not shown")
	}
	if plan := pledge.Plan(newer, w.pledges[0]); !slices.Contains(plan, "motto") {
		t.Errorf("the new question is not asked: %v", plan)
	}
	if got := w.pledges[0].Value("legal_basis").First(); got != "Council decision 2026-114" {
		t.Errorf("the retired answer is %q", got)
	}
}

// TestVanishedTemplate: a draft whose template is gone asks for one again and
// keeps the slots.
func TestVanishedTemplate(t *testing.T) {
	t.Parallel()
	w := at(t, "p5-plan.number")
	w.line("12")
	w.machine = conversation.New(changed(t, "version: 1\n", "version: 2\n", "id: p5-plan\n", "id: p5-policy\n"), conversation.Settings{Langs: w.texts.Langs()})
	w.line("menu")
	w.line("continue")
	if w.last.At != conversation.Place(call.TemplateKey) {
		t.Errorf("asks %s", w.last.At)
	}
	if got := w.pledges[0].Value("p5-plan.number").First(); got != "12" {
		t.Errorf("the slot is %q", got)
	}
}

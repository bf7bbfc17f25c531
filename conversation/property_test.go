package conversation_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// sayings are what people type, fitting and not.
var sayings = []string{
	"Riobamba", "Ecuador", "The City of Riobamba", "1", "4", "2, 4", "done", "back", "skip", "help", "preview", "menu", "save",
	"cancel", "submit", "continue", "I don't know yet", "yes", "no", "undo", "our own words", "40", "about 40", "03/04/2030",
	"June 2028", "le 3 mai 2028", "migration@riobamba.gob.ec", "newly arrived families", "Caritas, UNHCR", "español", "language",
	"Mayor's office, 20 November 2026", "Mayor's office", "USD 60,000", "https://example.org/a", "\u202eevil", "", "  ", "{n}", "%!s",
	"The City of Riobamba will open 40 affordable homes to newly arrived families by June 2028.", "my pledges", "my data", "/start",
	strings.Repeat("long ", 900),
}

// TestNext walks at random and holds the machine to its promises at every step.
func TestNext(t *testing.T) {
	t.Parallel()
	rapid.Check(t, walk)
}

func FuzzNext(f *testing.F) { f.Fuzz(rapid.MakeFuzz(walk)) }

func walk(t *rapid.T) {
	w := newWorld(t)
	w.tell(conversation.Opened{Lang: "en"})
	stroll(t, w, drawEvent)
}

// stroll walks on and holds every step to the promises.
func stroll(t *rapid.T, w *world, draw func(*rapid.T, *world) conversation.Event) {
	c, texts := product(t)
	declared := map[string]conversation.Key{}
	for _, k := range conversation.Keys(c) {
		declared[k.Name] = k
	}
	for range rapid.IntRange(1, 60).Draw(t, "steps") {
		e := draw(t, w)
		before := encoded(t, w.session)
		s1, e1 := w.machine.Next(w.session, w.view(), w.now, e)
		s2, e2 := w.machine.Next(w.session, w.view(), w.now, e)
		if encoded(t, s1) != encoded(t, s2) || encoded(t, e1) != encoded(t, e2) {
			t.Fatalf("%T gives two results", e)
		}
		if encoded(t, w.session) != before {
			t.Fatalf("%T changed the session it was given", e)
		}
		repliesOrCommand(t, e, e1)
		missing, kept := texts.Missing(), w.keeps(e)
		for _, effect := range w.tell(e) {
			if r, ok := effect.(conversation.Reply); ok {
				wellFormed(t, r, declared)
				speak(t, w, r)
			}
		}
		if !kept() {
			t.Fatalf("an answer to the team is lost: %+v", e)
		}
		if texts.Missing() != missing {
			t.Fatalf("a text is missing after %T at %s", e, w.last.At)
		}
	}
	for range len(w.session.Waiting) + 1 { // a text that waits is offered first
		w.tell(conversation.Chose{Prompt: w.session.Prompt.ID, Option: "menu"})
	}
	if w.session.Prompt.At != conversation.AtMenu {
		t.Fatalf("menu leads to %q", w.session.Prompt.At)
	}
}

// drawEvent draws a typed text or a press on the open prompt, rarely on an
// older one; sometimes the dialog is lost first.
func drawEvent(t *rapid.T, w *world) conversation.Event {
	switch rapid.IntRange(0, 19).Draw(t, "event") {
	case 0:
		w.found("s2")
	case 1:
		w.session = conversation.Session{}
		w.found("s3")
	case 2:
		return conversation.Opened{Lang: "fr"}
	case 3:
		names := slices.Sorted(maps.Keys(w.prompts))
		return conversation.Chose{Prompt: w.prompts[rapid.SampledFrom(names).Draw(t, "old")], Option: "yes"}
	}
	if n := len(w.last.Options); n > 0 && rapid.IntRange(0, 2).Draw(t, "press") > 0 {
		o := w.last.Options[rapid.IntRange(0, n-1).Draw(t, "option")]
		return conversation.Chose{Prompt: w.session.Prompt.ID, Option: o.ID}
	}
	return w.said(rapid.SampledFrom(sayings).Draw(t, "text"), nil)
}

func repliesOrCommand(t *rapid.T, e conversation.Event, effects []conversation.Effect) {
	commands := 0
	for _, e := range effects {
		switch e.(type) {
		case conversation.Do, conversation.Settle, conversation.Forget:
			commands++
		case conversation.Reply, conversation.Recount, conversation.Close, conversation.Later:
		}
	}
	if commands > 1 || commands == 1 && len(effects) > 1 {
		t.Fatalf("%d commands among %d effects", commands, len(effects))
	}
	if _, news := e.(conversation.Told); len(effects) == 0 && !news { // which may be over
		t.Fatal("nothing is said or done")
	}
}

// wellFormed holds a reply to what adapters rely on.
func wellFormed(t *rapid.T, r conversation.Reply, declared map[string]conversation.Key) {
	seen := map[call.OptionID]bool{}
	minor := false
	for _, o := range r.Options {
		if seen[o.ID] {
			t.Fatalf("option %q stands twice at %s", o.ID, r.At)
		}
		seen[o.ID] = true
		if minor && !o.Minor {
			t.Fatalf("option %q stands after a minor one at %s", o.ID, r.At)
		}
		minor = o.Minor
		known(t, o.Label, declared)
	}
	for _, text := range r.Texts {
		known(t, text, declared)
	}
	if (r.Prompt == "") != (r.At == "") {
		t.Fatalf("prompt %q at %q", r.Prompt, r.At)
	}
}

// known holds a text to the catalogue of keys.
func known(t *rapid.T, text call.Text, declared map[string]conversation.Key) {
	key, ok := declared[text.Key]
	if !ok {
		key, ok = declared[text.Else]
	}
	if !ok {
		if _, ok = call.TextKeys()[text.Key]; !ok {
			t.Fatalf("text %q is not declared", text.Key)
		}
		return
	}
	for _, name := range key.Args {
		if _, ok := text.Args[name]; !ok {
			t.Fatalf("text %q has no %q", text.Key, name)
		}
	}
	for _, a := range text.Args {
		if a.Text != nil {
			known(t, *a.Text, declared)
		}
		for _, nested := range a.Texts {
			known(t, nested, declared)
		}
	}
}

// speak renders a reply in every language.
func speak(t *rapid.T, w *world, r conversation.Reply) {
	for _, lang := range w.texts.Langs() {
		for _, text := range r.Texts {
			if said := w.texts.Text(lang, text); said == "" || strings.Contains(said, "<no value>") {
				t.Fatalf("%s says %q", text.Key, said)
			}
		}
		for _, o := range r.Options {
			if w.texts.Text(lang, o.Label) == "" {
				t.Fatalf("option %q has no label", o.ID)
			}
		}
	}
}

func encoded(t *rapid.T, v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

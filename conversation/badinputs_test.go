package conversation_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// A fate is what becomes of a hostile or awkward input: what is stored, what
// is read back, or which text says why not. Exactly one is set.
type fate struct {
	Stored  string // the answer of the field
	Checked string // the reading that is asked about, before anything is stored
	Says    string // the key of the text that explains; nothing is stored
}

// where is the question each kind of input is given to, and how to get there.
var where = map[string][]string{
	"title": {
		"/open en", "Draft a pledge", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba", "5", "done",
		"our own words", "The City of Riobamba will adopt a plan against racism with twelve measures in 2028.",
	},
	"place_name":     {"/open en", "Draft a pledge", "/choose continue"},
	"target_date":    {"=title", "A plan against racism"},
	"p5-plan.number": {"/open en", "Draft a pledge", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba", "5", "done", "/choose p5-plan"},
	"contact_email":  {"=p5-plan.number", "12", "2028", "/choose full_text"},
	"links":          {"=p5-plan.number", "preview", "/choose links"},
	"description":    {"=p5-plan.number", "preview", "/choose description"},
}

type badInput struct {
	ID, Input, Expected string
	Payload             json.RawMessage
	Repeat              int
}

func badInputs(t *testing.T) map[string]badInput {
	var file struct{ Cases []badInput }
	testdata(t, "bad-inputs.json", &file)
	out := map[string]badInput{}
	for _, c := range file.Cases {
		out[c.ID] = c
	}
	return out
}

// fates are what becomes of a case where it is typed, by the question it is
// typed to. Every adapter has to lead to the same.
func fates(t *testing.T) map[string]map[string]fate {
	var all map[string]map[string]fate
	testdata(t, "bad-fates.json", &all)
	return all
}

func testdata(t *testing.T, name string, into any) {
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(name, err)
	}
}

func (b badInput) text(t *testing.T) string {
	var s string
	if err := json.Unmarshal(b.Payload, &s); err != nil {
		t.Fatal(b.ID, err)
	}
	if b.Repeat > 0 {
		s = strings.Repeat(s, b.Repeat)
	}
	return s
}

// at is a world in which a field is the open question.
func at(t *testing.T, field string) *world {
	lines := where[field]
	var w *world
	if from, ok := strings.CutPrefix(lines[0], "="); ok {
		w, lines = at(t, from), lines[1:]
	} else {
		w = newWorld(t)
	}
	for _, line := range lines {
		w.line(line)
	}
	return w
}

func TestBadInputs(t *testing.T) {
	t.Parallel()
	cases := badInputs(t)
	for field, wanted := range fates(t) {
		for id, want := range wanted {
			t.Run(field+"/"+id, func(t *testing.T) {
				t.Parallel()
				w := at(t, field)
				before := len(w.facts)
				w.tell(w.said(cases[id].text(t), nil))
				got := fate{}
				key := call.FieldKey(field)
				switch n := len(w.facts); {
				case n > before:
					got.Stored = w.pledges[0].Value(key).First()
				case w.session.Held != nil:
					got.Checked = w.session.Held.Readings[0].First()
				default:
					got.Says = w.last.Texts[0].Key
				}
				if got != want {
					t.Errorf("%s (%s): %+v, want %+v", cases[id].Input, cases[id].Expected, got, want)
				}
			})
		}
	}
}

// TestCommandsAndButtons are the cases whose input is not one text.
func TestCommandsAndButtons(t *testing.T) {
	t.Parallel()
	for id, script := range map[string]struct {
		lines []string
		check func(t *testing.T, w *world)
	}{
		"CMD-001 start offers to continue, nothing is reset": {[]string{"/start"}, func(t *testing.T, w *world) {
			if w.session.Prompt.At != conversation.AtMenu || w.last.Options[0].ID != "continue" || len(w.pledges[0].Answers) < 8 {
				t.Errorf("at %s with %v", w.session.Prompt.At, w.last.Options[0].ID)
			}
		}},
		"LIF-007 continue puts the question again": {[]string{"/continue"}, func(t *testing.T, w *world) {
			if a := w.pledges[0].Answers["p5-plan.number"]; a.Unknown || w.last.At != "p5-plan.number" {
				t.Errorf("%+v, at %s", a, w.last.At)
			}
		}},
		"CMD-004 start in capitals with the bot's name": {[]string{"/START@OurBot"}, atMenu},
		"CMD-010 skip on a required field keeps it open": {[]string{"skip"}, func(t *testing.T, w *world) {
			if a := w.pledges[0].Answers["p5-plan.number"]; !a.Unknown || w.last.Texts[0].Key != "unknown.kept" {
				t.Errorf("%+v, says %s", a, w.last.Texts[0].Key)
			}
		}},
		"CMD-013 submit lists what is missing": {[]string{"/submit"}, func(t *testing.T, w *world) {
			if w.last.At != conversation.AtOpen || w.last.Texts[0].Key != "missing" || w.last.Options[0].ID != "slot.number" {
				t.Errorf("at %s", w.last.At)
			}
		}},
		"CMD-019 only the first of several commands": {[]string{"/menu /preview"}, atMenu},
		"BTN-001 a button of three screens ago": {[]string{"/press priorities 3"}, func(t *testing.T, w *world) {
			if w.last.Texts[0].Key != "stale" || w.last.At != "p5-plan.number" {
				t.Errorf("says %s at %s", w.last.Texts[0].Key, w.last.At)
			}
		}},
		"BTN-010 thirty taps": {strings.Split(strings.Repeat("/press template p5-plan,", 30), ","), func(t *testing.T, w *world) {
			if n := w.pledges[0].Rev; n != 5 {
				t.Errorf("revision %d", n)
			}
		}},
		"LNG-001 the same question in another language": {[]string{"français"}, func(t *testing.T, w *world) {
			if w.last.At != "p5-plan.number" || w.session.Lang != "fr" || w.pledges[0].Lang != "en" {
				t.Errorf("at %s in %s", w.last.At, w.session.Lang)
			}
		}},
	} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			w := at(t, "p5-plan.number")
			for _, line := range script.lines {
				if line != "" {
					w.line(line)
				}
			}
			script.check(t, w)
		})
	}
}

func atMenu(t *testing.T, w *world) {
	if w.session.Prompt.At != conversation.AtMenu {
		t.Errorf("at %s", w.session.Prompt.At)
	}
}

// TestHiddenMarksAreNotShown: what was typed is kept as typed, and no
// rendering of it turns the text around.
func TestHiddenMarksAreNotShown(t *testing.T) {
	t.Parallel()
	w := at(t, "title")
	w.line("Budget approved\u202edetcejer ton\u202c")
	w.line("preview")
	for _, text := range w.last.Texts {
		if said := w.texts.Text("en", text); strings.ContainsAny(said, "\u202a\u202b\u202c\u202d\u202e") {
			t.Errorf("%s turns text around", text.Key)
		}
	}
}

// TestLongAnswerIsKeptWhole is SIZ-001 where there is room for it.
func TestLongAnswerIsKeptWhole(t *testing.T) {
	t.Parallel()
	w := at(t, "description")
	w.line(strings.Repeat("a", 1500))
	w.line(strings.Repeat("b", 1400))
	w.line("done")
	if got := w.pledges[0].Value("description").First(); len(got) != 2901 {
		t.Errorf("%d characters are kept", len(got))
	}
	w = at(t, "description")
	w.line(strings.Repeat("a", 4096))
	if w.last.Texts[0].Key != "problem.too_long" {
		t.Errorf("says %s", w.last.Texts[0].Key)
	}
}

package terminal

import (
	"reflect"
	"strings"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation"
)

func TestProgramSession(t *testing.T) {
	t.Parallel()
	s := &script{turns: [][]bot.Message{{menu()}, {priorities()}, {hostile()}, {forwarded(), received()}}}
	lines := []string{
		`{"choose":"draft"}`,
		`{"chose":"1"}`, // an error: the next one is handled
		`{"choose":"INTÉGRATION économique"}`,
		`{"text":"title"}`,
		`not JSON`,
		`{"press":{"prompt":"s.menu.1","option":"draft"}}`,
	}
	golden(t, "program.jsonl", play(t, s, strings.Join(lines, "\n"), Options{JSON: true}))
	want := []conversation.Event{
		conversation.Opened{},
		conversation.Chose{Prompt: "s.menu.1", Option: "draft"},
		conversation.Chose{Prompt: "s.priorities.2", Option: "2"},
		conversation.Said{Text: "title", Mark: 7},
		conversation.Chose{Prompt: "s.menu.1", Option: "draft"},
	}
	if got := s.events(); !reflect.DeepEqual(got, want) {
		t.Errorf("events are %#v, want %#v", got, want)
	}
	if id := s.updates[4].ID; id != "tty:run:6" {
		t.Errorf("the sixth line is input %s", id)
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	asked := bot.Message{Prompt: "new", Options: []bot.Button{
		{ID: "one", Label: "two"}, {ID: "two", Label: "Three"}, {ID: "four", Label: "Four\x07 \u202edays"},
	}}
	for name, c := range map[string]struct {
		line string
		want conversation.Event
	}{
		"an id before a label":    {`{"choose":"two"}`, conversation.Chose{Prompt: "new", Option: "two"}},
		"a label in any case":     {`{"choose":"tHREE"}`, conversation.Chose{Prompt: "new", Option: "two"}},
		"a label as it was shown": {`{"choose":" four days "}`, conversation.Chose{Prompt: "new", Option: "four"}},
		"what is not offered":     {`{"choose":"Five"}`, conversation.Chose{Prompt: "new", Option: "Five"}},
		"an older prompt's":       {`{"choose":"past"}`, conversation.Chose{Prompt: "new", Option: "past"}},
		"nothing":                 {`{"choose":""}`, conversation.Chose{Prompt: "new", Option: ""}},
		"empty text":              {`{"text":""}`, conversation.Said{Mark: 9}},
		"a press on anything":     {`{"press":{"option":"past","prompt":"old"}}`, conversation.Chose{Prompt: "old", Option: "past"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &program{}
			p.message(bot.Message{Prompt: "old", Options: []bot.Button{{ID: "past", Label: "Past"}}})
			p.message(asked)
			p.message(text("news asks nothing"))
			got, wrong := p.read(c.line, 9)
			if wrong != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("read as %#v (%v), want %#v", got, wrong, c.want)
			}
		})
	}
}

func TestChooseBeforeAnyPrompt(t *testing.T) {
	t.Parallel()
	got, wrong := (&program{}).read(`{"choose":"draft"}`, 1)
	if want := conversation.Event(conversation.Chose{Option: "draft"}); wrong != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read as %#v (%v)", got, wrong)
	}
}

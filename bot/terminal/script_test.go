package terminal

import (
	"bytes"
	"context"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares what was shown with a file that people read.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: shown is\n%s\nwant\n%s", name, got, want)
	}
}

// keyed says every text by its key and arguments.
type keyed struct{}

func (keyed) Text(_ call.Lang, t call.Text) string {
	words := []string{t.Key}
	for _, name := range slices.Sorted(maps.Keys(t.Args)) {
		words = append(words, name+"="+t.Args[name].Value)
	}
	return "[" + strings.Join(words, " ") + "]"
}

// A script is a conversation that says what it was told to say.
type script struct {
	to      bot.Sender
	turns   [][]bot.Message // what follows from each input, the opening first
	refused map[int]error   // inputs that are not kept
	late    map[int]error   // inputs after which nothing is delivered
	during  func(n int)     // called while an input is handled

	updates []bot.Update
	owed    []bot.Message
	marks   []conversation.Mark
}

func (s *script) Handle(_ context.Context, u bot.Update) error {
	n := len(s.updates)
	s.updates = append(s.updates, u)
	if s.during != nil {
		s.during(n)
	}
	if err := s.refused[n]; err != nil {
		return err
	}
	if n < len(s.turns) {
		s.owed = append(s.owed, s.turns[n]...)
	}
	return nil
}

func (s *script) Deliver(ctx context.Context, from store.Address) error {
	if err := s.late[len(s.updates)-1]; err != nil {
		return err
	}
	for ; len(s.owed) > 0; s.owed = s.owed[1:] {
		mark, err := s.to.Send(ctx, from, s.owed[0])
		if err != nil {
			return err
		}
		s.marks = append(s.marks, mark)
	}
	return nil
}

// events are the inputs without their names.
func (s *script) events() []conversation.Event {
	var out []conversation.Event
	for _, u := range s.updates {
		out = append(out, u.Event)
	}
	return out
}

// paper is an output that may be read while it is written.
type paper struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.b.Write(b)
}

func (p *paper) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.b.String()
}

func options(o Options) Options {
	o.User, o.Run, o.Words = "ana", "run", keyed{}
	return o
}

// play runs a script over an input and returns what was shown.
func play(t *testing.T, s *script, input string, o Options) string {
	t.Helper()
	var out paper
	term := New(strings.NewReader(input), &out, options(o))
	s.to = term
	if err := term.Run(t.Context(), s); err != nil {
		t.Fatalf("Run: %v", err)
	}
	return out.String()
}

func text(s string) bot.Message { return bot.Message{Text: s} }

// The messages of a conversation, with what is awkward about each.

func menu() bot.Message {
	return bot.Message{
		Class: conversation.Screen, Lang: "en", Prompt: "s.menu.1", Field: "menu",
		Text: "I help local governments write a pledge. About 13 questions, 15 minutes.\n\nWhat would you like to do?",
		Options: []bot.Button{
			{ID: "draft", Label: "Draft a pledge"},
			{ID: "continue", Label: "Continue", Detail: "60 homes for refugee families in the old port district; five questions are left"},
			{ID: "pledges", Label: "My pledges"},
			{ID: "help", Label: "Help", Minor: true},
			{ID: "language", Label: "Language", Minor: true},
		},
	}
}

func priorities() bot.Message {
	return bot.Message{
		Class: conversation.Screen, Lang: "fr", Prompt: "s.priorities.2", Field: "priorities", Multi: true,
		Text: "Question 4\n\nÀ quels domaines prioritaires votre engagement répond-il\u202f?\n\nChoisissez-en un ou plusieurs, puis «\u202fTerminé\u202f».",
		Options: []bot.Button{
			{ID: "1", Label: "Gouvernance et collaboration", Tick: true, Ticked: true},
			{ID: "2", Label: "Intégration économique", Tick: true},
			{ID: "health", Label: "Services de santé", Group: "Accroître l'intégration sociale, en priorité\u202f:", Tick: true, Ticked: true},
			{ID: "housing", Label: "Logement abordable", Group: "Accroître l'intégration sociale, en priorité\u202f:", Detail: "disponibilité et accès", Tick: true},
			{ID: "done", Label: "Terminé"},
			{ID: "unknown", Label: "Je ne sais pas encore", Minor: true},
			{ID: "back", Label: "Retour", Minor: true},
			{ID: "preview", Label: "Aperçu", Minor: true},
			{ID: "menu", Label: "Menu", Minor: true},
		},
	}
}

func hostile() bot.Message {
	return bot.Message{
		Class: conversation.Screen, Lang: "es", Prompt: "s.title.3", Field: "title",
		Text: "1. Título: \u2068\x1b[2J\x07hola\b\u2069 \u202edetcejer\u202c, en \u2068عَمّان\u2069\n2. Compromiso: " +
			"https://example.org/una/direccion/muy/larga/que/no/cabe/en/una/linea?y=sigue\n\n¿Cuál es el título?",
		Options: []bot.Button{{ID: "keep", Label: "Dejar \x1b]0;x\x07así\nno más"}},
	}
}

func forwarded() bot.Message {
	return bot.Message{
		Class: conversation.Screen, Lang: "en", Text: "Copy this text to forward it:",
		Paper: "PLEDGE\n\nThe City of Lima will make 60 homes available to refugee families by the end of June 2028, with its partners.\n",
	}
}

func received() bot.Message {
	return bot.Message{
		Class: conversation.Receive, Lang: "en", Text: "Received: CLA-2026-0001, check code ABCDE-FGHJK.",
		Receipt: &conversation.Receipt{Reference: "CLA-2026-0001", Check: "ABCDE-FGHJK", Expected: "2028-07-30"},
	}
}

package terminal_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"pledgebot/bot"
	"pledgebot/bot/terminal"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

// An echo is the smallest conversation: it asks, and says what was chosen.
type echo struct {
	to   bot.Sender
	owed []bot.Message
}

func (e *echo) Handle(_ context.Context, u bot.Update) error {
	m := bot.Message{Prompt: "p1", Field: "country", Text: "Which country?", Options: []bot.Button{{ID: "PE", Label: "Peru"}}}
	if chose, ok := u.Event.(conversation.Chose); ok {
		m = bot.Message{Text: "You chose " + string(chose.Option)}
	}
	e.owed = append(e.owed, m)
	return nil
}

func (e *echo) Deliver(ctx context.Context, from store.Address) error {
	for _, m := range e.owed {
		if _, err := e.to.Send(ctx, from, m); err != nil {
			return err
		}
	}
	e.owed = nil
	return nil
}

type words struct{}

func (words) Text(_ call.Lang, t call.Text) string { return t.Key }

func ExampleTerminal_Run() {
	in := strings.NewReader(`{"choose":"peru"}` + "\n" + `{"text":40}` + "\n")
	t := terminal.New(in, os.Stdout, terminal.Options{User: "ana", JSON: true, Words: words{}})
	if err := t.Run(context.Background(), &echo{to: t}); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	// Output:
	// {"type":"message","field":"country","prompt":"p1","text":"Which country?","multi":false,"options":[{"id":"PE","label":"Peru"}]}
	// {"type":"ready"}
	// {"type":"message","field":"","prompt":"","text":"You chose PE","multi":false,"options":[]}
	// {"type":"ready"}
	// {"type":"error","text":"terminal.bad_value"}
	// {"type":"ready"}
}

package terminal

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/store"
)

func TestRunNamesInputsAndMarks(t *testing.T) {
	t.Parallel()
	s := &script{turns: [][]bot.Message{{text("one"), text("two")}, {text("three")}}}
	play(t, s, "forty\r\nfifty", Options{Lang: "es"})
	ana := store.Address{Platform: "tty", User: "ana"}
	want := []bot.Update{
		{ID: "tty:run:0", From: ana, Event: conversation.Opened{Lang: "es"}},
		{ID: "tty:run:1", From: ana, Event: conversation.Said{Text: "forty", Mark: 3}},
		{ID: "tty:run:2", From: ana, Event: conversation.Said{Text: "fifty", Mark: 5}},
	}
	if !reflect.DeepEqual(s.updates, want) {
		t.Errorf("updates are %v, want %v", s.updates, want)
	}
	if marks := []conversation.Mark{1, 2, 4}; !reflect.DeepEqual(s.marks, marks) {
		t.Errorf("marks are %v, want %v", s.marks, marks)
	}
}

func TestRunsHaveDifferentNames(t *testing.T) {
	t.Parallel()
	seen := map[conversation.InputID]bool{}
	for range 100 {
		s := &script{}
		term := New(strings.NewReader(""), io.Discard, Options{Words: keyed{}})
		s.to = term
		if err := term.Run(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		if id := s.updates[0].ID; seen[id] {
			t.Fatalf("%s twice", id)
		} else {
			seen[id] = true
		}
	}
}

func TestRunGoesOnWhenNothingWasKept(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := &script{refused: map[int]error{1: errors.New("disk full")}, turns: [][]bot.Message{nil, nil, {text("kept")}}}
	got := play(t, s, "a secret\nsent again\n", Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if want := "\n[terminal.trouble]\n\nkept\n\n[terminal.goodbye]\n"; got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
	if !strings.Contains(log.String(), "disk full") || strings.Contains(log.String(), "secret") {
		t.Errorf("log is %s", log.String())
	}
}

func TestRunGoesOnWhenTheReplyIsLate(t *testing.T) {
	t.Parallel()
	s := &script{late: map[int]error{1: errors.New("busy")}, turns: [][]bot.Message{nil, {text("first")}, {text("second")}}}
	got := play(t, s, "a\nb\n", Options{})
	if want := "\n[terminal.late]\n\nfirst\n\nsecond\n\n[terminal.goodbye]\n"; got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
}

func TestRunFailsIfTheDialogCannotOpen(t *testing.T) {
	t.Parallel()
	s := &script{refused: map[int]error{0: io.ErrUnexpectedEOF}}
	term := New(strings.NewReader("x\n"), io.Discard, options(Options{}))
	if err := term.Run(t.Context(), s); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("Run returned %v", err)
	}
}

// A person's window closes; a program goes on until its input ends.
func TestRunEndsWhenTheDialogCloses(t *testing.T) {
	t.Parallel()
	bye := bot.Message{Text: "See you", Close: true}
	for name, c := range map[string]struct {
		json   bool
		inputs int
		want   string
	}{
		"person":  {false, 2, "\nSee you\n"},
		"program": {true, 3, `{"type":"ready"}` + "\n" + `{"type":"message","field":"","prompt":"","text":"See you","multi":false,"options":[]}` + "\n" + `{"type":"ready"}` + "\n" + `{"type":"ready"}` + "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{turns: [][]bot.Message{nil, {bye}}}
			if got := play(t, s, "{\"text\":\"save\"}\n{\"text\":\"more\"}\n", Options{JSON: c.json}); got != c.want {
				t.Errorf("shown %q, want %q", got, c.want)
			}
			if len(s.updates) != c.inputs {
				t.Errorf("%d inputs were handled", len(s.updates))
			}
		})
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	t.Parallel()
	for name, when := range map[string]int{"at the opening": 0, "at an input": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			in, keys := io.Pipe()
			defer func() { _ = keys.Close() }()
			go func() { _, _ = io.WriteString(keys, "40\n") }()
			var out paper
			term := New(in, &out, options(Options{}))
			s := &script{to: term, refused: map[int]error{when: context.Canceled}, during: func(n int) {
				if n == when {
					cancel()
				}
			}}
			if err := term.Run(ctx, s); err != nil {
				t.Fatalf("Run: %v", err)
			}
			if got := out.String(); got != "\n[terminal.goodbye]\n" {
				t.Errorf("shown %q", got)
			}
		})
	}
}

func TestRunEndsWhileItWaits(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	k := newKeyboard(t)
	var out paper
	term := New(k, &out, options(Options{}))
	done := make(chan error)
	go func() { done <- term.Run(ctx, &script{to: term}) }()
	k.rest()
	cancel()
	if err := <-done; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestRunTellsThatReadingFailed(t *testing.T) {
	t.Parallel()
	in, keys := io.Pipe()
	_ = keys.CloseWithError(io.ErrNoProgress)
	term := New(in, io.Discard, options(Options{}))
	if err := term.Run(t.Context(), &script{to: term}); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("Run returned %v", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestRunTellsThatWritingFailed(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{"person": {}, "program": {JSON: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := New(strings.NewReader("{}\n"), broken{}, options(o))
			s := &script{to: term, turns: [][]bot.Message{{text("hello")}}}
			if err := term.Run(t.Context(), s); !errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("Run returned %v", err)
			}
			if len(s.marks) != 0 {
				t.Error("a message that was not written has a mark")
			}
		})
	}
}

func TestSendIsForOnePerson(t *testing.T) {
	t.Parallel()
	var out paper
	term := New(strings.NewReader(""), &out, options(Options{}))
	var e *bot.SendError
	_, err := term.Send(t.Context(), store.Address{Platform: "tty", User: "bob"}, text("private"))
	if !errors.As(err, &e) || e.Fate != bot.Retry {
		t.Errorf("somebody else's message: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = term.Send(ctx, store.Address{Platform: term.Platform(), User: "ana"}, text("late"))
	if !errors.As(err, &e) || e.Fate != bot.Retry || !errors.Is(err, context.Canceled) {
		t.Errorf("a message after the end: %v", err)
	}
	if out.String() != "" {
		t.Errorf("shown %q", out.String())
	}
}

func TestNewsComesWhileWaiting(t *testing.T) {
	t.Parallel()
	k := newKeyboard(t)
	var out paper
	term := New(k, &out, options(Options{JSON: true}))
	s := &script{to: term}
	done := make(chan error)
	go func() { done <- term.Run(t.Context(), s) }()
	k.rest()
	mark, err := term.Send(t.Context(), store.Address{Platform: "tty", User: "ana"}, text("accepted"))
	if err != nil {
		t.Fatal(err)
	}
	k.press(`{"text":"ok"}` + "\n")
	k.stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if said, _ := s.updates[1].Event.(conversation.Said); said.Mark <= mark {
		t.Errorf("read after the news, but marked %d after %d", said.Mark, mark)
	}
	ready := `{"type":"ready"}` + "\n"
	if want := ready + `{"type":"message","field":"","prompt":"","text":"accepted","multi":false,"options":[]}` + "\n" + ready; out.String() != want {
		t.Errorf("shown %s", out.String())
	}
}

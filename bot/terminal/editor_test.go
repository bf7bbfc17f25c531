package terminal

import (
	"context"
	"strings"
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/store"
)

// A seat is a person at a terminal with line editing.
type seat struct {
	keys   *keyboard
	screen *screen
	term   *Terminal
	script *script
	done   chan error
}

func sit(t *testing.T, ctx context.Context, turns ...[]bot.Message) *seat {
	t.Helper()
	s := &seat{keys: newKeyboard(t), screen: &screen{width: 40}, done: make(chan error, 1)}
	s.term = terminal(person{width: pageWidth(nil, 40)}, newEditor(s.keys, s.screen, s.screen.tty()), options(Options{}))
	s.script = &script{to: s.term, turns: turns}
	go func() { s.done <- s.term.Run(ctx, s.script) }()
	return s
}

// leave waits for Run to end and for the terminal to be as it was.
func (s *seat) leave(t *testing.T) {
	t.Helper()
	if err := <-s.done; err != nil {
		t.Errorf("Run: %v", err)
	}
	if !s.screen.quiet() {
		t.Error("the terminal was left raw")
	}
}

func (s *seat) shows(t *testing.T, want string) {
	t.Helper()
	if got := s.screen.String(); got != strings.TrimRight(want, "\n") {
		t.Errorf("the screen is\n%s\nwant\n%s", got, want)
	}
}

const (
	ctrlC = "\x03"
	ctrlD = "\x04"
)

func TestEditorUnderstands(t *testing.T) {
	t.Parallel()
	paste := func(s string) string { return "\x1b[200~" + s + "\x1b[201~" }
	for name, c := range map[string]struct{ keys, want string }{
		"a line":                  {"forty\r", "forty"},
		"an empty line":           {"\r", ""},
		"backspace":               {"fortx\x7fy\r", "forty"},
		"arrows":                  {"frty\x1b[D\x1b[D\x1b[Do\r", "forty"},
		"arrows of another kind":  {"frty\x1bOD\x1bOD\x1bODo\r", "forty"},
		"home, end and delete":    {"xort\x1b[1~\x1b[3~f\x1b[4~y\r", "forty"},
		"words":                   {"one two\x1bbnot \x1b[1;5C too\r", "one not two too"},
		"a deleted word":          {"one two\x17three\r", "one three"},
		"a deleted line":          {"one two\x15three\r", "three"},
		"accents":                 {"¿cuántas?\r", "¿cuántas?"},
		"an unknown sequence":     {"a\x1b[15;2~b\x1b[[Ac\x1b[?1;2cd\r", "abcd"},
		"a lone escape":           {"\x1b40\r", "40"},
		"a sequence without end":  {"a\x1b[" + strings.Repeat("1", 100) + "\rb\r", "a" + strings.Repeat("1", 70)},
		"control characters":      {"a\x00\x07\tb\u009bc\u202ed\r", "abcd"},
		"invalid UTF-8":           {"a\xffb\uFFFDc\xe2\x28d\r", "a\uFFFDb\uFFFDc\uFFFD(d"},
		"a pasted line":           {paste("forty") + "\r", "forty"},
		"pasted lines":            {paste("one\r\ntwo\nthree\rfour") + "\r", "one\ntwo\nthree\nfour"},
		"lines within a line":     {"<" + paste("one\rtwo") + ">\r", "<one\ntwo>"},
		"a paste ends its line":   {paste("one\rtwo\r\r") + "\r", "one\ntwo"},
		"a hostile paste":         {paste("a\x1b[2Jb\x1b\x03\x04c\td\u202e\u2066") + "\r", "a[2Jbc d"},
		"a long paste":            {paste(strings.Repeat("ñ", 10000)) + "more\r", strings.Repeat("ñ", 10000) + "more"},
		"a long typed line":       {strings.Repeat("x", 4095) + "¿más?\r", strings.Repeat("x", 4095) + "¿más?"},
		"deletes, not leaves":     {"abc\x1b[D" + ctrlD + "d\r", "abd"},
		"an edited paste":         {paste("one\rtwo") + "\x1b[D\x1b[D\x1b[D\x7f \r", "one two"},
		"a wide line, and back":   {strings.Repeat("x", 100) + "\x01y\r", "y" + strings.Repeat("x", 100)},
		"a paste in small pieces": {paste("") + paste("a") + paste("\r") + "b\r", "a\nb"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := sit(t, t.Context())
			s.keys.press(c.keys + ctrlD)
			s.leave(t)
			if said, _ := s.script.updates[1].Event.(conversation.Said); said.Text != c.want {
				t.Errorf("%q is read as %.200q, want %.200q", c.keys, said.Text, c.want)
			}
			if strings.ContainsAny(s.screen.written(), "\x00\x07\t\u009b\u202e\u2066") || strings.Contains(s.screen.written(), "\x1b[2J") {
				t.Errorf("the terminal was sent %q", s.screen.written())
			}
		})
	}
}

func TestEditorHistory(t *testing.T) {
	t.Parallel()
	s := sit(t, t.Context())
	s.keys.press("one\rtwo\r\x1b[A\x1b[A\r" + ctrlD)
	s.leave(t)
	if said, _ := s.script.updates[3].Event.(conversation.Said); said.Text != "one" {
		t.Errorf("two lines up is %q", said.Text)
	}
}

func TestEditorRefusesEndlessLines(t *testing.T) {
	t.Parallel()
	s := &screen{width: 80}
	long := "\x1b[200~" + strings.Repeat("x", lineLimit+1) + "\x1b[201~\r"
	e := newEditor(strings.NewReader(long+"40\r"), s, s.tty())
	if _, err := e.read(); err != errTooLong { //nolint:errorlint // it is this very error
		t.Fatalf("read: %v", err)
	}
	if line, err := e.read(); line != "40" || err != nil {
		t.Errorf("then read %q, %v", line, err)
	}
}

func TestEditorLeaves(t *testing.T) {
	t.Parallel()
	page := "\nWhat would you like\nto do?\n\n[terminal.hint]\n> "
	hello := []bot.Message{text("What would you like\nto do?")}
	bye := "\n\n[terminal.goodbye]"
	for name, c := range map[string]struct{ keys, want string }{
		"by Ctrl-D":             {ctrlD, ">" + bye},
		"by Ctrl-C":             {ctrlC, ">" + bye},
		"by Ctrl-C, half typed": {"half" + ctrlC, "> half" + bye},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := sit(t, t.Context(), hello)
			for _, key := range c.keys {
				s.keys.press(string(key))
			}
			s.leave(t)
			s.shows(t, strings.TrimSuffix(page, "> ")+c.want)
		})
	}
	t.Run("by a signal, half typed", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		s := sit(t, ctx, hello)
		s.keys.press("half")
		s.keys.rest()
		cancel()
		s.leave(t)
		s.shows(t, page+"half"+bye)
	})
	t.Run("when the keyboard is gone", func(t *testing.T) {
		t.Parallel()
		s := sit(t, t.Context(), hello)
		s.keys.press("half")
		s.keys.rest()
		s.keys.stop()
		s.leave(t)
		s.shows(t, page+"half"+bye)
	})
}

func TestNewsStandsAboveTheLine(t *testing.T) {
	t.Parallel()
	s := sit(t, t.Context(), []bot.Message{text("How many?")}, []bot.Message{text("Noted.")})
	s.keys.press("60 homes in the old port, and more of them than fit a line")
	s.keys.rest()
	if _, err := s.term.Send(t.Context(), store.Address{Platform: "tty", User: "ana"}, text("Your pledge was accepted.")); err != nil {
		t.Fatal(err)
	}
	s.keys.press("\x01about \r")
	s.keys.press(ctrlD)
	s.leave(t)
	s.shows(t, `
How many?

[terminal.hint]

Your pledge was accepted.
> about 60 homes in the old port, and mo
re of them than fit a line

Noted.
>

[terminal.goodbye]`)
}

// While an answer is worked out the terminal is as usual, so that Ctrl-C
// reaches the process.
func TestEditorIsRawOnlyWhileReading(t *testing.T) {
	t.Parallel()
	s := sit(t, t.Context())
	s.keys.rest()
	if s.screen.quiet() {
		t.Error("not raw while reading")
	}
	quiet := make(chan bool, 1)
	s.script.during = func(int) { quiet <- s.screen.quiet() }
	s.keys.press("40\r")
	if !<-quiet {
		t.Error("raw while handling")
	}
	s.script.during = nil
	s.keys.press(ctrlD)
	s.leave(t)
}

package terminal

import (
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/store"
)

func TestPlainReadsLines(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		input string
		want  []string
	}{
		"no input":            {"", nil},
		"line ends":           {"a\r\n\nb", []string{"a", "", "b"}},
		"a mark of the order": {"\uFEFFa\n\uFEFFb\n", []string{"a", "\uFEFFb"}},
		"invalid UTF-8":       {"a\xffb\n", []string{"a\uFFFDb"}},
		"the longest":         {strings.Repeat("x", lineLimit) + "\r\n", []string{strings.Repeat("x", lineLimit)}},
		"one too long":        {strings.Repeat("x", lineLimit+1) + "\nb\n", []string{"too long", "b"}},
		"far too long":        {strings.Repeat("x", 3*lineLimit) + "\nb", []string{"too long", "b"}},
		"too long at the end": {strings.Repeat("x", 2*lineLimit), []string{"too long"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newPlain(strings.NewReader(c.input), io.Discard, "")
			var got []string
			for {
				line, err := p.read()
				if errors.Is(err, errTooLong) {
					line = "too long"
				} else if err != nil {
					break
				}
				got = append(got, line)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("read %.100q, want %.100q", got, c.want)
			}
		})
	}
}

func TestPlainReadsByteByByte(t *testing.T) {
	t.Parallel()
	p := newPlain(iotest.OneByteReader(strings.NewReader("añ\r\nb")), io.Discard, "")
	a, _ := p.read()
	b, _ := p.read()
	if _, err := p.read(); a != "añ" || b != "b" || !errors.Is(err, io.EOF) {
		t.Errorf("read %q and %q, then %v", a, b, err)
	}
}

func TestLongLinesLoseNothingElse(t *testing.T) {
	t.Parallel()
	s := &script{turns: [][]bot.Message{nil, {text("kept")}}}
	got := play(t, s, strings.Repeat("x", lineLimit+1)+"\n40\n", Options{})
	if want := "\n[terminal.too_long]\n\nkept\n\n[terminal.goodbye]\n"; got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
	if want := conversation.Event(conversation.Said{Text: "40", Mark: 1}); !reflect.DeepEqual(s.updates[1].Event, want) || s.updates[1].ID != "tty:run:2" {
		t.Errorf("handled %v", s.updates[1])
	}
}

// A person at a terminal that cannot move its cursor sees a prompt, and news
// below the line that is half typed.
func TestPlainPerson(t *testing.T) {
	t.Parallel()
	k := newKeyboard(t)
	var out paper
	p := person{width: pageWidth(nil, 80)}
	term := terminal(p, newPlain(k, &out, prompt), options(Options{}))
	s := &script{to: term, turns: [][]bot.Message{{text("hello")}, {text("noted")}}}
	done := make(chan error)
	go func() { done <- term.Run(t.Context(), s) }()
	k.rest()
	if _, err := term.Send(t.Context(), store.Address{Platform: "tty", User: "ana"}, text("news")); err != nil {
		t.Fatal(err)
	}
	k.press("40\n")
	k.rest()
	k.stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	want := "\nhello\n\n[terminal.hint]\n> \n\nnews\n> \nnoted\n> \n\n[terminal.goodbye]\n"
	if got := out.String(); got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
}

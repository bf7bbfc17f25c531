package terminal

import (
	"errors"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/term"
)

// tty is what an editor needs of the terminal it works in.
type tty struct {
	size func() (width, height int, err error)
	raw  func() (restore func(), err error) // hand over keys as they are pressed
}

// editor is a console with line editing and a history. The terminal is raw
// only while a line is typed; at other times Ctrl-C reaches the process, even
// when an answer takes long.
type editor struct {
	tty  tty
	out  io.Writer
	term *term.Terminal

	mu    sync.Mutex
	reset func() // puts the terminal back; nil when it is not raw
	left  bool
}

func newEditor(in io.Reader, out io.Writer, t tty) *editor {
	e := &editor{tty: t, out: out}
	e.term = term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{&keys{in: in}, out}, prompt)
	e.term.AutoCompleteCallback = lengthen
	return e
}

func (e *editor) typing() bool { return true }

// Write shows text above the line that is being typed. After leaving, that
// line is part of the past and text goes below it.
func (e *editor) Write(b []byte) (int, error) {
	e.mu.Lock()
	left := e.left
	e.mu.Unlock()
	if left {
		return e.out.Write(b)
	}
	return e.term.Write(b)
}

// read returns the next line. Text of several lines that is pasted is one.
// Ctrl-C, and Ctrl-D in an empty line, are io.EOF.
func (e *editor) read() (string, error) {
	if err := e.enter(); err != nil {
		return "", err
	}
	text, err := e.term.ReadLine()
	switch {
	case errors.Is(err, term.ErrPasteIndicator):
	case err != nil:
		return "", err // close ends the line
	}
	e.exit()
	if len(text) > lineLimit {
		return "", errTooLong
	}
	return strings.TrimRight(typed.Replace(text), "\n"), nil
}

func (e *editor) enter() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.left {
		return io.EOF
	}
	if width, height, err := e.tty.size(); err == nil && width > 0 { // 0 is a terminal that does not know
		_ = e.term.SetSize(width, height)
	}
	restore, err := e.tty.raw()
	if err != nil {
		return err
	}
	e.term.SetBracketedPasteMode(true)
	e.reset = func() {
		e.term.SetBracketedPasteMode(false)
		restore()
	}
	return nil
}

func (e *editor) exit() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.reset != nil {
		e.reset()
		e.reset = nil
	}
}

// close leaves the line that is being typed and puts the terminal back.
func (e *editor) close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.left = true
	if e.reset != nil {
		e.reset()
		e.reset = nil
		_, _ = io.WriteString(e.out, "\n")
	}
}

// The line editor can hold neither of these two in a line; others stand for
// them there, one column wide like them.
const (
	newLine = '↵' // a line feed in a pasted text
	unknown = '⍰' // U+FFFD
)

// typed turns them back.
var typed = strings.NewReplacer(string(newLine), "\n", string(unknown), "\uFFFD")

// lengthen puts a rune into a line at the length where x/term takes no more,
// so that nothing of a long answer is lost without a word.
func lengthen(line string, pos int, key rune) (string, int, bool) {
	const full = 4096 // runes; x/term keeps its limit to itself
	if len(line) < full || key < ' ' || !utf8.ValidRune(key) || utf8.RuneCountInString(line) != full {
		return "", 0, false
	}
	return line[:pos] + string(key) + line[pos:], pos + utf8.RuneLen(key), true
}

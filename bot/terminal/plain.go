package terminal

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"sync"
)

// lineLimit is the most bytes that one line may have.
const lineLimit = 1 << 20

// errTooLong is for a line of which nothing was taken. The next one is whole.
var errTooLong = errors.New("line too long")

// plain is a console without line editing: a pipe, a file, or a terminal that
// edits lines by itself.
type plain struct {
	in     *bufio.Reader
	out    io.Writer
	prompt string // shown to a person before each line, "" for none

	mu      sync.Mutex
	waiting bool // the prompt stands on the screen
	begun   bool // the first line has been read
}

func newPlain(in io.Reader, out io.Writer, prompt string) *plain {
	return &plain{in: bufio.NewReader(in), out: out, prompt: prompt}
}

func (p *plain) typing() bool { return p.prompt != "" }

// close leaves the line with the prompt.
func (p *plain) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.waiting {
		p.waiting = false
		_, _ = io.WriteString(p.out, "\n")
	}
}

// Write shows text. What is said while a person types stands below their line,
// and the prompt again below that; the terminal keeps what they have typed.
func (p *plain) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.waiting {
		return p.out.Write(b)
	}
	if _, err := io.WriteString(p.out, "\n"+string(b)+p.prompt); err != nil {
		return 0, err
	}
	return len(b), nil
}

// read returns the next line without its end. The last one needs no end.
func (p *plain) read() (string, error) {
	if err := p.wait(); err != nil {
		return "", err
	}
	text, err := p.line()
	if err != nil && !errors.Is(err, errTooLong) {
		return "", err // close ends the line
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting = false
	if !p.begun {
		p.begun = true
		text = strings.TrimPrefix(text, "\uFEFF") // as some editors begin a file
	}
	return strings.ToValidUTF8(text, "\uFFFD"), err
}

func (p *plain) wait() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.prompt == "" {
		return nil
	}
	p.waiting = true
	_, err := io.WriteString(p.out, p.prompt)
	return err
}

// line reads up to the next line feed and holds no more than the limit.
func (p *plain) line() (string, error) {
	var text []byte
	long := false
	for {
		part, err := p.in.ReadSlice('\n')
		if len(text)+len(part) > lineLimit+len("\r\n") {
			text, long = nil, true
		}
		if !long {
			text = append(text, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(text) == 0 && !long, err != nil && !errors.Is(err, io.EOF):
			return "", err
		}
		line := strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r")
		if long || len(line) > lineLimit {
			return "", errTooLong
		}
		return line, nil
	}
}

package terminal

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// A screen shows what a terminal would: just as much as the line editor uses.
type screen struct {
	mu    sync.Mutex
	width int
	rows  [][]rune
	x, y  int
	raw   bool // a line feed does not return to the left
	paste bool // bracketed
	got   string
}

// tty is the terminal behind the screen.
func (s *screen) tty() tty {
	return tty{
		size: func() (int, int, error) { return s.width, 24, nil },
		raw: func() (func(), error) {
			s.set(true)
			return func() { s.set(false) }, nil
		},
	}
}

func (s *screen) set(raw bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.raw = raw
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.got += string(b)
	for rest := string(b); rest != ""; {
		if strings.HasPrefix(rest, "\x1b[") {
			end := strings.IndexFunc(rest[2:], func(r rune) bool { return r >= 0x40 }) + 2
			s.control(rest[2:end], rest[end])
			rest = rest[end+1:]
			continue
		}
		r, size := utf8.DecodeRuneInString(rest)
		s.put(r)
		rest = rest[size:]
	}
	return len(b), nil
}

func (s *screen) put(r rune) {
	switch r {
	case '\r':
		s.x = 0
	case '\n':
		s.y++
		if !s.raw {
			s.x = 0
		}
	default:
		if s.x == s.width {
			s.x, s.y = 0, s.y+1
		}
		row := s.row()
		for len(*row) <= s.x {
			*row = append(*row, ' ')
		}
		(*row)[s.x] = r
		s.x++
	}
}

func (s *screen) row() *[]rune {
	for len(s.rows) <= s.y {
		s.rows = append(s.rows, nil)
	}
	return &s.rows[s.y]
}

func (s *screen) control(args string, verb byte) {
	n, err := strconv.Atoi(args)
	if err != nil {
		n = 1
	}
	switch verb {
	case 'A':
		s.y = max(s.y-n, 0)
	case 'B':
		s.y += n
	case 'C':
		s.x = min(s.x+n, s.width-1)
	case 'D':
		s.x = max(s.x-n, 0)
	case 'K':
		row := s.row()
		*row = (*row)[:min(s.x, len(*row))]
	case 'h', 'l':
		s.paste = verb == 'h'
	}
}

// String is the screen as people see it.
func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var lines []string
	for _, row := range s.rows {
		lines = append(lines, strings.TrimRight(string(row), " "))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// quiet reports whether the terminal is as it was before.
func (s *screen) quiet() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.raw && !s.paste
}

// written is every byte that the terminal was sent.
func (s *screen) written() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.got
}

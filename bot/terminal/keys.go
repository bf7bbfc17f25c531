package terminal

import (
	"bytes"
	"io"
	"unicode/utf8"

	"pledgebot/bot"
)

// keys reads what a keyboard sends and hands on what the line editor of x/term
// can take. It makes a pasted text one line, gives more keys a meaning, and
// holds back what the editor would echo as it is or wait for without end:
// control characters in a paste, unknown escape sequences, invalid UTF-8.
type keys struct {
	in      io.Reader
	raw     []byte // read, not yet understood
	ready   []byte // understood, not yet handed on
	pasting bool
	cr      bool // the last rune of the paste was a carriage return
	err     error
}

const escape = 0x1b

var (
	pasteStart = []byte("\x1b[200~")
	pasteEnd   = []byte("\x1b[201~")
)

// editing is every sequence that means something, as the editor knows it.
var editing = map[string]string{
	"\x1b[A": "\x1b[A", "\x1b[B": "\x1b[B", "\x1b[C": "\x1b[C", "\x1b[D": "\x1b[D",
	"\x1bOA": "\x1b[A", "\x1bOB": "\x1b[B", "\x1bOC": "\x1b[C", "\x1bOD": "\x1b[D",
	"\x1b[H": "\x1b[H", "\x1bOH": "\x1b[H", "\x1b[1~": "\x1b[H", "\x1b[7~": "\x1b[H",
	"\x1b[F": "\x1b[F", "\x1bOF": "\x1b[F", "\x1b[4~": "\x1b[F", "\x1b[8~": "\x1b[F",
	"\x1b[3~":   "\x1b[3~",                                                   // delete
	"\x1b[1;3D": "\x1b[1;3D", "\x1b[1;5D": "\x1b[1;3D", "\x1bb": "\x1b[1;3D", // a word left
	"\x1b[1;3C": "\x1b[1;3C", "\x1b[1;5C": "\x1b[1;3C", "\x1bf": "\x1b[1;3C", // a word right
	"\x1b\x7f": "\x17", // delete a word
}

// Read hands on at least one byte, or the error of the keyboard.
func (k *keys) Read(p []byte) (int, error) {
	var buf [1024]byte
	for len(k.ready) == 0 {
		if k.err != nil {
			return 0, k.err
		}
		var n int
		n, k.err = k.in.Read(buf[:])
		k.raw = append(k.raw, buf[:n]...)
		for k.next() {
		}
	}
	n := copy(p, k.ready)
	k.ready = k.ready[n:]
	return n, nil
}

// next understands one key, if it is there as a whole.
func (k *keys) next() bool {
	switch {
	case len(k.raw) == 0:
		return false
	case k.raw[0] == escape && k.pasting:
		return k.endPaste()
	case k.raw[0] == escape:
		return k.sequence()
	case !utf8.FullRune(k.raw) && k.err == nil:
		return false
	}
	r, size := utf8.DecodeRune(k.raw)
	k.raw = k.raw[size:]
	k.rune(r)
	return true
}

// rune is a key that types something, or a control key outside a paste.
func (k *keys) rune(r rune) {
	after := k.cr
	k.cr = k.pasting && r == '\r'
	switch {
	case r == utf8.RuneError:
		r = unknown
	case after && r == '\n':
		return
	case k.pasting || r >= ' ' && r != 0x7f:
		if r = bot.Harmless(r); r == '\n' {
			r = newLine
		}
	}
	if r != '\u2068' && r != '\u2069' && r >= 0 {
		k.ready = utf8.AppendRune(k.ready, r)
	}
}

// endPaste finds the end of a paste; any other escape in it is dropped.
func (k *keys) endPaste() bool {
	switch {
	case bytes.HasPrefix(k.raw, pasteEnd):
		k.pasting = false
		k.ready = append(k.ready, pasteEnd...)
		k.raw = k.raw[len(pasteEnd):]
	case bytes.HasPrefix(pasteEnd, k.raw):
		return false
	default:
		k.raw = k.raw[1:]
	}
	return true
}

// sequence understands one escape sequence and drops it if it means nothing.
func (k *keys) sequence() bool {
	n := sequenceLen(k.raw)
	if n == 0 {
		return false
	}
	seq := k.raw[:n]
	k.raw = k.raw[n:]
	if bytes.Equal(seq, pasteStart) {
		k.pasting, k.cr = true, false
		k.ready = append(k.ready, pasteStart...)
		return true
	}
	k.ready = append(k.ready, editing[string(seq)]...)
	return true
}

// sequenceLen is the length of the escape sequence that b begins with, 0 if
// more of it may come. An escape before an ordinary key stands alone.
func sequenceLen(b []byte) int {
	const longest = 32
	switch {
	case len(b) == 1:
		return 0
	case editing[string(b[:2])] != "":
		return 2
	case b[1] == 'O' && len(b) == 2:
		return 0
	case b[1] == 'O':
		return 3
	case b[1] != '[':
		return 1
	}
	for i := 2; i < len(b); i++ {
		switch c := b[i]; {
		case c == '[' && i == 2: // function keys of the Linux console
		case c >= 0x40 && c <= 0x7e:
			return i + 1
		case c < 0x20 || c > 0x7e || i == longest:
			return i
		}
	}
	return 0
}

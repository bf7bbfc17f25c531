package terminal

import (
	"io"
	"os"

	"golang.org/x/term"
)

// prompt is what stands before a line that a person types.
const prompt = "> "

// ColorWanted says whether bold and dim may be used, by the environment (see
// no-color.org) and by whether the output is a terminal.
func ColorWanted(env func(string) string, isTerminal bool) bool {
	return isTerminal && env("NO_COLOR") == "" && env("TERM") != "dumb"
}

// openConsole edits lines where a person sits at both ends.
func openConsole(in io.Reader, out io.Writer, dumb bool) console {
	keyboard, isKeyboard := device(in)
	screen, isScreen := device(out)
	switch {
	case !isKeyboard || !isScreen:
		return newPlain(in, out, "")
	case dumb:
		return newPlain(in, out, prompt)
	}
	return newEditor(in, out, tty{
		size: func() (int, int, error) { return term.GetSize(screen) },
		raw: func() (func(), error) {
			before, err := term.MakeRaw(keyboard)
			return func() { _ = term.Restore(keyboard, before) }, err
		},
	})
}

// device is the number of an open terminal.
func device(f any) (int, bool) {
	file, ok := f.(*os.File)
	if !ok {
		return 0, false
	}
	fd := int(file.Fd())
	return fd, term.IsTerminal(fd)
}

const (
	usual    = 80  // columns where nobody knows better
	readable = 100 // columns; longer lines are hard to read
	least    = 20  // columns; a narrower page would be nothing but breaks
)

// pageWidth is how wide a page may be now: people resize their windows.
func pageWidth(out io.Writer, fixed int) func() int {
	if fixed > 0 {
		return func() int { return max(fixed, least) }
	}
	screen, ok := device(out)
	if !ok {
		return func() int { return usual }
	}
	return func() int {
		width, _, err := term.GetSize(screen)
		if err != nil || width == 0 {
			return usual
		}
		return min(max(width, least), readable)
	}
}

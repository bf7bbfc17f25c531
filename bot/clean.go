package bot

import "strings"

// Clean makes text safe to show: people's words are in it, and a screen obeys
// some characters. No control character is left but the line feed, no
// escape sequence therefore, no invalid UTF-8 (a lone byte can be a control
// too) and nothing that turns the direction of the text around it.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return isolated(strings.Map(Harmless, s))
}

// OneLine is clean text for a place where there is room for a line only.
func OneLine(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(Clean(s), "\n", " "))
}

// Harmless is a rune as it may be shown, or -1.
func Harmless(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r == '\t':
		return ' '
	case r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
		return '\n'
	case r < ' ', r >= 0x7f && r < 0xa0:
		return -1
	case r >= 0x202a && r <= 0x202e, r == 0x2066, r == 0x2067:
		return -1
	}
	return r
}

const (
	isolate = '\u2068' // the text up to pop has its own direction
	pop     = '\u2069'
)

// isolated keeps the isolates around right-to-left text, in pairs on one line,
// and drops those that do nothing: few terminals hide them.
func isolated(s string) string {
	if !strings.ContainsAny(s, string([]rune{isolate, pop})) {
		return s
	}
	type pair struct {
		at    int
		needs bool
	}
	var open []pair
	keep := map[int]bool{}
	for i, r := range s {
		switch last := len(open) - 1; {
		case r == isolate:
			open = append(open, pair{at: i})
		case r == '\n':
			open = open[:0]
		case last < 0:
		case r == pop:
			if open[last].needs {
				keep[open[last].at], keep[i] = true, true
				if last > 0 {
					open[last-1].needs = true
				}
			}
			open = open[:last]
		case rightToLeft(r):
			open[last].needs = true
		}
	}
	var b strings.Builder
	for i, r := range s {
		if r != isolate && r != pop || keep[i] {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// rightToLeft holds for the blocks of Unicode that are written so.
func rightToLeft(r rune) bool {
	return r >= 0x0590 && r <= 0x08ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc ||
		r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}

package terminal

import (
	"regexp"
	"strings"

	"github.com/rivo/uniseg"
)

// wrap breaks text into lines of at most width columns and keeps the breaks it
// has. A line ends at a space, or beside a character of a script that needs
// none; a word is broken only if it is wider than a line, where Unicode would
// rather have it, and never inside what people see as one character. Only
// spaces at the ends of lines are lost. A single character that is wider than
// width has a line of its own.
func wrap(text string, width int) []string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = fold(lines, line, width)
	}
	return lines
}

// indented wraps text beside a mark ("1. "): it stands in the first line and
// the others are indented by as much.
func indented(mark, text string, width int) []string {
	room := uniseg.StringWidth(mark)
	if room > width/2 {
		return wrap(mark+text, width)
	}
	lines := wrap(text, width-room)
	blank := strings.Repeat(" ", room)
	for i := range lines {
		switch {
		case i == 0:
			lines[i] = strings.TrimRight(mark+lines[i], " ")
		case lines[i] != "":
			lines[i] = blank + lines[i]
		}
	}
	return lines
}

// item is how a line of a list begins.
var item = regexp.MustCompile(`^ *(?:(?:\d{1,3}[.)]|[-•–]) +)?`)

// paragraphs wraps running text and indents the items of its lists.
func paragraphs(text string, width int) []string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		mark := item.FindString(line)
		lines = append(lines, indented(mark, line[len(mark):], width)...)
	}
	return lines
}

// A cluster is what people see as one character.
type cluster struct {
	text  string
	width int
	space bool // may vanish at the end of a line
	ends  ending
}

// ending says how good a place for a break is after a cluster.
type ending uint8

const (
	never ending = iota
	needed
	good
)

func clusters(line string) []cluster {
	out := make([]cluster, 0, len(line))
	state := -1
	for len(line) > 0 {
		var c cluster
		var bounds int
		c.text, line, bounds, state = uniseg.StepString(line, state)
		c.width = bounds >> uniseg.ShiftWidth
		c.space = blank(c.text)
		if bounds&uniseg.MaskLine != uniseg.LineDontBreak {
			c.ends = needed
		}
		out = append(out, c)
	}
	for i := range out {
		dense := out[i].width > 1 || i+1 < len(out) && out[i+1].width > 1
		if out[i].ends == needed && (out[i].space || dense) {
			out[i].ends = good
		}
	}
	return out
}

// blank holds for the spaces that a line may be broken at.
func blank(s string) bool {
	switch s {
	case " ", "\u1680", "\u200b", "\u205f", "\u3000":
		return true
	}
	return s >= "\u2000" && s <= "\u200a" && s != "\u2007" && len(s) == len("\u2000")
}

// fold appends one line of text to lines, broken where it must be.
func fold(lines []string, text string, width int) []string {
	cs := clusters(text)
	start, used := 0, 0
	var cut [good + 1]int // the last place to break in this line, by how good it is
	for i := 0; i < len(cs); i++ {
		c := cs[i]
		if !c.space && used+c.width > width && i > start {
			to := i
			if cut[good] > start {
				to = cut[good]
			} else if cut[needed] > start {
				to = cut[needed]
			}
			lines = append(lines, join(cs[start:to]))
			start, used, i = to, 0, to-1
			continue
		}
		used += c.width
		cut[c.ends] = i + 1
	}
	return append(lines, join(cs[start:]))
}

// join is a line without the spaces at its end.
func join(cs []cluster) string {
	for len(cs) > 0 && cs[len(cs)-1].space {
		cs = cs[:len(cs)-1]
	}
	var b strings.Builder
	for _, c := range cs {
		b.WriteString(c.text)
	}
	return b.String()
}

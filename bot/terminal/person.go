package terminal

import (
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
)

// A person reads pages and types lines.
type person struct {
	color bool
	width func() int
}

func (p person) ready() string { return "" }

func (p person) trouble(text string) string { return p.aside(text) }

func (p person) aside(text string) string {
	return p.page(p.styled(dim, paragraphs(bot.Clean(text), p.width())))
}

// read takes a line as it is: numbers and words are read elsewhere.
func (p person) read(line string, mark conversation.Mark) (conversation.Event, *call.Text) {
	return conversation.Said{Text: line, Mark: mark}, nil
}

// message is the page that shows a message: its text, what is to be copied,
// the options by number, and the small ones, which are typed by name.
func (p person) message(m bot.Message) string {
	sections := []string{p.body(m)}
	if copied := m.Copied(); copied != "" {
		sections = append(sections, copied)
	}
	sections = append(sections, p.choices(m)...)
	return p.page(append(sections, p.small(m))...)
}

// page puts an empty line before each of its sections.
func (p person) page(sections ...string) string {
	var b strings.Builder
	for _, s := range sections {
		if s != "" {
			b.WriteString("\n" + s + "\n")
		}
	}
	return b.String()
}

// body is the text. The question stands out.
func (p person) body(m bot.Message) string {
	parts, asks := m.Paragraphs()
	for i, part := range parts {
		lines := paragraphs(part, p.width())
		if i == asks {
			parts[i] = p.styled(bold, lines)
		} else {
			parts[i] = strings.Join(lines, "\n")
		}
	}
	return strings.Join(parts, "\n\n")
}

// choices are the options that have a number, one section for each heading.
// Those that the text lists with their number already are not shown again.
func (p person) choices(m bot.Message) []string {
	var sections []string
	var lines []string
	group := ""
	for i, b := range m.Numbered() {
		if b.Listed {
			continue
		}
		if b.Group != group {
			sections = append(sections, strings.Join(lines, "\n"))
			group, lines = b.Group, nil
			if group != "" {
				lines = append(lines, p.styled(bold, wrap(bot.OneLine(group), p.width())))
			}
		}
		lines = append(lines, p.choice(strconv.Itoa(i+1)+". ", b)...)
	}
	return append(sections, strings.Join(lines, "\n"))
}

// choice is one option, with its detail below.
func (p person) choice(mark string, b bot.Button) []string {
	if b.Tick {
		box := "[ ] "
		if b.Ticked {
			box = "[x] "
		}
		mark += box
	}
	lines := indented(mark, bot.OneLine(b.Label), p.width())
	if b.Detail != "" {
		below := strings.Repeat(" ", uniseg.StringWidth(mark))
		lines = append(lines, indented(below, bot.OneLine(b.Detail), p.width())...)
	}
	return lines
}

// small is one dim line of the options without a number; a label is not broken
// unless it is wider than the page.
func (p person) small(m bot.Message) string {
	const between = " · "
	var lines []string
	for _, b := range m.Options {
		if !b.Minor {
			continue
		}
		label, last := bot.OneLine(b.Label), len(lines)-1
		if last >= 0 && uniseg.StringWidth(lines[last]+between+label) <= p.width() {
			lines[last] += between + label
		} else {
			lines = append(lines, wrap(label, p.width())...)
		}
	}
	return p.styled(dim, lines)
}

// The styles, as terminals know them.
const (
	bold = "\x1b[1m"
	dim  = "\x1b[2m"
	none = "\x1b[0m"
)

// styled sets each line in a style of its own, so that none runs into another.
func (p person) styled(style string, lines []string) string {
	if p.color {
		for i, l := range lines {
			if l != "" {
				lines[i] = style + l + none
			}
		}
	}
	return strings.Join(lines, "\n")
}

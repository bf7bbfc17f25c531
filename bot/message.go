package bot

import (
	"slices"
	"strings"
)

// Paragraphs are the parts of a message's text, safe to show, and the index of
// the one that asks: the last line that ends in a question mark, else the last
// part; -1 where nothing is asked.
func (m Message) Paragraphs() (parts []string, asks int) {
	parts = strings.Split(strings.Trim(Clean(m.Text), "\n"), "\n\n")
	if m.Prompt == "" {
		return parts, -1
	}
	for i := len(parts) - 1; i >= 0; i-- {
		if strings.Contains(parts[i], "\n") {
			continue // a list
		}
		end := strings.TrimRight(parts[i], " \u00a0\u202f\u00bb\u201d)")
		if strings.HasSuffix(end, "?") || strings.HasSuffix(end, "\u061f") || strings.HasSuffix(end, "\uff1f") {
			return parts, i
		}
	}
	return parts, len(parts) - 1
}

// Copied is what is shown as it is, for copying, where a platform has neither
// files nor links.
func (m Message) Copied() string {
	parts := []string{m.Paper, m.Code}
	if m.File != nil {
		parts = append(parts, string(m.File.Data))
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return strings.Trim(Clean(strings.Join(parts, "\n\n")), "\n")
}

// Numbered are the options that a number stands for, 1 for the first.
func (m Message) Numbered() []Button {
	var out []Button
	for _, b := range m.Options {
		if !b.Minor {
			out = append(out, b)
		}
	}
	return out
}

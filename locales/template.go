package locales

import (
	"fmt"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// A pattern is a text taken apart: literals with gaps, each named in braces,
// between them. No text holds a brace of its own.
type pattern []piece

type piece struct {
	literal string
	gap     string // the name of what is filled in after the literal; "" at the end
}

// parse takes a text apart.
func parse(text string) (pattern, error) {
	var p pattern
	rest := text
	for {
		literal, after, found := strings.Cut(rest, "{")
		if strings.Contains(literal, "}") {
			return nil, fmt.Errorf("a closing brace without an opening one in %q", text)
		}
		if !found {
			return append(p, piece{literal: literal}), nil
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed || !isName(name) {
			return nil, fmt.Errorf("an opening brace that begins no {name} in %q", text)
		}
		p = append(p, piece{literal: literal, gap: name})
		rest = tail
	}
}

func isName(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// fill puts the pattern together again with a value for each gap.
func (p pattern) fill(value func(gap string) string) string {
	if len(p) == 1 {
		return p[0].literal
	}
	var b strings.Builder
	for _, piece := range p {
		b.WriteString(piece.literal)
		if piece.gap != "" {
			b.WriteString(value(piece.gap))
		}
	}
	return b.String()
}

// with fills a pattern with a few values given as gap, value, gap, value.
func (p pattern) with(pairs ...string) string {
	return p.fill(func(gap string) string {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == gap {
				return pairs[i+1]
			}
		}
		return dash
	})
}

// gaps lists the names in a pattern.
func (p pattern) gaps() map[string]bool {
	names := map[string]bool{}
	for _, piece := range p {
		if piece.gap != "" {
			names[piece.gap] = true
		}
	}
	return names
}

// placeholders lists the names in all forms of a text, as far as it is well made.
func placeholders(m *i18n.Message) map[string]bool {
	names := map[string]bool{}
	for _, text := range forms(m) {
		p, err := parse(text)
		if err != nil {
			continue
		}
		for name := range p.gaps() {
			names[name] = true
		}
	}
	return names
}

// braces lets go-i18n work with patterns, parsed once for each text.
type braces struct{}

// Parse takes a text apart.
func (braces) Parse(text, _, _ string) (template.ParsedTemplate, error) { return parse(text) }

// Cacheable says that a parsed text may be kept.
func (braces) Cacheable() bool { return true }

// Execute fills the pattern from a *filling.
func (p pattern) Execute(data any) (string, error) {
	f, ok := data.(*filling)
	if !ok {
		return "", fmt.Errorf("filled from %T", data)
	}
	return p.fill(f.value), nil
}

package locales

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"pledgebot/conversation/call"
)

// choose finds the options that a whole message names, by their labels or by
// their numbers in the order offered: "2.", "1, 3", "1 y 3". One where one is
// wanted, any number where several are; nil if anything else was said.
func (r reader) choose(text string) []call.OptionID {
	said := marksOff(text)
	if len(said) == 0 || len(r.q.Options) == 0 {
		return nil
	}
	s := segmenter{said: said, and: r.locale.lists.words, failed: map[int]bool{}}
	for _, o := range r.q.Options {
		s.labels = append(s.labels, marksOff(r.say(r.locale, o.Label)))
	}
	s.numbers = r.numbered()
	found, ok := s.from(0)
	if !ok {
		return nil
	}
	slices.Sort(found)
	found = slices.Compact(found)
	if len(found) > 1 && !r.q.Multi {
		return nil
	}
	ids := make([]call.OptionID, len(found))
	for i, n := range found {
		ids[i] = r.q.Options[n].ID
	}
	return ids
}

// begins finds the only option whose label begins with what was typed. It
// counts only where nothing but an option is an answer.
func (r reader) begins(text string) []call.OptionID {
	said := phrase(text)
	if r.q.Kind != "" || utf8.RuneCountInString(said) < 3 {
		return nil
	}
	var found []call.OptionID
	for _, o := range r.q.Options {
		if strings.HasPrefix(phrase(fold(r.say(r.locale, o.Label))), said) {
			found = append(found, o.ID)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found
}

// numbered tells whether a number chooses an option. It does not where a number
// may be the answer itself, unless free text comes with options of its own
// beside those found everywhere, such as back and skip.
func (r reader) numbered() bool {
	switch r.q.Kind {
	case call.Whole, call.Money:
		return false
	case call.Words, call.Email, call.Link, call.ListOf, call.Group, call.Groups:
		return slices.ContainsFunc(r.q.Options, func(o call.Offer) bool {
			return !slices.Contains(call.WordList, call.Word(o.ID))
		})
	case call.OneOf, call.SomeOf, call.Country, call.YesNo, call.Date:
	}
	return true
}

// A segmenter takes a message apart into labels, numbers and the word "and".
type segmenter struct {
	said    []string
	labels  [][]string
	numbers bool
	and     []string
	failed  map[int]bool // places from which nothing fits
}

// from lists the options named from place i on, if nothing else is.
func (s *segmenter) from(i int) ([]int, bool) {
	if i == len(s.said) {
		return nil, true
	}
	if s.failed[i] {
		return nil, false
	}
	for n, label := range s.labels {
		if len(label) > 0 && len(label) <= len(s.said)-i && slices.Equal(label, s.said[i:i+len(label)]) {
			if more, ok := s.from(i + len(label)); ok {
				return append(more, n), true
			}
		}
	}
	if n, err := strconv.Atoi(s.said[i]); err == nil && s.numbers && n >= 1 && n <= len(s.labels) {
		if more, ok := s.from(i + 1); ok {
			return append(more, n-1), true
		}
	}
	if i > 0 && i < len(s.said)-1 && slices.Contains(s.and, s.said[i]) {
		if more, ok := s.from(i + 1); ok {
			return more, true
		}
	}
	s.failed[i] = true
	return nil, false
}

// marksOff takes a text apart into folded words without the marks around them.
// Signs that change a number, as in "-5" or "40 %", stay.
func marksOff(text string) []string {
	parts := strings.FieldsFunc(fold(text), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(`,;()[]"“”«»`, r)
	})
	var out []string
	for _, part := range parts {
		part = strings.TrimRight(strings.TrimLeft(part, "¡¿"), ".:!?…")
		if part != "" && part != dash && part != "-" {
			out = append(out, part)
		}
	}
	return out
}

package locales

import (
	"slices"
	"strings"

	"pledgebot/conversation/call"
)

// answer reads a message as an answer in words. Text is left empty where
// nothing had to be changed.
func (r reader) answer(text string) call.Meaning {
	switch r.q.Kind {
	case call.Date:
		iso, vague := r.vocabulary.dates.read(text)
		return call.Meaning{Text: iso, Doubt: vague}
	case call.Country:
		code, guessed := r.vocabulary.countries.find(text)
		if code == "" {
			return call.Meaning{Readings: r.Countries(r.locale.lang, text)}
		}
		return call.Meaning{Text: code, Doubt: guessed}
	case call.Whole:
		return call.Meaning{Text: r.locale.numbers.names[phrase(text)]}
	case call.ListOf:
		return call.Meaning{Text: r.locale.lists.parted(text)}
	case call.Words, "":
		return call.Meaning{Text: r.formed(text)}
	case call.Group, call.Groups:
		text, vague := r.vocabulary.dates.last(text)
		return call.Meaning{Text: text, Doubt: vague}
	case call.OneOf, call.SomeOf, call.Money, call.Email, call.Link, call.YesNo:
	}
	return call.Meaning{}
}

// formed gives words the form the question wants: without an article, without
// "to" before a verb.
func (r reader) formed(text string) string {
	first, rest, ok := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	if !ok || rest == "" || !slices.Contains(r.vocabulary.drop[r.q.Form], fold(first)) {
		return text
	}
	return rest
}

// parted puts a comma in the place of the word before the last item of a list,
// so that "A, B and C" is three items for whom commas part them, and "A; B; and
// C" for whom semicolons do. Two items without a comma may be one: they stay.
func (l lists) parted(text string) string {
	if head, last, ok := cutLast(text, ";"); ok {
		rest, _ := l.without(last)
		return head + "; " + rest
	}
	head, last, ok := cutLast(text, l.mark+" ")
	if !ok || strings.Contains(text, "\n") {
		return text
	}
	head = strings.ReplaceAll(head, l.mark, ",")
	if rest, found := l.without(last); found {
		return head + ", " + rest
	}
	before, after := l.atAnd(last)
	if after == "" {
		return head + ", " + last
	}
	return head + ", " + before + ", " + after
}

func cutLast(text, separator string) (head, last string, ok bool) {
	i := strings.LastIndex(text, separator)
	if i < 0 {
		return text, "", false
	}
	return text[:i], strings.TrimSpace(text[i+len(separator):]), true
}

// without takes the word "and" from the front of an item.
func (l lists) without(item string) (rest string, found bool) {
	first, rest, ok := strings.Cut(item, " ")
	if !ok || !slices.Contains(l.words, fold(first)) {
		return item, false
	}
	return strings.TrimSpace(rest), true
}

// atAnd parts an item at its last "and" outside brackets.
func (l lists) atAnd(item string) (before, after string) {
	fields := strings.Fields(item)
	for i := len(fields) - 2; i > 0; i-- {
		before := strings.Join(fields[:i], " ")
		if slices.Contains(l.words, fold(fields[i])) && strings.Count(before, "(") == strings.Count(before, ")") {
			return before, strings.Join(fields[i+1:], " ")
		}
	}
	return item, ""
}

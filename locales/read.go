package locales

import (
	"slices"
	"strings"
	"unicode"

	"pledgebot/conversation/call"
)

// Read tells what typed text means to the open question, as far as a language
// can tell. The label or number of an option counts before a word understood
// everywhere, and that before an answer; a word counts only as the whole
// message. In quotation marks a word is an answer. Text is always what was
// typed, or its canonical form.
func (c *Catalogue) Read(lang call.Lang, q call.Question, typed string) call.Meaning {
	r := reader{Catalogue: c, locale: c.locale(lang), q: q}
	text := strings.TrimSpace(typed)
	if inside, ok := unquote(text); ok {
		if _, ok := r.short(inside); ok {
			return call.Meaning{Text: inside}
		}
	}
	m, ok := r.short(text)
	if !ok {
		m = r.answer(text)
	}
	if m.Text == "" {
		m.Text = typed
	}
	m.Personal = q.Guarded && !ok && c.guard.finds(typed)
	return m
}

// A reader reads one message in one language.
type reader struct {
	*Catalogue
	locale *locale
	q      call.Question
}

// longest is the length in bytes beyond which a message is only an answer.
const longest = 1000

// short reads a message that is not an answer in words: options, a word
// understood everywhere, a language.
func (r reader) short(text string) (call.Meaning, bool) {
	if text == "" || len(text) > longest {
		return call.Meaning{}, false
	}
	text = fold(text)
	word, said := r.word(text)
	if chosen := r.choose(text); len(chosen) > 0 {
		if said && len(chosen) == 1 && string(chosen[0]) == string(word) {
			return call.Meaning{Word: word}, true
		}
		return call.Meaning{Options: chosen}, true
	}
	if said {
		return call.Meaning{Word: word}, true
	}
	if lang, ok := r.vocabulary.langs[phrase(strings.TrimPrefix(text, "/"))]; ok && r.q.Form != formLanguages {
		return call.Meaning{Word: call.WordLanguage, Lang: lang}, true
	}
	if chosen := r.begins(text); len(chosen) > 0 {
		return call.Meaning{Options: chosen}, true
	}
	return call.Meaning{}, false
}

// formLanguages is the form of a question whose answer is the name of a
// language; naming one there does not change the dialog's.
const formLanguages = "languages"

// word finds the word that a whole message is.
func (r reader) word(text string) (call.Word, bool) {
	if command, ok := strings.CutPrefix(text, "/"); ok {
		return r.command(command)
	}
	said := phrase(text)
	return r.first(r.locale.words.mean[said], r.vocabulary.everywhere[said])
}

// command finds the word behind a slash, which is understood in every language.
// It may be addressed to a bot, and further commands may follow it.
func (r reader) command(text string) (call.Word, bool) {
	name, rest := text, ""
	if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		name, rest = text[:i], strings.TrimSpace(text[i:])
	}
	name, _, _ = strings.Cut(name, "@")
	if name == "" {
		return "", false
	}
	if word, ok := r.named(name + " " + rest); ok {
		return word, true
	}
	word, ok := r.named(name)
	carries := word == call.WordStart && len(strings.Fields(rest)) == 1 // an invitation
	return word, ok && (rest == "" || rest[0] == '/' || carries)
}

func (r reader) named(text string) (call.Word, bool) {
	said := phrase(text)
	var own []call.Word
	if slices.Contains(call.WordList, call.Word(said)) {
		own = []call.Word{call.Word(said)}
	}
	return r.first(own, r.locale.words.mean[said], r.vocabulary.commands[said])
}

// first is the first of several meanings that the open question allows.
func (r reader) first(meanings ...[]call.Word) (call.Word, bool) {
	for _, list := range meanings {
		for _, word := range list {
			switch {
			case isYesNo(word) && r.q.Kind != call.YesNo && !r.offers(call.WordYes) && !r.offers(call.WordNo):
			case word == call.WordDone && !r.q.Multi && !r.q.Long && !r.offers(call.WordDone):
			case word == call.WordUndo && !r.q.Long:
				return call.WordBack, true
			default:
				return word, true
			}
		}
	}
	return "", false
}

func (r reader) offers(word call.Word) bool {
	return slices.ContainsFunc(r.q.Options, func(o call.Offer) bool { return string(o.ID) == string(word) })
}

// unquote takes the marks from a message that is quoted as a whole.
func unquote(text string) (string, bool) {
	for _, marks := range []string{"“”", "«»", "„“", "‘’", "‹›", `""`, "''", "””"} {
		runes := []rune(marks)
		inside, opened := strings.CutPrefix(text, string(runes[0]))
		inside, closed := strings.CutSuffix(inside, string(runes[1]))
		if inside = strings.TrimSpace(inside); opened && closed && inside != "" && !strings.ContainsAny(inside, marks) {
			return inside, true
		}
	}
	return "", false
}

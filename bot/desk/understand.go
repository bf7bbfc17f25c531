package desk

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// The words by which a list is narrowed down, beside what the Call names. Each
// stands for several in every language; see locales.
const (
	wordOverdue  = "overdue"
	wordDue      = "due"
	wordWaiting  = "waiting" // for the team
	wordWithCity = "with_city"
	wordMine     = "mine"
)

var searchWords = []string{wordOverdue, wordDue, wordWaiting, wordWithCity, wordMine}

// phraseMost is how many words at most have a meaning together.
const phraseMost = 6

// A reading is what has been understood of what somebody typed.
type reading struct {
	*Desk
	wording
	actor pledge.Actor
	query store.Search
	parts []string // in the reader's words
	words []string // that mean nothing else
}

// understand reads what a person would type: what several words mean together
// counts before what each means, and what means nothing else is looked for in
// the text. In quotation marks everything is. It also gives what was understood.
func (d *Desk) understand(w wording, a pledge.Actor, typed string) (store.Search, string) {
	r := reading{Desk: d, wording: w, actor: a}
	for i, part := range strings.FieldsFunc(marks.Replace(typed), func(c rune) bool { return c == '"' }) {
		quoted := i%2 == 1
		if strings.HasPrefix(marks.Replace(typed), `"`) {
			quoted = !quoted
		}
		if quoted {
			r.words = append(r.words, part)
			continue
		}
		r.read(strings.Fields(part))
	}
	if len(r.words) > 0 {
		r.query.Words = strings.Join(r.words, " ")
		r.understood(w.say("desk.quote", words(strings.TrimSpace(r.query.Words))))
	}
	if len(r.parts) == 0 {
		r.understood(w.say("desk.search.all"))
	}
	return r.query, strings.Join(r.parts, " · ")
}

var marks = strings.NewReplacer("“", `"`, "”", `"`, "«", `"`, "»", `"`, "„", `"`)

func (r *reading) understood(what string) { r.parts = append(r.parts, what) }

// read takes the longest phrase that means something, again and again.
func (r *reading) read(said []string) {
	for len(said) > 0 {
		taken := 0
		for n := min(phraseMost, len(said)); n > 0 && taken == 0; n-- {
			taken = r.phrase(strings.Join(said[:n], " "), n, said[n:])
		}
		if taken == 0 {
			r.words = append(r.words, said[0])
			taken = 1
		}
		said = said[taken:]
	}
}

// phrase reads some words that mean something together, and tells how many it
// took: 0 where they mean nothing, more than they are where a date follows.
func (r *reading) phrase(text string, n int, rest []string) int {
	switch r.searchWord(text) {
	case wordOverdue:
		r.overdue()
		return n
	case wordDue:
		return n + r.due(rest)
	case wordWaiting:
		r.state(r.say("desk.search.waiting"), pledge.Submitted, pledge.InReview)
		return n
	case wordWithCity:
		r.state(r.say("desk.search.with_city"), pledge.ChangesRequested)
		return n
	case wordMine:
		r.query.ClaimedBy = r.actor.Person
		r.understood(r.say("desk.search.mine"))
		return n
	}
	if r.named(text) {
		return n
	}
	return 0
}

// named reads the name of a state, of a priority or of a country.
func (r *reading) named(text string) bool {
	for _, s := range pledge.States {
		if r.called(text, "state."+string(s)) {
			r.state(r.text(call.Say("state."+string(s))), s)
			return true
		}
	}
	for _, from := range []string{"priorities", "sub_areas"} {
		f := r.call.Listing(from)
		for _, o := range f.Choices.Options {
			key := "field." + string(f.Key) + ".option." + string(o)
			if r.query.Priority == "" && (text == string(o) && digits.MatchString(text) || r.called(text, key) || r.called(text, key+".full")) {
				r.query.Priority = string(o)
				r.understood(r.text(call.Say(key)))
				return true
			}
		}
	}
	return r.country(text)
}

// country reads a country's name in any language. A short form is one only in
// capitals: "EAU" is the Emirates and "l'eau" is not.
func (r *reading) country(text string) bool {
	last := text[strings.LastIndexAny(text, " '’")+1:]
	if r.query.Country != "" || len([]rune(last)) < 4 && text != strings.ToUpper(text) {
		return false
	}
	m := r.wording.texts.Read(r.wording.lang, call.Question{Kind: call.Country}, text)
	if m.Word != "" || m.Doubt || !codes.MatchString(m.Text) {
		return false
	}
	r.query.Country = m.Text
	r.understood(r.answer(r.wording.lang, r.call.Using(call.UseCountry).Key, call.Value{m.Text}))
	return true
}

var (
	digits = regexp.MustCompile(`^\d+$`)
	codes  = regexp.MustCompile(`^[A-Z]{2}$`)
)

// state narrows to some states, or to those of them that were named before.
func (r *reading) state(name string, states ...pledge.State) {
	r.understood(name)
	if r.query.States == nil {
		r.query.States = states
		return
	}
	r.query.States = slices.DeleteFunc(slices.Clone(r.query.States), func(s pledge.State) bool { return !slices.Contains(states, s) })
	if len(r.query.States) == 0 {
		r.query.States = []pledge.State{""} // which no pledge has
	}
}

func (r *reading) overdue() {
	r.state(r.say("desk.search.overdue"), owing...)
	r.query.DueTo = r.now().UTC().AddDate(0, 0, -1).Format(time.DateOnly)
	r.query.Oldest = true
}

// owing are the states in which a city owes the next report.
var owing = []pledge.State{pledge.Accepted, pledge.Amending, pledge.Reporting}

// due reads the date that follows, and tells how many words it has.
func (r *reading) due(rest []string) int {
	r.query.DueFrom = "0001-01-01"
	for n := min(phraseMost, len(rest)); n > 0; n-- {
		if iso := r.date(strings.Join(rest[:n], " ")); iso != "" {
			r.query.DueFrom, r.query.DueTo = within(iso)
			r.state(r.say("desk.search.due_in", date(iso)), owing...)
			return n
		}
	}
	r.state(r.say("desk.search.due"), owing...)
	return 0
}

// date reads a date as people write it, to its own precision. A month or a day
// without a year is the next one of its name.
func (r *reading) date(text string) string {
	if isoDates.MatchString(text) {
		return text
	}
	iso := r.iso(text)
	if now := r.now().UTC(); iso == "" {
		iso = r.iso(text + " " + strconv.Itoa(now.Year()))
		if iso != "" && iso < now.Format(time.DateOnly)[:len(iso)] {
			iso = r.iso(text + " " + strconv.Itoa(now.Year()+1))
		}
	}
	return iso
}

// within is the first and the last day of a date.
func within(iso string) (from, to string) {
	switch len(iso) {
	case len("2006"):
		return iso + "-01-01", iso + "-12-31"
	case len("2006-01"):
		return iso + "-01", iso + "-31"
	}
	return iso, iso
}

func (r *reading) iso(text string) string {
	m := r.wording.texts.Read(r.wording.lang, call.Question{Kind: call.Date}, text)
	if !isoDates.MatchString(m.Text) {
		return ""
	}
	return m.Text
}

var isoDates = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// searchWord finds which of the words of searches a phrase is, in any language.
func (r *reading) searchWord(text string) string {
	for _, word := range searchWords {
		if r.called(text, "desk.word."+word) {
			return word
		}
	}
	return ""
}

// called tells whether a phrase is one of the names under a key, in any language,
// whatever its accents and capitals.
func (r *reading) called(text, key string) bool {
	for _, lang := range r.wording.texts.Langs() {
		for _, name := range r.in(lang).names(key) {
			if same(text, name) {
				return true
			}
		}
	}
	return false
}

// names are the texts under a key that holds several.
func (w wording) names(key string) []string {
	names := strings.Split(w.text(call.Say(key)), "|")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names
}

func same(a, b string) bool { return folded(a) == folded(b) }

func folded(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(strings.ReplaceAll(s, "’", "'")))
	return strings.Join(strings.Fields(s), " ")
}

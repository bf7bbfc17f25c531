package locales

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"pledgebot/conversation/call"
)

// A locale is one language: its texts, and what its file says about its own
// grammar, taken out once.
type locale struct {
	lang call.Lang
	tag  language.Tag
	texts
	speaker    *i18n.Localizer
	own        map[string]bool // the keys that this package itself reads
	calendar   calendar
	numbers    numbers
	lists      lists
	words      words
	regions    regions
	lint       lint
	categories []string // the plural forms that the language tells apart
	articles   []string // of governments' names, as in "the City of"
	raised     []string // endings of the keys whose texts begin with a capital
	yes, no    string
}

// newLocale takes a language's file apart and reports all that is wrong with it.
func newLocale(lang call.Lang, t texts) (*locale, []error) {
	f := &file{texts: t, asked: map[string]bool{}}
	l := &locale{lang: lang, tag: language.Make(string(lang)), texts: t, own: f.asked}
	l.calendar = f.calendar()
	l.numbers = f.numbers()
	l.lists = f.lists()
	l.words = f.words()
	l.regions = f.regions(l.tag)
	l.lint = f.lint()
	l.articles = folded(f.list("article.lower"))
	l.raised = f.options("raise.keys")
	l.yes, l.no = f.text("yes_no.yes"), f.text("yes_no.no")
	f.patterns()
	l.speaker, l.categories = f.speaker(l.tag), categories(l.tag)

	problems := make([]error, len(f.problems))
	for i, problem := range f.problems {
		problems[i] = fmt.Errorf("%s: %s", lang, problem)
	}
	return l, problems
}

// A file hands out the texts that this package itself needs. It remembers which
// were asked for and what was wrong with them.
type file struct {
	texts
	asked    map[string]bool
	problems []string
}

func (f *file) fault(key, problem string, args ...any) {
	f.problems = append(f.problems, key+": "+fmt.Sprintf(problem, args...))
}

// may gives a text that a language can do without; "" where it does.
func (f *file) may(key string) string {
	f.asked[key] = true
	if m := f.texts[key]; m != nil {
		return m.Other
	}
	return ""
}

// text gives a text that every language needs.
func (f *file) text(key string) string {
	text := f.may(key)
	if text == "" {
		f.fault(key, "is missing")
	}
	return text
}

// options gives the items of a list that may be missing, list those of one
// that every language needs. A bar stands between items.
func (f *file) options(key string) []string { return split(f.may(key)) }

func (f *file) list(key string) []string { return split(f.text(key)) }

func split(text string) []string {
	var items []string
	for item := range strings.SplitSeq(text, "|") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// pairs gives the items of a list of which each begins with what it means.
func (f *file) pairs(key string) [][2]string {
	var pairs [][2]string
	for _, item := range f.options(key) {
		meaning, name, ok := strings.Cut(item, " ")
		if !ok {
			f.fault(key, "%q is not a meaning and a name", item)
			continue
		}
		pairs = append(pairs, [2]string{meaning, strings.TrimSpace(name)})
	}
	return pairs
}

// pattern gives a text that has exactly the gaps named, variant one that may be
// missing and may do without some of them.
func (f *file) pattern(key string, gaps ...string) pattern {
	f.text(key)
	p := f.variant(key, gaps...)
	for _, gap := range gaps {
		if p != nil && !p.gaps()[gap] {
			f.fault(key, "{%s} is missing", gap)
		}
	}
	return p
}

func (f *file) variant(key string, gaps ...string) pattern {
	text := f.may(key)
	if text == "" {
		return nil
	}
	p, err := parse(text)
	if err != nil {
		return nil // patterns reports it
	}
	for gap := range p.gaps() {
		if !slices.Contains(gaps, gap) {
			f.fault(key, "nothing is filled in for {%s}", gap)
		}
	}
	return p
}

// variants gives the forms that a language has for single numbers up to last,
// by keys that end in the number.
func (f *file) variants(key string, last int, gaps ...string) map[int]pattern {
	found := map[int]pattern{}
	for n := 1; n <= last; n++ {
		if p := f.variant(key+"."+strconv.Itoa(n), gaps...); p != nil {
			found[n] = p
		}
	}
	return found
}

package desk

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// figureNames are what is counted, in the order in which it is shown. Each has a
// name and a definition among the texts.
var figureNames = []string{
	"reports", "states", "governments", "countries", "priorities", "languages", "kinds", "objectives", "people", "money", "wait",
}

// tell is a window with all figures, each with what it means.
func (d *Desk) tell(w wording, f *figures) *Form {
	form := &Form{
		Title: w.say("desk.stats.title"), Close: w.say("desk.close"),
		Lines: []Line{{quiet(w.say("desk.stats.as_of", day(d.now())))}},
	}
	shown := map[string]string{
		"reports":     w.share(f.reports),
		"states":      w.groups(f.states, stateNames(), func(s string) string { return w.text(call.Say("state." + s)) }),
		"governments": w.both(distinct(f.governments)),
		"countries":   w.both(distinct(f.countries)),
		"priorities":  w.groups(f.priorities, d.options("priorities"), w.option(d.call.Listing("priorities").Key)),
		"languages":   w.groups(f.languages, byCount(f.languages), w.language),
		"kinds":       w.groups(f.kinds, byCount(f.kinds), w.option(fieldKind)),
		"objectives":  d.objectives(w, f),
		"people":      w.groups(f.people, slices.Sorted(maps.Keys(f.people)), w.basis),
		"money":       w.money(f.money),
		"wait":        w.waited(f.waits),
	}
	for _, name := range figureNames {
		value := shown[name]
		if value == "" {
			value = w.say("desk.stats.none")
		}
		form.Lines = append(form.Lines, Line{w.label(w.say("desk.stats." + name)), plain(value)}, Line{quiet(w.say("desk.stats." + name + ".means"))})
	}
	return form
}

// language is a language's own name.
func (w wording) language(lang string) string {
	return w.text(call.Text{Key: "plain", Args: map[string]call.Arg{"text": {As: call.AsLang, Value: lang}}})
}

func stateNames() (names []string) {
	for _, s := range pledge.States {
		names = append(names, string(s))
	}
	return names
}

// options are the choices of one of the Call's lists.
func (d *Desk) options(from string) (ids []string) {
	for _, o := range d.call.Listing(from).Choices.Options {
		ids = append(ids, string(o))
	}
	return ids
}

// byCount are the names in a table, the most frequent first.
func byCount(t table) []string {
	names := slices.Sorted(maps.Keys(t))
	slices.SortStableFunc(names, func(a, b string) int { return t[b].all - t[a].all })
	return names
}

// distinct is how many different names a table has.
func distinct(t table) (n tally) {
	for _, c := range t {
		n.add(1, c.public > 0)
	}
	return n
}

// share is how many of some there are; nothing where there are none.
func (w wording) share(of [2]int) string {
	if of[0] == 0 {
		return ""
	}
	return w.say("desk.stats.share", number(strconv.Itoa(of[1])), number(strconv.Itoa(of[0])))
}

// both is a number, and in brackets how much of it is public.
func (w wording) both(t tally) string {
	return w.say("desk.stats.both", number(strconv.Itoa(t.all)), number(strconv.Itoa(t.public)))
}

// groups are the numbers of a table by name; of those that nobody has, none.
func (w wording) groups(t table, names []string, called func(string) string) string {
	var parts []string
	for _, name := range names {
		if t[name] != nil {
			parts = append(parts, w.say("desk.stats.group", words(called(name)), words(w.both(*t[name]))))
		}
	}
	return strings.Join(parts, " · ")
}

func (w wording) option(key call.FieldKey) func(string) string {
	return func(o string) string { return w.text(call.Say("field." + string(key) + ".option." + o)) }
}

// basis is what a number of people is meant for: one of which nobody said it is
// marked as an estimate.
func (w wording) basis(b string) string {
	if b == "" {
		return w.say("desk.stats.estimate")
	}
	return w.option(fieldBasis)(b)
}

// objectives are those of both Compacts, by their numbers.
func (d *Desk) objectives(w wording, f *figures) string {
	var parts []string
	for _, key := range fieldsObjectives {
		t := f.objectives[key]
		if len(t) > 0 {
			parts = append(parts, w.say("desk.label", words(w.field(key)))+" "+w.groups(t, byCount(t), w.option(key)))
		}
	}
	return strings.Join(parts, " · ")
}

// money is each currency's sum.
func (w wording) money(s sums) string {
	var parts []string
	for _, currency := range slices.Sorted(maps.Keys(s.all)) {
		public := "0"
		if n := s.public[currency]; n != nil {
			public = n.FloatString(0)
		}
		parts = append(parts, w.say("desk.stats.group", words(currency),
			words(w.say("desk.stats.both", number(s.all[currency].FloatString(0)), number(public)))))
	}
	return strings.Join(parts, " · ")
}

// waited is the median wait in days, rounded up: part of a day is a day.
func (w wording) waited(waits [2][]time.Duration) string {
	var days [2]call.Arg
	for i, all := range waits {
		took, some := median(all)
		if !some && i == 0 {
			return ""
		}
		days[i] = number(strconv.Itoa(int((took + 24*time.Hour - 1) / (24 * time.Hour))))
	}
	return w.say("desk.stats.days", days[0], days[1])
}

package locales

import (
	"fmt"
	"strconv"
	"time"
)

// A calendar writes dates in one language.
type calendar struct {
	months [13][]string // of each month its name, then other spellings
	plain  datePatterns
	until  datePatterns // with the preposition for "not later than"
	since  datePatterns // with the preposition for "beginning with"
	around []string     // words that may stand around a date
	vague  []string     // words that leave the date open
	first  []string     // the first of a month, in words
	nth    []string     // what may follow the figure of a day
	parts  [13][]string // parts of a year by the month they end in
}

// datePatterns are a date's forms by its precision. A language may have a form
// of its own for one day of the month or for one month: French says "1er mars"
// and "à partir d'avril".
type datePatterns struct {
	day, month, year pattern
	onDay, inMonth   map[int]pattern
}

func (f *file) calendar() calendar {
	cal := calendar{
		plain: datePatterns{
			day:   f.pattern("date.day", "day", "month", "year"),
			month: f.pattern("date.month", "month", "year"),
			year:  f.pattern("date.year", "year"),
			onDay: f.variants("date.day", 31, "day", "month", "year"),
		},
		until:  f.prepositions("date.by"),
		since:  f.prepositions("date.from"),
		around: f.list("date.around"),
		vague:  f.list("date.vague"),
		first:  f.options("date.first"),
		nth:    f.options("date.ordinals"),
	}
	for m := 1; m <= 12; m++ {
		cal.months[m] = f.list("month." + strconv.Itoa(m))
		cal.parts[m] = f.options("date.period." + strconv.Itoa(m))
	}
	return cal
}

func (f *file) prepositions(key string) datePatterns {
	return datePatterns{
		day:     f.pattern(key+".day", "date"),
		month:   f.pattern(key+".month", "date"),
		year:    f.pattern(key+".year", "date"),
		onDay:   f.variants(key+".day", 31, "date"),
		inMonth: f.variants(key+".month", 12, "date"),
	}
}

// date writes an ISO date of any precision in words, by and from write it with
// its preposition. What is no date is shown as it is.
func (c calendar) date(iso string) string {
	d, ok := parseISO(iso)
	if !ok {
		return clean(iso)
	}
	return c.words(d)
}

func (c calendar) by(iso string) string   { return c.prefixed(iso, c.until) }
func (c calendar) from(iso string) string { return c.prefixed(iso, c.since) }

func (c calendar) prefixed(iso string, p datePatterns) string {
	d, ok := parseISO(iso)
	if !ok {
		return clean(iso)
	}
	return p.choose(d).with("date", c.words(d))
}

func (c calendar) words(d partialDate) string {
	return c.plain.choose(d).fill(func(gap string) string {
		switch gap {
		case "day":
			return strconv.Itoa(d.day)
		case "month":
			return c.months[d.month][0]
		}
		return strconv.Itoa(d.year)
	})
}

func (p datePatterns) choose(d partialDate) pattern {
	switch {
	case d.month == 0:
		return p.year
	case d.day == 0:
		return either(p.inMonth[d.month], p.month)
	}
	return either(p.onDay[d.day], p.day)
}

func either(special, general pattern) pattern {
	if special != nil {
		return special
	}
	return general
}

// A partialDate is a date of which the day, or the day and the month, may be
// left open: they are 0 then.
type partialDate struct{ year, month, day int }

// parseISO reads "2028-06-30", "2028-06" or "2028".
func parseISO(s string) (partialDate, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err == nil {
		return partialDate{t.Year(), int(t.Month()), t.Day()}, true
	}
	if t, err = time.Parse("2006-01", s); err == nil {
		return partialDate{t.Year(), int(t.Month()), 0}, true
	}
	if t, err = time.Parse("2006", s); err == nil {
		return partialDate{t.Year(), 0, 0}, true
	}
	return partialDate{}, false
}

// iso is the date's canonical form, "" for one that no calendar has.
func (d partialDate) iso() string {
	switch {
	case d.month == 0:
		return fmt.Sprintf("%04d", d.year)
	case d.day == 0:
		return fmt.Sprintf("%04d-%02d", d.year, d.month)
	}
	s := fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	if _, ok := parseISO(s); !ok {
		return ""
	}
	return s
}

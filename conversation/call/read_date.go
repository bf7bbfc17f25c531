package call

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// readDate takes a date in figures, of any precision: a day, a month or a
// year. Figures that can be read in two ways are asked about, never guessed.
func readDate(text string) Reading {
	text = plainFigures(cleanCode(text))
	if !visible(text) {
		return refused(problemEmpty())
	}
	text = strings.Trim(text, " .,;")
	if calendar.MatchString(text) {
		return refused(problemCalendar())
	}
	text = strings.TrimSpace(commonEra.ReplaceAllString(text, ""))
	for _, form := range dateForms {
		if m := form.pattern.FindStringSubmatch(text); m != nil && sameMarks(m) {
			return form.read(numbersOf(m))
		}
	}
	return refused(problemDate())
}

var (
	// calendar finds the eras of other calendars: Buddhist, Islamic, Persian.
	calendar  = regexp.MustCompile(`(?i)^(b\.?e|a\.?h|s\.?h|a\.?p|v\.?s|พ\.?ศ|هـ?)[. ]*\d|\d[. ]*(b\.?e|a\.?h|s\.?h|a\.?p|v\.?s|พ\.?ศ|هـ?)$`)
	commonEra = regexp.MustCompile(`(?i)^(a\.?d|c\.?e)\.? +|[. ]+(a\.?d|c\.?e)$`)
)

// A dateForm is one order of figures. Marks between them stand in groups of
// their own, so that they can be compared.
type dateForm struct {
	pattern *regexp.Regexp
	read    func(n []string) Reading
}

const mark = `( ?[-/.] ?| )`

var dateForms = []dateForm{
	{regexp.MustCompile(`^(\d{4})$`), func(n []string) Reading { return exactly(n[0], "", "") }},
	{regexp.MustCompile(`^(\d{4})` + mark + `(\d\d?)$`), func(n []string) Reading { return exactly(n[0], n[1], "") }},
	{regexp.MustCompile(`^(\d\d?)` + mark + `(\d{4})$`), func(n []string) Reading { return exactly(n[1], n[0], "") }},
	{regexp.MustCompile(`^(\d{4})` + mark + `(\d\d?)` + mark + `(\d\d?)$`), func(n []string) Reading { return exactly(n[0], n[1], n[2]) }},
	{regexp.MustCompile(`^(\d\d?)` + mark + `(\d\d?)` + mark + `(\d{4})$`), readDayMonth},
	{regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`), func(n []string) Reading { return confirmed(n[0], n[1], n[2]) }},
	{regexp.MustCompile(`^(\d\d?)` + mark + `(\d\d?)` + mark + `(\d\d)$`), readShortYear},
	{regexp.MustCompile(`^(\d\d?)` + mark + `(\d\d)$`), func(n []string) Reading { return confirmed("20"+n[1], n[0], "") }},
}

// sameMarks wants one kind of mark throughout: 31/12.2030 is a slip.
func sameMarks(m []string) bool {
	marks := ""
	for _, s := range m[1:] {
		if s == "" || !isFigure(s[0]) {
			marks += strings.TrimSpace(s) + "\n"
		}
	}
	first, rest, _ := strings.Cut(marks, "\n")
	return rest == "" || rest == first+"\n"
}

func numbersOf(m []string) []string {
	return slices.DeleteFunc(slices.Clone(m[1:]), func(s string) bool { return s == "" || !isFigure(s[0]) })
}

// exactly is a date whose figures can be read in one way only.
func exactly(year, month, day string) Reading {
	iso, problem := date(year, month, day)
	if problem != nil {
		return refused(problem)
	}
	return read(iso)
}

// confirmed is a date that wants a yes.
func confirmed(year, month, day string) Reading {
	iso, problem := date(year, month, day)
	if problem != nil {
		return refused(problem)
	}
	return doubtful(Value{iso})
}

// readDayMonth reads 31/12/2030 and 12/31/2030. Where both could be months it
// gives both dates.
func readDayMonth(n []string) Reading {
	a, b, year := number(n[0]), number(n[1]), n[2]
	switch {
	case a == b || b > 12 && a > 12:
		return exactly(year, n[1], n[0])
	case a > 12:
		return exactly(year, n[1], n[0])
	case b > 12:
		return exactly(year, n[0], n[1])
	}
	first, problem := date(year, n[1], n[0])
	second, _ := date(year, n[0], n[1])
	if problem != nil {
		return refused(problem)
	}
	return doubtful(Value{first}, Value{second})
}

// readShortYear gives every date that three short figures may mean, the
// commonest order first.
func readShortYear(n []string) Reading {
	var found []Value
	for _, order := range [][3]int{{2, 1, 0}, {2, 0, 1}, {0, 1, 2}} {
		if len(n[order[0]]) != 2 {
			continue
		}
		iso, problem := date("20"+n[order[0]], n[order[1]], n[order[2]])
		if problem == nil && !slices.ContainsFunc(found, func(v Value) bool { return v.First() == iso }) {
			found = append(found, Value{iso})
		}
	}
	if len(found) == 0 {
		return exactly("20"+n[2], n[1], n[0])
	}
	return doubtful(found...)
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// date writes a date in ISO form, if there is such a day.
func date(year, month, day string) (string, *Text) {
	y, m, d := number(year), number(month), number(day)
	switch {
	case y < 1000, month != "" && (m < 1 || m > 12), day != "" && (d < 1 || d > 31):
		return "", problemDate()
	case month == "":
		return year, nil
	}
	iso := fmt.Sprintf("%04d-%02d", y, m)
	if day == "" {
		return iso, nil
	}
	full := fmt.Sprintf("%s-%02d", iso, d)
	if _, err := time.Parse(time.DateOnly, full); err != nil {
		return "", problemNonexistent(aNumber(d), aDate(iso))
	}
	return full, nil
}

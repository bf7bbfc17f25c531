package calendar

import (
	"slices"
	"time"
)

// rests are the days on which offices are closed, where they are not Saturday and
// Sunday: Unicode CLDR, supplemental/weekData (weekendStart and weekendEnd), and for
// Bangladesh, Brunei, the Maldives and Palestine the days on which their governments
// rest. Where CLDR has one day alone the day before is a short one, and is left free
// as well.
var rests = map[string][]time.Weekday{
	"AF": {time.Thursday, time.Friday}, "IR": {time.Thursday, time.Friday}, "BN": {time.Friday, time.Sunday},
}

func init() {
	for _, country := range []string{"BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY", "YE"} {
		rests[country] = []time.Weekday{time.Friday, time.Saturday}
	}
}

// closed are the days on which hardly any office is open, in whatever country: month and
// day.
var closed = []string{"01-01", "05-01", "12-25"}

// rest tells whether no reminder comes on a day to a country.
func rest(country string, day time.Time) bool {
	return !Working(country, day.Weekday()) || slices.Contains(closed, day.Format("01-02"))
}

// Working tells whether offices of a country work on a day of the week.
func Working(country string, day time.Weekday) bool {
	off, other := rests[country]
	if !other {
		off = []time.Weekday{time.Saturday, time.Sunday}
	}
	return !slices.Contains(off, day)
}

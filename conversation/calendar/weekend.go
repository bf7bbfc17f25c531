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

// Working tells whether offices of a country work on a day of the week.
func Working(country string, day time.Weekday) bool {
	off, other := rests[country]
	if !other {
		off = []time.Weekday{time.Saturday, time.Sunday}
	}
	return !slices.Contains(off, day)
}

package pledge

import (
	"time"

	"pledgebot/conversation/call"
)

// Expected is the day about which a report is expected: the Call's period
// after a day, or its grace after the target date if that comes first.
func Expected(c *call.Call, p Pledge, from time.Time) string {
	due := AddMonths(from, 12*c.Names.ReportYears)
	if target, ok := lastDay(p.Value(c.Using(call.UseDue).Key).First()); ok {
		if target = target.AddDate(0, 0, c.Names.TargetDays); target.Before(due) {
			due = target
		}
	}
	return due.Format(time.DateOnly)
}

// AddMonths adds calendar months; the 31st becomes the month's last day.
func AddMonths(t time.Time, months int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// lastDay is the last day that a date of any precision covers.
func lastDay(iso string) (time.Time, bool) {
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		return t, true
	}
	if t, err := time.Parse("2006-01", iso); err == nil {
		return t.AddDate(0, 1, -1), true
	}
	if t, err := time.Parse("2006", iso); err == nil {
		return t.AddDate(1, 0, -1), true
	}
	return time.Time{}, false
}

// laterBy adds months to a date of any precision and keeps the precision.
func laterBy(iso string, months int) string {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, iso); err == nil {
			return AddMonths(t, months).Format(layout)
		}
	}
	return ""
}

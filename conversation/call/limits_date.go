package call

import "time"

// checkDate compares whole stretches of time: a date may be a day, a month or
// a year, and is early or late only if all of it is.
func (c *Call) checkDate(f Field, iso string, s Setting) *Text {
	first, last, ok := span(iso)
	if !ok {
		return problemDate()
	}
	if today, err := time.Parse(time.DateOnly, s.Today); err == nil && f.Limits.Years > 0 {
		switch {
		case last.Before(today):
			return problemPast(aDate(iso))
		case first.After(today.AddDate(f.Limits.Years, 0, 0)):
			return problemFar(aCount(f.Limits.Years))
		}
	}
	if start, _, ok := span(s.Answer(f.Limits.After).First()); ok && f.Limits.After != "" && !last.After(start) {
		return problemAfter(aLabel(label(f.Limits.After)), aDate(s.Answer(f.Limits.After).First()))
	}
	for _, other := range c.Fields {
		if other.Limits.After != f.Key || f.Key == "" {
			continue
		}
		if _, end, ok := span(s.Answer(other.Key).First()); ok && !end.After(first) {
			return problemBefore(aLabel(label(other.Key)), aDate(s.Answer(other.Key).First()))
		}
	}
	return nil
}

// span is the first and the last day of a date of any precision.
func span(iso string) (first, last time.Time, ok bool) {
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		return t, t, true
	}
	if t, err := time.Parse("2006-01", iso); err == nil {
		return t, t.AddDate(0, 1, -1), true
	}
	if t, err := time.Parse("2006", iso); err == nil {
		return t, t.AddDate(1, 0, -1), true
	}
	return first, last, false
}

package call

import (
	"slices"
	"time"
)

// ForumKey names one of the forums at which reports are used.
type ForumKey string

// A Forum is a meeting of states and cities at which reports are used. A city may send an
// update ahead of one.
type Forum struct {
	Key       ForumKey  `yaml:"key"`
	Start     string    `yaml:"start"`     // its first day, or the month or year where no more is known (ISO)
	End       string    `yaml:"end"`       // likewise; "" is as Start
	Certainty Certainty `yaml:"certainty"` // of its days
	Listed    string    `yaml:"listed"`    // ISO date since which it stands here; "" for always
	Source    string    `yaml:"source"`    // the page that says so
}

// Certainty says what is known of a forum's days.
type Certainty string

// What may be known.
const (
	Scheduled Certainty = "scheduled" // the days are published
	YearOnly  Certainty = "year_only" // the year is
	Expected  Certainty = "expected"  // nothing is published, but it comes by rhythm
)

// Day is a forum's first day as an ISO date; ok is false while it is not published.
func (f Forum) Day() (day string, ok bool) {
	_, err := time.Parse(time.DateOnly, f.Start)
	return f.Start, err == nil && f.Certainty == Scheduled
}

// Last is the end of a forum, or its start where no other is known.
func (f Forum) Last() string {
	if f.End == "" {
		return f.Start
	}
	return f.End
}

// Years is when a forum is, as far as that is known for certain: "2027" or "2028–2029".
func (f Forum) Years() string {
	from, to := f.Start[:4], f.Last()[:4]
	if to > from {
		return from + "–" + to
	}
	return from
}

// Forum finds a forum.
func (c *Call) Forum(key ForumKey) (Forum, bool) {
	i := slices.IndexFunc(c.Forums, func(f Forum) bool { return f.Key == key })
	if i < 0 {
		return Forum{}, false
	}
	return c.Forums[i], true
}

func (k *checker) checkForums() {
	known := map[ForumKey]bool{}
	for i, f := range k.Forums {
		path := sub("forums", i, "")
		_, dated := f.Day()
		switch {
		case !snake.MatchString(string(f.Key)):
			k.mistake(path, "%q is no forum: small letters, figures and _ are wanted", f.Key)
		case known[f.Key]:
			k.mistake(path, "forum %q stands twice", f.Key)
		case !slices.Contains([]Certainty{Scheduled, YearOnly, Expected}, f.Certainty):
			k.mistake(path+".certainty", "%q is none: %s, %s or %s", f.Certainty, Scheduled, YearOnly, Expected)
		case f.Certainty == Scheduled && !dated:
			k.mistake(path+".start", "%q is no day, such as 2027-12-13", f.Start)
		case !vague(f.Start) || !vague(f.Last()) || f.Last() < f.Start:
			k.mistake(path, "%q to %q is no time: a year, a month or a day is wanted, and the end after the start", f.Start, f.Last())
		case f.Listed != "" && !day(f.Listed):
			k.mistake(path+".listed", "%q is no day, such as 2027-01-15", f.Listed)
		}
		known[f.Key] = true
	}
}

// vague tells whether a text is a day, a month or a year.
func vague(text string) bool {
	return slices.ContainsFunc([]string{"2006", "2006-01", time.DateOnly}, func(layout string) bool {
		_, err := time.Parse(layout, text)
		return err == nil
	})
}

func day(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

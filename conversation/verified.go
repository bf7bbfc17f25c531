package conversation

import (
	"time"

	"pledgebot/conversation/call"
)

// Checked is what is known of the words that stand on a paper, by its number and its
// check code.
type Checked struct {
	Reference string
	Check     string
	At        time.Time // when they were submitted; zero: never
	Newer     time.Time // when others were submitted in their place; zero: never
	Back      bool      // the city has taken the pledge back
	Withdrawn bool      // the city has withdrawn it
}

// checksPaper tells whether a paper says what was submitted, and leaves the rest as it
// is.
func (t *turn) checksPaper(c Checked) {
	t.someLang()
	t.say(paperChecked(c))
	t.again()
}

func paperChecked(c Checked) call.Text {
	reference, check, at := aWords(c.Reference), aWords(c.Check), aDate(c.At.UTC().Format(time.DateOnly))
	switch {
	case c.At.IsZero():
		return sayVerifyNone()
	case c.Back:
		return sayVerifyBack(reference, check, at)
	case c.Withdrawn:
		return sayVerifyWithdrawn(reference, check, at)
	case !c.Newer.IsZero():
		return sayVerifyNewer(reference, check, at, aDate(c.Newer.UTC().Format(time.DateOnly)))
	}
	return sayVerifyStands(reference, check, at)
}

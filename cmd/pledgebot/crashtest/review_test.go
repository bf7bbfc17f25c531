package crashtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"pledgebot/bot/slack/slacktest"
	"pledgebot/bot/telegram/telegramtest"
)

// A review takes one pledge through the desk, by what stands in Slack, as a
// person of the team does: what was not acknowledged, or shows nothing for a
// while, is pressed again.
type review struct {
	walker    *walker
	who       *slacktest.Person
	reference string
	check     string // the code of what was submitted first
	deeds     []func(*review) bool
	pressed   time.Time // when something was acknowledged last
}

// pressAgain is when a press that shows nothing is repeated: longer than Slack
// lets a window be opened.
const pressAgain = 400 * time.Millisecond

// reviewed tells whether the city knows that its pledge was accepted. Until then
// the team goes on with it.
func (p *walker) reviewed() bool {
	switch {
	case p.review == nil:
		if m, found := p.receipt(""); found {
			p.review = p.w.desk.take(p, m)
			p.given, p.vain = map[int]bool{}, map[string]bool{} // the questions are others now
		}
	case len(p.review.deeds) > 0:
		p.review.act()
	case slices.ContainsFunc(p.phone.Screen(), func(m telegramtest.Shown) bool { return strings.Contains(m.Text, "has been accepted") }):
		p.w.desk.free <- p.review.who
		return true
	}
	return false
}

// receipt is a city's for a text, by another code than of one that was sent before.
func (p *walker) receipt(before string) (string, bool) {
	for _, m := range p.phone.Screen() {
		if strings.Contains(m.Text, received) && checkCode.FindString(m.Text) != before {
			return m.Text, true
		}
	}
	return "", false
}

// act does what comes next.
func (r *review) act() {
	if r.deeds[0](r) {
		r.deeds, r.pressed = r.deeds[1:], time.Time{}
	}
}

// opens reads the pledge.
func (r *review) opens() bool {
	if v := r.who.View(); v.ID != "" {
		if !strings.Contains(v.String(), r.reference) {
			r.walker.w.t.Errorf("%s was opened, and one reads\n%s", r.reference, v)
		}
		r.who.Close(v)
		return true
	}
	r.press("open.1")
	return false
}

// asks about the pledge text, by one of the usual questions.
func (r *review) asks() bool {
	return r.writes("ask", func(v slacktest.View) {
		r.who.Choose(v, "fields", "fields", "commitment")
		r.who.Choose(v, "standard", "standard", "total_or_yearly")
	})
}

// suggests another title.
func (r *review) suggests() bool {
	return r.writes("suggest", func(v slacktest.View) {
		if strings.Contains(encode(v.Blocks), `"block_id":"wording"`) {
			r.who.Type(v, "wording", "wording", r.walker.wording())
			return
		}
		r.who.Choose(v, "fields", "fields", "title")
	})
}

// accepts what the city has submitted again.
func (r *review) accepts() bool {
	card, found := r.card()
	switch {
	case !found:
	case strings.Contains(card.String(), "Accepted on"):
		return true
	default:
		if _, sentAgain := r.walker.receipt(r.check); sentAgain {
			r.press("accept")
		}
	}
	return false
}

// writes brings words to the city: the form as often as it takes, and what the
// city will read. A form that was not acknowledged stays open as it is, and is
// sent again.
func (r *review) writes(action string, fill func(slacktest.View)) (sent bool) {
	v := r.who.View()
	if v.ID == "" {
		r.press(action)
		return false
	}
	preview := strings.Contains(v.String(), "What the city will read")
	if !preview {
		fill(v)
	}
	out := r.who.Submit(v)
	if len(out.Errors) > 0 {
		r.walker.w.t.Errorf("%s: %v in\n%s", r.reference, out.Errors, r.who.View())
	}
	return preview && out.OK
}

// press presses a button of the card, if it is there.
func (r *review) press(action string) {
	card, found := r.card()
	if !found || time.Since(r.pressed) < pressAgain || !strings.Contains(encode(card.Blocks), `"action_id":"`+action+`"`) {
		return
	}
	if out := r.who.PressSeen(card, action); out.OK {
		r.pressed = time.Now()
	}
}

// card is the pledge's, of which there must be no second.
func (r *review) card() (card slacktest.Message, found bool) {
	for _, m := range r.walker.w.desk.cards() {
		if !strings.HasPrefix(m.String(), "# "+r.reference+" ") {
			continue
		}
		if found {
			r.walker.w.t.Errorf("%s has two cards, at %s and %s", r.reference, card.TS, m.TS)
		}
		card, found = m, true
	}
	return card, found
}

func encode(blocks []map[string]any) string {
	out, err := json.Marshal(blocks)
	if err != nil {
		panic(err) // they came as JSON
	}
	return string(out)
}

// wording is what the team would rather read as the title.
func (p *walker) wording() string {
	return fmt.Sprint("Homes for newly arrived families in district ", p.id%1000)
}

// replies is what a walker says to the team, and to submit again.
func (p *walker) replies() []cue {
	n := p.id % 1000
	agreed := time.Now().AddDate(0, 0, -4)
	return []cue{
		{on: "has a question about “Text of the pledge”", label: "The team's question", text: fmt.Sprint("In total, for district ", n)},
		{on: "suggests another wording for “Title”", press: "Take it"},
		{on: "needs a new sign-off", label: "Sign-off", field: "approvals", text: fmt.Sprintf("City council %d, %s", n, agreed.Format("2 January 2006")), kept: fmt.Sprintf("office=City council %d\x1edate=%s", n, agreed.Format(time.DateOnly))},
		{on: "You are about to send the changed pledge", press: "Submit"},
	}
}

// listed is the button to be pressed under the list of what the team asks: that
// of an open point, or, when all that is coming was dealt with, the last.
func (p *walker) listed(m telegramtest.Shown) string {
	if !strings.Contains(m.Text, "Choose a line to deal with it") {
		return ""
	}
	all := ""
	for line := range strings.Lines(m.Text) {
		number, _, ok := strings.Cut(line, ". ")
		switch {
		case !ok || len(number) != 1:
		case strings.HasSuffix(strings.TrimSpace(line), "· open"):
			return number
		case number == "2":
			all = "Submit again"
		}
	}
	return all
}

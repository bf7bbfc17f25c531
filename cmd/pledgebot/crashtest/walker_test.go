package crashtest

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"pledgebot/bot/telegram/telegramtest"
)

// A walker goes through the conversation by what is on their phone, as people
// do. They say everything once, and press again only where they are asked to.
type walker struct {
	w     *stage
	id    int64
	phone *telegramtest.Person
	given map[int]bool    // cues that were answered
	lines []cue           // what they say, where it is not what leads to a pledge of their own
	vain  map[string]bool // questions under which a press was asked to come again, although it may have been kept

	last    telegramtest.Shown // what was answered last
	at      time.Time          // when
	toasts  int                // read until then
	again   []string           // what was asked again, although it was answered
	decided bool               // by the team
	review  *review            // of the pledge at the desk; nil before it is submitted
	stale   telegramtest.Shown // a question that was answered before, and stands last
	since   time.Time          // when it was found there
}

// Times of a walker: how often they look, how long a question that was answered
// may stand last, when people say it again where dialogs may get lost, and how
// long the whole way may take.
const (
	lookEvery  = 10 * time.Millisecond
	staleFor   = 15 * time.Second
	againAfter = time.Second
	walkMost   = 8 * time.Minute
)

var (
	reference = regexp.MustCompile(`CLA-\d{4}-\d{4,}`)
	checkCode = regexp.MustCompile(`Check code: \S+`)
)

func (p *walker) walk() {
	p.phone.Says("/start")
	for began := time.Now(); !p.w.over(began); time.Sleep(lookEvery) {
		if p.arrived() {
			return
		}
		if !p.decided {
			p.look(p.phone.Last())
		}
	}
	p.w.t.Errorf("%d does not arrive; their phone shows\n%s", p.id, p.screen())
}

// look does what there is to do about what stands last.
func (p *walker) look(now telegramtest.Shown) {
	switch {
	case !same(now, p.last):
		p.meet(now)
	case p.refused(): // a toast has asked for it
		if i, ok := p.cue(now); ok {
			p.vain[p.says()[i].on] = true
		}
		p.reply(now)
	case p.w.forgetful && time.Since(p.at) > againAfter:
		p.reply(now)
	}
}

func same(a, b telegramtest.Shown) bool {
	return a.ID == b.ID && fmt.Sprint(a.Buttons) == fmt.Sprint(b.Buttons)
}

// refused tells whether a toast has come since.
func (p *walker) refused() bool { return len(p.phone.Toasts()) > p.toasts }

// promptOf is which asking a message is, by its buttons; "" for none.
func promptOf(m telegramtest.Shown) string {
	if len(m.Buttons) == 0 || len(m.Buttons[0]) == 0 {
		return ""
	}
	tag, _, _ := strings.Cut(strings.TrimPrefix(m.Buttons[0][0].Data, "1|"), "|")
	return tag
}

// meet answers what is new. A question that was answered already may be a copy
// that is behind the time; one that stays is asked again. It is not where it is the
// same asking a second time: of a message that was sent just before a kill nobody
// knows where it stands.
func (p *walker) meet(now telegramtest.Shown) {
	if i, ok := p.cue(now); ok && p.given[i] {
		if !same(now, p.stale) {
			p.stale, p.since = now, time.Now()
		}
		if time.Since(p.since) < staleFor && !p.w.forgetful {
			return
		}
		if !p.refused() && !p.vain[p.says()[i].on] && promptOf(now) != promptOf(p.last) {
			p.again = append(p.again, now.Text)
		}
	}
	p.reply(now)
}

// cue finds what a message asks for.
func (p *walker) cue(m telegramtest.Shown) (int, bool) {
	if p.offered(m) {
		return 0, false
	}
	for i, s := range p.says() {
		if strings.Contains(m.Text, s.on) && (s.text != "" || p.button(m, s.press) != "") {
			return i, true
		}
	}
	return 0, false
}

func (p *walker) offered(m telegramtest.Shown) bool {
	return strings.Contains(m.Text, "Shall I take it as your answer")
}

// reply does what a person does under a message, if there is anything to do.
func (p *walker) reply(m telegramtest.Shown) {
	toasts := len(p.phone.Toasts())
	i, asked := p.cue(m)
	switch {
	case p.offered(m):
		p.press(m, p.meant(m.Text))
		p.back(m.Text)
	case asked && p.says()[i].text != "":
		if !p.phone.SaysBelow(m.ID, p.says()[i].text) {
			return // something new has come
		}
	case asked:
		p.press(m, p.says()[i].press)
	case p.listed(m) != "":
		p.press(m, p.listed(m))
	case strings.Contains(m.Text, "still open") && len(m.Buttons) > 0:
		p.phone.PressesOn(m.ID, m.Buttons[0][0].Data)
	default:
		return
	}
	if asked {
		p.given[i] = true
	}
	p.last, p.at, p.toasts = m, time.Now(), toasts
}

// back takes back what is offered to another question than it was said to: it
// is said again where it belongs.
func (p *walker) back(offer string) {
	for i, s := range p.says() {
		if s.text != "" && strings.Contains(offer, "“"+s.text+"”") && p.meant(offer) == "No" {
			p.given[i] = false
		}
	}
}

// meant says whether a text that is offered was meant for the question named.
func (p *walker) meant(offer string) string {
	_, asked, _ := strings.Cut(offer, "your answer to")
	for _, s := range p.says() {
		if s.text != "" && strings.Contains(offer, "“"+s.text+"”") && strings.Contains(asked, s.label) {
			return "Yes"
		}
	}
	return "No"
}

func (p *walker) press(m telegramtest.Shown, label string) {
	if data := p.button(m, label); data != "" {
		p.phone.PressesOn(m.ID, data)
	}
}

// button is the data of the button whose label ends so, "" if there is none.
func (p *walker) button(m telegramtest.Shown, label string) string {
	for _, row := range m.Buttons {
		for _, b := range row {
			if strings.HasSuffix(b.Label, label) {
				return b.Data
			}
		}
	}
	return ""
}

// arrived tells whether the receipt is there, and what the team has decided
// since.
func (p *walker) arrived() bool {
	if p.w.desk != nil {
		return p.reviewed()
	}
	for _, m := range p.phone.Screen() {
		switch {
		case m.Own:
		case p.decided && strings.Contains(m.Text, p.news()):
			return true
		case !p.decided && strings.Contains(m.Text, received):
			p.decided = true
			p.w.decide(p.decision(reference.FindString(m.Text))...)
			return false
		}
	}
	return false
}

// Every other pledge is accepted, and there is a question about the others.

func (p *walker) decision(reference string) []string {
	if p.id%2 == 0 {
		return []string{"accept", reference}
	}
	return []string{"ask", reference, "Who will sign the contracts?"}
}

func (p *walker) news() string {
	if p.id%2 == 0 {
		return "has been accepted"
	}
	return "Who will sign the contracts?"
}

// screen is what stands in the chat, for whoever looks for a fault.
func (p *walker) screen() string {
	var b strings.Builder
	for _, m := range p.phone.Screen() {
		who := "bot"
		if m.Own {
			who = "person"
		}
		text, _, _ := strings.Cut(m.Text, "\n\nType")
		if runes := []rune(text); len(runes) > 200 {
			text = "…" + string(runes[len(runes)-200:])
		}
		fmt.Fprintf(&b, "%d %s: %q %s\n", m.ID, who, text, promptOf(m))
	}
	fmt.Fprintf(&b, "toasts: %+v\n", p.phone.Toasts())
	return b.String()
}

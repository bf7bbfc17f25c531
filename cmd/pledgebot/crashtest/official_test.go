package crashtest

import (
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"pledgebot/bot/telegram/telegramtest"
)

// An official writes one pledge together with others, by what is on their phone.
type official struct {
	*walker
	asks  []cue             // the questions that they answer, again and again
	left  int               // how many texts they still type, unless they clash
	read  map[string]string // by text: what stood before them when they typed it, or insisted on it
	taken map[string]bool   // texts that were offered back to them, and to which they have said yes
	typed *atomic.Int64     // by all
	signs bool              // they report a sign-off now and then
}

// shared are questions that all answer, and own are those that one official does:
// by nobody else is their field changed. Every text has a number of its own.
var (
	shared = []cue{
		{on: "What is the title of the pledge?", label: "Title", field: "title", text: "Homes for newly arrived families, wording %d of many"},
		{on: "What can you offer to other cities?", label: "Offer to other cities", field: "resources_offered", text: "study visits, offer %d of ours"},
	}
	own = []cue{
		{on: "Which city, town or region is this pledge for?", label: "City or territory", field: "place_name", text: "Riobamba %d west"},
		{on: "What is the full name of your local or regional government?", label: "Name of the government", field: "entity_name", text: "The City of Riobamba %d east"},
		{on: "Who heads your local or regional government?", label: "Head of government", field: "head_of_government", text: "Mayor of Riobamba, list %d of ours"},
		{on: "On which decision, rule or plan is the pledge based?", label: "Legal basis", field: "legal_basis", text: "Council decision %d of this year"},
		{on: "Which role answers questions about the pledge?", label: "Contact role", field: "contact_role", text: "Migration officer %d of the city"},
		{on: "Would you like to give the name of a contact person?", label: "Contact name", field: "contact_name", text: "Alex Martin %d of the city"},
		{on: "How many people live in your territory?", label: "Population", field: "population", text: "20%05d"},
		{on: "Which second address reaches your city", label: "Second contact", field: "second_contact", text: "office%d@riobamba.gob.ec"},
	}
)

// calm is how long nothing new comes to who is done: something they have typed may
// still be under way.
const calm = time.Second

// atSignOff is how a sign-off is asked for.
const atSignOff = "Which office holds the mandate for this pledge"

// What is said to who was in the way of another, and to who presses too late.
const (
	atClash     = "was changed while you were writing"
	pressedLate = "That button belongs to an earlier question, so nothing has changed"
)

// lostAfter is when who sees nothing new asks where they are: by then another
// replica has shown what one that was killed still owed.
const lostAfter = 6 * time.Second

// fills changes one field after another, and settles what clashes.
func (o *official) fills() {
	for began := time.Now(); !o.w.over(began); time.Sleep(lookEvery) {
		m := o.phone.Last()
		done := o.left <= 0 && strings.Contains(m.Text, atPreview)
		switch {
		case done && !same(m, o.last):
			o.last, o.at = m, time.Now()
		case done:
			if time.Since(o.at) > calm && o.w.srv.Pending() == 0 {
				return
			}
		case !same(m, o.last) || o.refused():
			o.does(m)
		case time.Since(o.at) > lostAfter:
			o.phone.Says("/preview")
			o.at = time.Now()
		}
	}
	o.w.t.Errorf("%d does not come to an end; their phone shows\n%s", o.id, o.screen())
}

// does what a person does under a message. What was said under a question is not
// said again under it.
func (o *official) does(m telegramtest.Shown) {
	toasts := len(o.phone.Toasts())
	i, asked := o.question(m)
	sent := true
	switch {
	case o.offered(m):
		o.insists(m, o.meant(m.Text))
	case strings.Contains(m.Text, atClash):
		o.settles(m)
	case asked && !same(m, o.last):
		sent = o.types(m, o.asks[i])
	case asked:
	case o.signs && strings.Contains(m.Text, atSignOff):
		sent = o.phone.SaysBelow(m.ID, fmt.Sprintf("Mayor's office %d, 2 March 2026", o.typed.Load()))
	case o.signs && strings.Contains(m.Text, atPreview) && o.w.lot(3) == 0 && o.left > 0:
		o.press(m, "Submit")
	case strings.Contains(m.Text, atPreview):
		sent = o.chooses(m, o.asks[o.w.lot(len(o.asks))])
	default:
		sent = o.phone.SaysBelow(m.ID, "/preview")
	}
	if sent { // otherwise something new has come
		o.last, o.at, o.toasts = m, time.Now(), toasts
	}
}

// question finds which of the questions a message asks.
func (o *official) question(m telegramtest.Shown) (int, bool) {
	for i, q := range o.asks {
		if strings.Contains(m.Text, q.on) {
			return i, true
		}
	}
	return 0, false
}

// chooses a line of the preview, by its number: there is a button for it, or it is
// typed.
func (o *official) chooses(m telegramtest.Shown, q cue) bool {
	line := regexp.MustCompile(`(\d+)\.?[\s\x{a0}]` + q.label + `[:;.]`).FindStringSubmatch(m.Text)
	if line == nil {
		o.w.t.Errorf("%d is not offered %q in\n%s", o.id, q.label, m.Text)
		return false
	}
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Label == line[1] {
				o.phone.PressesOn(m.ID, b.Data)
				return true
			}
		}
	}
	return o.phone.SaysBelow(m.ID, line[1])
}

// types a text that nobody has typed before.
func (o *official) types(m telegramtest.Shown, q cue) bool {
	q.text = fmt.Sprintf(q.text, o.id%1000*100+int64(len(o.lines)))
	if !o.phone.SaysBelow(m.ID, q.text) {
		return false
	}
	o.lines = append(o.lines, q)
	o.read[q.text] = m.Text
	o.left--
	o.typed.Add(1)
	return true
}

// settles by lot which of two texts stands.
func (o *official) settles(m telegramtest.Shown) {
	o.insists(m, []string{"Keep mine", "Keep theirs", "Write a third"}[o.w.lot(3)])
}

// insists says whether a text shall stand, with what stands before it read.
func (o *official) insists(m telegramtest.Shown, choice string) {
	_, mine, _ := strings.Cut(m.Text, "You wrote:")
	for _, line := range o.lines {
		if strings.Contains(mine, line.text) && (choice == "Keep mine" || choice == "Yes") {
			o.read[line.text] += m.Text
			o.taken[line.text] = o.taken[line.text] || choice == "Yes"
		}
	}
	o.press(m, choice)
}

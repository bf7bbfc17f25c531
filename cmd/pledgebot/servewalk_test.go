package main

import (
	"fmt"
	"strings"
	"time"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation/call"
)

// A walker goes through the conversation by what is on their phone, as people
// do: they answer what is asked, and say it again when nothing comes.
type walker struct {
	w     *stage
	id    int64
	phone *telegramtest.Person
}

// A cue is a question and what a walker does under it.
type cue struct {
	on    string // words of the question
	field call.FieldKey
	press string
	text  string
}

// says is what this walker wants to say, with a number of their own in every
// text, so that no answer can pass for another's.
func (p *walker) says() []cue {
	n := p.id % 1000
	target := time.Now().AddDate(2, 0, 0).Format("June 2006")
	agreed := time.Now().AddDate(0, 0, -5).Format("2 January 2006")
	return []cue{
		{on: "What would you like to do?", press: "Continue"},
		{on: "What would you like to do?", press: "Draft a pledge"},
		{on: "Privacy.", press: "Continue"},
		{on: "Which city, town or region is this pledge for?", field: "place_name", text: fmt.Sprint("Riobamba ", n)},
		{on: "In which country will the pledge be carried out?", field: "country", text: "Ecuador"},
		{on: "What is the full name of your local or regional government?", field: "entity_name", text: fmt.Sprint("The City of Riobamba ", n)},
		{on: "Which priority areas does your pledge serve?", press: "☐ Social integration"},
		{on: "Which priority areas does your pledge serve?", press: "Done"},
		{on: "Which sentence would you like to complete?", press: "Affordable homes"},
		{on: "How many homes or places?", field: "p4ho-homes.number", text: fmt.Sprint(1000 + n)},
		{on: "For whom will the homes or places be?", field: "p4ho-homes.people", text: fmt.Sprint("newly arrived families in district ", n)},
		{on: "By when will the homes be available?", text: target},
		{on: "Through which measures will the homes be made available?", text: fmt.Sprint("rent guarantees of type ", n)},
		{on: "May the Call's team publish this pledge?", press: "Full text"},
		{on: "At which work e-mail can the Call's team reach your city?", field: "contact_email", text: fmt.Sprintf("migration%d@riobamba.gob.ec", n)},
		{on: "Which office holds the mandate for this pledge", text: "Mayor's office, " + agreed},
		{on: "Is everything right?", press: "Submit"},
		{on: "You are about to send the pledge", press: "Submit"},
	}
}

// means is what must stand in the pledge in the end.
func (p *walker) means() map[call.FieldKey]string {
	out := map[call.FieldKey]string{"country": "EC"}
	for _, s := range p.says() {
		if s.field != "" && s.field != "country" {
			out[s.field] = s.text
		}
	}
	return out
}

// Times of a walker: how often they look, and when they say it again.
const (
	lookEvery  = 10 * time.Millisecond
	againAfter = 3 * time.Second
	walkMost   = 4 * time.Minute
)

func (p *walker) walk() {
	p.phone.Says("/start")
	var said telegramtest.Shown
	at := time.Now()
	for began := time.Now(); time.Since(began) < walkMost; time.Sleep(lookEvery) {
		if p.received() {
			return
		}
		now := p.phone.Last()
		if now.ID == said.ID && fmt.Sprint(now.Buttons) == fmt.Sprint(said.Buttons) {
			if time.Since(at) < againAfter {
				continue
			}
		}
		if p.reply(now) {
			said, at = now, time.Now()
		}
	}
	p.w.t.Errorf("%d has no receipt; the phone shows %q", p.id, p.phone.Last().Text)
}

func (p *walker) received() bool {
	for _, m := range p.phone.Screen() {
		if strings.Contains(m.Text, "Your pledge was received") {
			return true
		}
	}
	return false
}

// reply does what a person does under a message; false where there is nothing
// to do but wait.
func (p *walker) reply(m telegramtest.Shown) bool {
	if strings.Contains(m.Text, "Shall I take it as your answer") {
		return p.press(m, p.meant(m.Text))
	}
	for _, s := range p.says() {
		switch {
		case !strings.Contains(m.Text, s.on):
		case s.text != "":
			p.phone.Says(s.text)
			return true
		case p.press(m, s.press):
			return true
		}
	}
	if strings.Contains(m.Text, "still open") && len(m.Buttons) > 0 {
		p.phone.PressesOn(m.ID, m.Buttons[0][0].Data)
		return true
	}
	return false
}

// meant says whether a text that is offered was meant for the question named.
func (p *walker) meant(offer string) string {
	_, asked, _ := strings.Cut(offer, "your answer to")
	for _, s := range p.says() {
		if s.text != "" && strings.Contains(offer, "“"+s.text+"”") && strings.Contains(asked, labels[s.on]) {
			return "Yes"
		}
	}
	return "No"
}

// labels are the names of questions, as the bot calls them, by their words.
var labels = map[string]string{
	"Which city, town or region is this pledge for?":              "City or territory",
	"In which country will the pledge be carried out?":            "Country",
	"What is the full name of your local or regional government?": "Name of the government",
	"How many homes or places?":                                   "How many",
	"For whom will the homes or places be?":                       "For whom",
	"By when will the homes be available?":                        "By when",
	"Through which measures will the homes be made available?":    "Measures",
	"At which work e-mail can the Call's team reach your city?":   "Work e-mail",
	"Which office holds the mandate for this pledge":              "Sign-off",
}

// press presses a button whose label ends so, if there is one.
func (p *walker) press(m telegramtest.Shown, label string) bool {
	for _, row := range m.Buttons {
		for _, b := range row {
			if strings.HasSuffix(b.Label, label) {
				p.phone.PressesOn(m.ID, b.Data)
				return true
			}
		}
	}
	return false
}

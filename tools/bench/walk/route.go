package walk

import (
	"slices"
	"strings"
	"time"

	"pledgebot/bot/telegram/telegramtest"
)

// A step is what a person does under a question: they press a button or say
// something.
type step struct {
	on    string // words of the question
	press string // how the button's label ends
	say   string
}

// received is what the last message of a walk says.
const received = "Your pledge was received"

// route is the guided way through a template, from hello to the receipt, as a
// person answers it at a time: a target in the year after next, a sign-off five
// days ago.
func route(now time.Time) []step {
	target := now.AddDate(2, 0, 0).Format("June 2006")
	agreed := now.AddDate(0, 0, -5).Format("2 January 2006")
	const priorities = "Which priority areas does your pledge serve?"
	return []step{
		{say: "/start"},
		{on: "What would you like to do?", press: "Draft a pledge"},
		{on: "Privacy.", press: "Continue"},
		{on: "Which city, town or region is this pledge for?", say: "Riobamba"},
		{on: "In which country will the pledge be carried out?", say: "Ecuador"},
		{on: "What is the full name of your local or regional government?", say: "The City of Riobamba"},
		{on: priorities, press: "Social integration"},
		{on: priorities, press: "City governance"},
		{on: priorities, press: "City governance"}, // and clears it again
		{on: priorities, press: "Done"},
		{on: "Which sentence would you like to complete?", press: "Affordable homes"},
		{on: "How many homes or places?", say: "437"},
		{on: "For whom will the homes or places be?", say: "newly arrived families"},
		{on: "By when will the homes be available?", say: target},
		{on: "Through which measures will the homes be made available?", say: "rent guarantees and repairs"},
		{on: "May the Call's team publish this pledge?", press: "Full text"},
		{on: "At which work e-mail can the Call's team reach your city?", say: "migration@riobamba.gob.ec"},
		{on: "Is everything right?", press: "Submit"},
		{on: "Which office holds the mandate for this pledge", say: "Mayor's office, " + agreed},
		{on: "You are about to send the pledge", press: "Submit"},
	}
}

// Steps is how many updates one walk sends.
var Steps = len(route(time.Time{}))

// finds is the data of the button that a step presses; "" for none.
func (s step) finds(on telegramtest.Shown) string {
	for _, row := range on.Buttons {
		for _, b := range row {
			if strings.HasSuffix(b.Label, s.press) {
				return b.Data
			}
		}
	}
	return ""
}

// changed tells whether a screen shows something else than before.
func changed(is, was telegramtest.Shown) bool {
	return is.ID != was.ID || !slices.EqualFunc(is.Buttons, was.Buttons, func(a, b []telegramtest.Button) bool {
		return slices.EqualFunc(a, b, func(a, b telegramtest.Button) bool { return a.Label == b.Label })
	})
}

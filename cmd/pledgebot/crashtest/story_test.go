package crashtest

import (
	"cmp"
	"fmt"
	"time"

	"pledgebot/conversation/call"
)

// A cue is a question and what a walker does under it.
type cue struct {
	on    string        // words of the question
	label string        // its name, as the bot offers texts to it
	field call.FieldKey // where the answer stands; "" where it is none
	press string
	text  string
	kept  string // what stands in the pledge, where that is not the text
}

// says is what this walker wants to say now.
func (p *walker) says() []cue {
	switch {
	case p.lines != nil:
		return p.lines
	case p.review != nil:
		return p.replies()
	}
	return p.drafts()
}

// drafts is what this walker says until the pledge is submitted, with a number of
// their own in every text, so that no answer can pass for another's.
func (p *walker) drafts() []cue {
	n := p.id % 1000
	target := time.Now().AddDate(2, int(n%12), 0)
	agreed := time.Now().AddDate(0, 0, -5)
	return []cue{
		{on: "What would you like to do?", press: "Continue"},
		{on: "What would you like to do?", press: "Draft a pledge"},
		{on: "Privacy.", press: "Continue"},
		{on: "Which city, town or region is this pledge for?", label: "City or territory", field: "place_name", text: fmt.Sprint("Riobamba ", n)},
		{on: "In which country will the pledge be carried out?", label: "Country", field: "country", text: "Ecuador", kept: "EC"},
		{on: "What is the full name of your local or regional government?", label: "Name of the government", field: "entity_name", text: fmt.Sprint("The City of Riobamba ", n)},
		{on: "Which priority areas does your pledge serve?", press: "☐ Social integration"},
		{on: "Which priority areas does your pledge serve?", field: "priorities", press: "Done", kept: "4"},
		{on: "Which sentence would you like to complete?", field: call.TemplateKey, press: "Affordable homes", kept: "p4ho-homes"},
		{on: "How many homes or places?", label: "How many", field: "p4ho-homes.number", text: fmt.Sprint(1000 + n)},
		{on: "For whom will the homes or places be?", label: "For whom", field: "p4ho-homes.people", text: fmt.Sprint("newly arrived families in district ", n)},
		{on: "By when will the homes be available?", label: "By when", field: "p4ho-homes.by_date", text: target.Format("January 2006"), kept: target.Format("2006-01")},
		{on: "Through which measures will the homes be made available?", label: "Measures", field: "p4ho-homes.measures", text: fmt.Sprint("rent guarantees of type ", n)},
		{on: "May the Call's team publish this pledge?", field: "consent_publish", press: "Full text", kept: "full_text"},
		{on: "At which work e-mail can the Call's team reach your city?", label: "Work e-mail", field: "contact_email", text: fmt.Sprintf("migration%d@riobamba.gob.ec", n)},
		{on: "Which office holds the mandate for this pledge", label: "Sign-off", field: "approvals", text: fmt.Sprintf("Mayor's office %d, %s", n, agreed.Format("2 January 2006")), kept: fmt.Sprintf("office=Mayor's office %d\x1edate=%s", n, agreed.Format(time.DateOnly))},
		{on: "Is everything right?", press: "Submit"},
		{on: "You are about to send the pledge", press: "Submit"},
	}
}

// means is what this walker has said under each question: the last must stand in
// the pledge in the end.
func (p *walker) means() map[call.FieldKey][]string {
	out := map[call.FieldKey][]string{}
	all := p.drafts()
	if p.review != nil {
		all = append(all, p.replies()...)
	}
	for _, s := range all {
		if s.field != "" {
			out[s.field] = append(out[s.field], cmp.Or(s.kept, s.text))
		}
	}
	return out
}

package main

import (
	"strconv"
	"time"
)

// A guide holds what is sent under each field, as the protocol names it.
type guide map[string][]string

// most is more prompts than any way through the conversation has.
const most = 150

// follow answers one prompt after another until a field is asked for.
func (c *chat) follow(g guide, until string) {
	for range most {
		if c.prompt.Field == until {
			return
		}
		lines, ok := g[c.prompt.Field]
		if !ok {
			c.t.Fatalf("asked for %q, which has no answer here: %s", c.prompt.Field, c.prompt.Text)
		}
		for _, line := range lines {
			c.send(line)
		}
	}
	c.t.Fatalf("%q was never asked; the last prompt is %q: %s", until, c.prompt.Field, c.prompt.Text)
}

// submitted insists on the receipt that the last input brought.
func (c *chat) submitted() message {
	for _, m := range c.said {
		if m.Type == "receipt" {
			return m
		}
	}
	c.t.Fatalf("no receipt; the last prompt is %q: %s", c.prompt.Field, c.prompt.Text)
	return message{}
}

// tick is how several choices are made.
func tick(ids ...string) []string {
	var lines []string
	for _, id := range append(ids, "done") {
		lines = append(lines, choose(id))
	}
	return lines
}

// soonYear is a year that no limit objects to.
func soonYear() string { return strconv.Itoa(time.Now().Year() + 2) }

// movedDay is a day to which the reminder a month before the report may be moved: the report
// is due two years after the acceptance, or a month after the newcomer's target date.
func movedDay() string {
	now := time.Now().UTC()
	due := now.AddDate(2, 0, 0)
	if target := time.Date(now.Year()+2, 7, 30, 0, 0, 0, 0, time.UTC); target.Before(due) {
		due = target
	}
	return due.AddDate(0, 0, -20).Format("2 January 2006")
}

// yesterday is when the mayor's office agreed; in no time zone is it to come.
func yesterday() time.Time { return time.Now().AddDate(0, 0, -1) }

// newcomer are the answers of a city that is here for the first time, in
// English. They leave the priorities and all that follows from them to others.
func newcomer() guide {
	return guide{
		"menu":            {choose("draft")},
		"privacy":         {choose("continue")},
		"place_name":      {say("Riobamba")},
		"country":         {say("Ecuador")},
		"entity_name":     {say("The Municipality of Riobamba")},
		"consent_publish": {choose("full_text")},
		"contact_email":   {say("inclusion@riobamba.example")},
		"preview":         {choose("submit")},
		"approvals":       {say("Mayor's office, " + yesterday().Format("2 January 2006"))},
		"confirm":         {choose("submit")},
	}
}

// with gives a guide more answers, or other ones.
func (g guide) with(more guide) guide {
	for field, lines := range more {
		g[field] = lines
	}
	return g
}

// inOwnWords are the answers of the shortest pledge without a template.
func inOwnWords(title string) guide {
	return guide{
		"priorities":  tick("5"),
		"template":    {choose("own")},
		"commitment":  {say("The Municipality of Riobamba will train all 40 of its counter clerks against discrimination.")},
		"title":       {say(title)},
		"target_date": {say("June " + soonYear())},
	}
}

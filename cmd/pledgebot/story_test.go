package main

import (
	"fmt"
	"strings"
	"time"

	"pledgebot/conversation/call"
)

// A reply is what the story answers to one field, and what must be kept of it.
type reply struct {
	line  string
	ticks []string // instead of a line
	key   call.FieldKey
	value string // items joined by a bar; "?" for "I don't know yet"
}

const unsaid = "?"

// A story is one person's conversation from hello to receipt. It looks at what
// is asked and gives the answer that belongs there, so that it can go on after
// any interruption.
type story struct {
	replies map[string]reply
	before  string // the template chosen first
	after   string // and the one changed to from the preview
	vague   string // the field first answered with "I don't know yet"
	turnAt  string // the field at which it goes back once

	sent     *reply // the answer whose successor is not yet shown
	prompt   string // under which it was given
	last     string // what was pressed last in this run, apart from answers
	wentBack bool
	turned   bool
	trouble  []string // what no conversation may show
}

// The two stories: own words turned into a template, and the other way round.
func storyOf(n int) *story {
	s := &story{before: "own", after: "p2-work", vague: "slot.people", turnAt: "slot.by_date"}
	if n%2 == 1 {
		s = &story{before: "p2-work", after: "own", vague: "contact_email", turnAt: "slot.measures"}
	}
	year := soonYear()
	s.replies = map[string]reply{
		"place_name":       {line: say("Riobamba"), key: "place_name", value: "Riobamba"},
		"country":          {line: say("Equador"), key: "country", value: "EC"}, // misspelt: it is asked back
		"entity_name":      {line: say("The Municipality of Riobamba"), key: "entity_name", value: "The Municipality of Riobamba"},
		"priorities":       {ticks: []string{"2", "4"}, key: "priorities", value: "2|4"},
		"sub_areas":        {ticks: []string{"housing"}, key: "sub_areas", value: "housing"},
		"commitment":       {line: say(ownCommitment), key: "commitment", value: ownCommitment},
		"title":            {line: say("Work and skills desk in the market"), key: "title", value: "Work and skills desk in the market"},
		"target_date":      {line: say("10/01/" + year), key: "target_date", value: year + "-01-10"}, // day or month first?
		"slot.number":      {line: say("1.250"), key: "p2-work.number", value: "1250"},
		"slot.people":      {line: say("refugee nurses"), key: "p2-work.people", value: "refugee nurses"},
		"slot.by_date":     {line: say("March " + year), key: "p2-work.by_date", value: year + "-03"},
		"slot.measures":    {line: say("training, mentoring"), key: "p2-work.measures", value: "training|mentoring"},
		"slot.partners":    {line: say("Chamber of Commerce, Red Cross"), key: "p2-work.partners", value: "Chamber of Commerce|Red Cross"},
		"consent_publish":  {line: choose("full_text"), key: "consent_publish", value: "full_text"},
		"contact_email":    {line: say("inclusion@riobamba.example"), key: "contact_email", value: "inclusion@riobamba.example"},
		"approvals":        {line: say("Mayor's office"), key: "approvals", value: "office=Mayor's office"},
		"approvals.1.date": {line: say(yesterday().Format("2 January 2006")), key: "approvals", value: approved},
	}
	return s
}

const ownCommitment = "We will open a desk for work and skills in the central market, for all who are new in town."

var approved = "office=Mayor's office\x1edate=" + yesterday().Format(time.DateOnly)

// line is what is sent under a prompt.
func (s *story) line(p message) string {
	last := s.last
	s.last = ""
	switch p.Field {
	case "menu":
		if p.offers("continue") {
			return choose("continue")
		}
		return choose("draft")
	case "privacy":
		return choose("continue")
	case "preview":
		if !s.turned {
			s.last = "template"
			return choose("template")
		}
		return choose("submit")
	case "open":
		s.last = p.Options[0].ID
		return choose(s.last)
	case "confirm":
		return choose("submit")
	case "template":
		return s.template(p, last)
	}
	if field, ok := strings.CutSuffix(p.Field, ".check"); ok {
		return s.check(field, p)
	}
	return s.answer(p, last)
}

func (s *story) template(p message, last string) string {
	id := s.before
	if last == "template" {
		id = s.after
	}
	return s.give(p, reply{line: choose(id), key: call.TemplateKey, value: id})
}

// check confirms a reading, if it is one of the text that was sent for that
// very field.
func (s *story) check(field string, p message) string {
	s.prompt = p.Prompt
	r := s.replies[field]
	switch {
	case s.sent == nil || s.sent.key != r.key:
		s.trouble = append(s.trouble, fmt.Sprintf("a text is offered to %s, for which none was sent: %s", field, p.Text))
		return choose("no")
	case !strings.Contains(p.Text, sentText(*s.sent)):
		s.trouble = append(s.trouble, fmt.Sprintf("another text than the one sent is offered to %s: %s", field, p.Text))
		return choose("no")
	case p.offers("yes"):
		return choose("yes")
	}
	return choose("1")
}

func sentText(r reply) string {
	return strings.TrimSuffix(strings.TrimPrefix(r.line, `{"text":"`), `"}`)
}

// answer gives the field's answer, or what the story does there first.
func (s *story) answer(p message, last string) string {
	r, ok := s.replies[p.Field]
	switch {
	case !ok:
		s.trouble = append(s.trouble, fmt.Sprintf("asked for %q: %s", p.Field, p.Text))
		return choose("menu")
	case last == "back":
		return choose("skip")
	case p.Field == s.turnAt && !s.wentBack:
		s.wentBack, s.last = true, "back"
		return choose("back")
	case p.Field == s.vague && last != s.vague:
		return s.give(p, reply{line: choose("unknown"), key: r.key, value: unsaid})
	case r.ticks != nil:
		return s.tick(p, r)
	}
	return s.give(p, r)
}

// tick makes one tick more, or ends the choice when all are made.
func (s *story) tick(p message, r reply) string {
	for _, id := range r.ticks {
		if !p.ticked(id) {
			return choose(id)
		}
	}
	return s.give(p, reply{line: choose("done"), key: r.key, value: r.value})
}

func (s *story) give(p message, r reply) string {
	s.sent, s.prompt = &r, p.Prompt
	return r.line
}

// heard tells which answer is safe now that this has been shown: the one that
// was given under another prompt. To be asked whether it was read rightly is
// not yet the next question.
func (s *story) heard(m message) *reply {
	if strings.HasPrefix(m.Field, "slot.") && s.after != "own" || m.Field == "commitment" && s.after == "own" {
		s.turned = true
	}
	if m.Prompt == "" || m.Prompt == s.prompt || s.sent == nil || strings.HasSuffix(m.Field, ".check") {
		return nil
	}
	r := s.sent
	s.sent = nil
	return r
}

// interrupted forgets what only holds within one run, and gives the answer of
// which nobody knows whether it was kept.
func (s *story) interrupted() *reply {
	r := s.sent
	s.sent, s.last = nil, ""
	return r
}

// allowed are the values that may ever stand under a key.
func (s *story) allowed(key call.FieldKey) []string {
	if key == call.TemplateKey {
		return []string{s.before, s.after}
	}
	var values []string
	for _, r := range s.replies {
		if r.key == key {
			values = append(values, r.value)
		}
	}
	return values
}

// final is what is submitted, without what the template words.
func (s *story) final() map[call.FieldKey]string {
	out := map[call.FieldKey]string{}
	for _, r := range s.replies {
		if !strings.Contains(string(r.key), ".") {
			out[r.key] = r.value
		}
	}
	out["approvals"] = approved
	if s.after != "own" {
		delete(out, "commitment")
		delete(out, "title")
		out["target_date"] = s.replies["slot.by_date"].value
	}
	return out
}

// inSentence are words that the template's sentence is made of.
func (s *story) inSentence() []string {
	if s.after == "own" {
		return []string{ownCommitment}
	}
	return []string{"The Municipality of Riobamba", "1,250 refugee nurses", "training and mentoring", "Chamber of Commerce", "Red Cross"}
}

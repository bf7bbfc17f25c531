package call_test

import (
	"errors"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// Each case changes one thing in the small Call. A ¶ stands where the mistake
// is to be found.
var mistakes = []struct{ old, new, want string }{
	// names and lists
	{"report_years: 2", "report_years: ¶0", "report_years must be between 1 and 20"},
	{"target_days: 30", "target_days: ¶-1", "target_days must be between 0 and 366"},
	{"review_days: 0", "review_days: 0, sign_off: ¶mine", "sign_off must be any, own or none"},
	{"review_days: 0", "review_days: ¶367", "review_days must be between 0 and 366"},
	{`mailbox: ""`, `mailbox: ¶"City <a@b.org>"`, `"City <a@b.org>" is no e-mail address`},
	{"sub_areas: [health, other]", "sub_areas: [health, other]\nquestions: [¶Why]", `"Why" is no question`},
	{"sub_areas: [health, other]", "sub_areas: [health, other]\nquestions: [why, ¶why]", `question "why" stands twice`},
	{"coach:", "forums: [{¶key: Forum, start: \"2027\", certainty: year_only}]\ncoach:", `"Forum" is no forum`},
	{"coach:", "forums: [{key: f, start: \"2027\", certainty: year_only}, {¶key: f, start: \"2027\", certainty: year_only}]\ncoach:", `forum "f" stands twice`},
	{"coach:", "forums: [{key: f, start: \"2027\", certainty: ¶sure}]\ncoach:", `"sure" is none: scheduled, year_only or expected`},
	{"coach:", "forums: [{key: f, start: ¶2027-12, certainty: scheduled}]\ncoach:", `"2027-12" is no day`},
	{"coach:", "forums: [{¶key: f, start: \"2027\", end: \"2026\", certainty: expected}]\ncoach:", `"2027" to "2026" is no time`},
	{"coach:", "forums: [{¶key: f, start: soon, certainty: expected}]\ncoach:", `"soon" to "soon" is no time`},
	{"coach:", "forums: [{key: f, start: \"2027\", certainty: expected, listed: ¶May}]\ncoach:", `"May" is no day`},
	{"sub_areas: [health, other]", "sub_areas: [health, other]\nsections: [¶Who]", `"Who" is no section`},
	{"sub_areas: [health, other]", "sub_areas: [health, other]\nsections: [who, ¶who]", `section "who" stands twice`},
	{"{key: begin,", "{section: ¶who, key: begin,", `"who" is no section`},
	{"goals: [a, b]", "¶gaols: [a, b]", `suggests: there is no some_of field "gaols"`},
	{"goals: [a, b]", "goals: [a, ¶x]", `field "goals" has no option "x"`},
	{"goals: [a, b]", "goals: [a, ¶a]", `option "a" stands twice`},
	{"sub_areas: [health, other]", "sub_areas: [health, ¶Other]", `"Other" is no option`},
	{"sub_areas: [health, other]", "sub_areas: [health, other, ¶help]", `"help" means the same under every question`},
	{"- id: 2\n", "- id: 2\n  - id: ¶2\n", `option "2" stands twice`},

	// fields
	{"{key: begin,", "{key: ¶menu,", `"menu" is the name of another question`},
	{"{key: begin,", "{key: ¶due,", `key "due" stands twice`},
	{"stage: sign_off", "stage: ¶after", `stage of "agreed" must be draft, sign_off or report`},
	{"since: 2", "since: ¶3", "must not be later than version 2"},
	{"kind: date, ask: offered, stage: draft", "kind: date, ask: offered, stage: draft, required: ¶true", "cannot be required"},
	{"kind: date, ask: offered, stage: draft", "kind: date, ask: offered, stage: draft, long: ¶true", "long is for words"},
	{"each: link", "each: ¶group", "must be the words, email or link of a list_of"},
	{"kind: yes_no, ask", "kind: yes_no, each: ¶link, ask", "must be the words, email or link of a list_of"},
	{"choices: [city, state]", "choices: ¶level", "must be a list, priorities or sub_areas"},
	{"choices: [full, \"no\"]", "choices: [full, ¶full]", `option "full" stands twice`},
	{"kind: yes_no, ask", "kind: yes_no, ¶choices: [a], ask", "has nothing to choose from"},
	{", choices: [full, \"no\"]", "", `"publish" has no choices`},
	{"choices: sub_areas", "choices: ¶priorities", "one some_of field is chosen from priorities"},
	{"choices: sub_areas", "choices: [health, other]", "no field is chosen from sub_areas"},
	{"if: {field: areas, in: [2]}", "if: {field: ¶due, in: [2]}", `there is no field "due" before this one`},
	{"if: {field: areas, in: [2]}", "if: {field: ¶city, in: [2]}", `"city" has no choices to depend on`},
	{"if: {field: areas, in: [2]}", "if: {field: areas, ¶in: []}", "names at least one option"},
	{"default: [city]", "¶default: [town]", `"level" cannot have this answer`},
	{"recognise: city", "recognise: ¶due", `recognised in a field of words; "due" is none`},
	{"use: place", "use: city", `use city stands on "place" already`},
	{"use: mail", "use: ¶due", "use due stands on \"due\" already"},
	{"use: mail", "use: ¶post", `there is no use "post"`},

	// parts
	{"{key: name, kind: words, required: true", "{key: target, kind: words, required: true", `key "target" stands twice`},
	{"{key: name, kind: words, required: true", "{key: name, kind: ¶group, required: true", `"name" cannot be of kind "group"`},
	{"{key: name, kind: words, required: true", "{¶key: name, ask: asked, kind: words, required: true", "only"},
	{"{key: agreed, kind: yes_no, ask", "{¶key: agreed, kind: group, ask", "a group has parts and nothing else has"},

	// limits
	{"limits: {min: 2, max: 80, phrase: true}", "limits: {min: ¶81, max: 80, phrase: true}", "min 81 is above max 80"},
	{"limits: {min: 2, max: 80, phrase: true}", "limits: {max: 80, years: ¶2}", "limit years means nothing for words"},
	{"limits: {min: 2, max: 80, phrase: true}", "¶limits: {min: -2, max: 80}", "limits must not be negative"},
	{"limits: {min: 2, max: 80, phrase: true}", "¶limits: {max: 80, warn: 80}", "a hint that begins at max 80 is never seen"},
	{"limits: {min: 2, max: 80, phrase: true}", "limits: {max: 80, below: ¶x}", "limit below means nothing for words"},
	{"limits: {items: [1, 2]}", "limits: {¶items: [3, 2]}", "the fewest items, 3, are more than the most, 2"},
	{"limits: {min: 1, max: 1000}", "limits: {max: 9, below: ¶x}", "limit below is for the slots of a template"},
	{"limits: {min: 1, max: 1000}", "¶limits: {min: 1}", "whole_number needs limit max"},
	{"limits: {items: [0, 5], max: 500}", "¶limits: {max: 500}", "list_of needs limit items"},
	{"differs: mail", "differs: ¶mail_too", `there is no other email field "mail_too"`},

	// templates
	{"id: t-one", "id: ¶own", `"own" cannot be the id of a template`},
	{"sub_area: health", "sub_area: ¶sports", `there is no sub-area "sports"`},
	{"name: fewer", "name: ¶number", `slot "number" stands twice`},
	{"name: people", "name: ¶entity", `"entity" cannot be the name of a slot`},
	{"name: people, kind: words", "name: people, kind: ¶money", `a slot cannot be of kind "money"`},
	{"form: plural", "form: ¶from", `a slot of kind words has no form "from"`},
	{"below: number", "below: ¶fewer", "no other whole_number slot"},
	{"field: goals, slot: people", "field: ¶goal, slot: people", `there is no field "goal"`},
	{"field: allies, slot: allies", "field: ¶goals, slot: people", `fills "goals" twice`},
	{"      - {field: title, text: title}\n", "", `template "t-one" does not fill "title"`},
	{"{field: title, text: title}", "{¶field: title, text: title, slot: people}", "is filled from one of slot, text, options or parts"},
	{"months: 24", "months: ¶-1", "months, 1 to 240"},
	{"field: allies, slot: allies", "field: count, text: ¶title", "only words are filled with a text"},
	{"field: allies, slot: allies", "field: count, slot: ¶people", `slot "people" is words, "count" is whole_number`},
	{"field: allies, slot: allies", "field: count, slot: ¶none", `has no slot "none"`},
	{"field: allies, slot: allies", "field: pages, slot: ¶allies", `slot "allies" is list_of, "pages" is list_of`},
	{"field: allies, slot: allies", "field: count, ¶options: [a]", "cannot be filled with these options"},
	{"options: [health]", "options: [¶sports]", `field "parts" has no option "sports"`},
	{"own: 300", "own: 100", `slot "people" may be longer than a wording in "goals"`},
	{"items: [1, 5], max: 120", "items: [1, 5], max: 121", `slot "allies" may hold more than "allies"`},
	{"field: allies, slot: allies", "field: count, ¶parts: {a: {slot: number}}", `"count" is whole_number and has no parts`},
	{"name: {text: indicator}", "¶nam: {text: indicator}", `"signs" has no part "nam"`},
	{"name: {text: indicator}", "¶name: {}", "a part is filled from a slot or a text"},

	// coach
	{"id: new", "id: ¶number", `rule "number" stands twice`},
	{"{id: number, no_digit: promise}", "{¶id: number}", `rule "number" says nothing`},
	{"empty: [goals]", "empty: [¶none]", `there is no field "none"`},
	{"in: [state]", "in: [¶town]", `field "level" has no option "town"`},
	{"unless: {field: areas", "unless: {field: ¶none", `there is no field "none"`},
}

func TestCheckFindsMistakes(t *testing.T) {
	t.Parallel()
	for _, m := range mistakes {
		t.Run(m.new, func(t *testing.T) {
			t.Parallel()
			text := small(t)
			if strings.Count(text, m.old) == 0 {
				t.Fatalf("the file has no %q", m.old)
			}
			text = strings.Replace(text, m.old, m.new, 1)
			line, column := 0, 0
			if before, after, ok := strings.Cut(text, "¶"); ok {
				line, column = strings.Count(before, "\n")+1, len(before)-strings.LastIndex(before, "\n")
				text = before + after
			}
			_, err := load(text)
			var problems call.Problems
			if !errors.As(err, &problems) {
				t.Fatalf("the error is %v", err)
			}
			for _, p := range problems {
				if strings.Contains(p.Message, m.want) && (line == 0 || p.Line == line && p.Column == column) {
					return
				}
			}
			t.Errorf("at %d:%d there is no %q in\n%v", line, column, m.want, err)
		})
	}
}

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// The promise: so many questions beside the slots of the template, for a city
// that is new here and for one that is known.
const (
	besidesNew   = 9
	besidesKnown = 5
)

// uncounted are prompts that ask for no answer and no confirmation.
var uncounted = []string{"", "language", "privacy", "menu", "drafts", "preview", "open", "clash"}

// TestQuestionsPerTemplate counts the questions from "draft a pledge" to
// "submitted" on the way through every template; in a short run, through some.
func TestQuestionsPerTemplate(t *testing.T) {
	t.Parallel()
	templates := call.Default().Templates
	if len(templates) != 19 {
		t.Errorf("%d templates instead of 19", len(templates))
	}
	rows := make([]string, len(templates))
	t.Run("templates", func(t *testing.T) {
		t.Parallel()
		for i, tpl := range templates {
			if testing.Short() && i%5 != 0 {
				continue
			}
			t.Run(string(tpl.ID), func(t *testing.T) {
				t.Parallel()
				rows[i] = countTemplate(t, tpl)
			})
		}
	})
	t.Cleanup(func() {
		t.Logf("questions from draft to submitted\n%-14s %5s %4s %6s\n%s", "template", "slots", "new", "known", strings.Join(rows, "\n"))
	})
}

// A template that settles no sub-area costs one question more, where sub-areas
// are asked for at all.
func TestSubAreasAreOneQuestionMore(t *testing.T) {
	t.Parallel()
	tpl, _ := call.Default().Template("p5-plan")
	c := startChat(t, t.TempDir(), "--lang", "en")
	g := newcomer().with(filled(tpl)).with(guide{"priorities": tick("4", "5"), "sub_areas": tick("housing")})
	newCity, known := countQuestions(c, g), countQuestions(c, g)
	c.leave()
	if newCity > besidesNew+len(tpl.Slots)+1 || known > besidesKnown+len(tpl.Slots)+1 {
		t.Errorf("%d questions for a new city, %d for a known one", newCity, known)
	}
}

// countTemplate submits a template's pledge twice, the second time as a city
// that is known, and gives the line of the table.
func countTemplate(t *testing.T, tpl call.Template) string {
	c := startChat(t, t.TempDir(), "--lang", "en")
	g := newcomer().with(filled(tpl))
	newCity, known := countQuestions(c, g), countQuestions(c, g)
	c.leave()
	for _, n := range []struct {
		who        string
		got, limit int
	}{{"a new city", newCity, besidesNew + len(tpl.Slots)}, {"a known city", known, besidesKnown + len(tpl.Slots)}} {
		if n.got > n.limit {
			t.Errorf("%s is asked %d questions; at most %d were promised", n.who, n.got, n.limit)
		}
	}
	return fmt.Sprintf("%-14s %5d %4d %6d", tpl.ID, len(tpl.Slots), newCity, known)
}

// countQuestions goes from the menu to the receipt. The last question tells
// the person how many there were, and must be right.
func countQuestions(c *chat, g guide) int {
	asked := map[string]bool{}
	c.hear = func(m message, _ []byte) {
		if !slices.Contains(uncounted, m.Field) && !strings.HasSuffix(m.Field, ".check") {
			asked[m.Prompt] = true
		}
	}
	c.at("menu")
	c.follow(g, "confirm")
	if told := fmt.Sprintf("%d of %d\n", len(asked), len(asked)); !strings.HasPrefix(c.prompt.Text, told) {
		c.t.Fatalf("%d questions were asked, and the last says: %s", len(asked), c.prompt.Text)
	}
	c.send(g["confirm"]...)
	c.submitted()
	return len(asked)
}

// filled answers the priorities, the template question and the slots.
func filled(tpl call.Template) guide {
	g := guide{"priorities": tick(string(tpl.Priority)), "template": {choose(string(tpl.ID))}}
	for _, s := range tpl.Slots {
		g["slot."+string(s.Name)] = []string{say(slotAnswer(s))}
	}
	return g
}

func slotAnswer(s call.Slot) string {
	switch {
	case s.Kind == call.Whole && s.Limits.Below != "":
		return "30"
	case s.Kind == call.Whole:
		return "60"
	case s.Kind == call.Date:
		return "June " + soonYear()
	case s.Kind == call.ListOf:
		return "the port office, the library"
	case s.Form == "infinitive":
		return "open one shared desk"
	case s.Form == "languages":
		return "Arabic and Dari"
	}
	return "newly arrived families"
}

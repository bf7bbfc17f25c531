package telegram_test

import (
	"strings"
	"testing"
)

// TestTheButtonsOfAScreen stand where an official expects them.
func TestTheButtonsOfAScreen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does("/start")
	if _, offered := buttonOf(ana.Last(), "language"); offered {
		t.Error("the first menu offers a choice of languages beside the languages")
	}
	ana.does(drafting[1:]...)
	for _, m := range ana.Screen() {
		for i, row := range m.Buttons {
			if parts := strings.Split(row[0].Data, "|"); i > 0 && len(row) == 1 && parts[2] == "menu" && len(m.Buttons[i-1]) > 2 {
				t.Errorf("Menu stands alone under %v", m.Buttons[i-1])
			}
		}
	}
	ana.does(append(filling, signing...)...)
	for _, row := range ana.Last().Buttons {
		if strings.Contains(row[0].Data, "|submit|") && len(row) > 1 {
			t.Errorf("%v stand in one row", row)
		}
	}
	if _, offered := buttonOf(ana.Last(), "submit"); !offered {
		t.Fatalf("it does not come to the end: %q", ana.Last().Text)
	}
	ana.does("*submit", "menu")
	if _, offered := buttonOf(ana.Last(), "language"); !offered {
		t.Error("a later menu does not offer the languages")
	}
}

// TestHelpLeavesTheQuestionItsButtons: they stay, and answer it.
func TestHelpLeavesTheQuestionItsButtons(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does(drafting[:len(drafting)-1]...)
	question := ana.Last()
	own, _ := buttonOf(question, "p4ho-homes")
	ana.does("*help")
	for _, m := range ana.Screen() {
		if m.ID != question.ID {
			continue
		}
		if b, ok := buttonOf(m, "p4ho-homes"); !ok || b.Data != own.Data {
			t.Errorf("the question has %v", m.Buttons)
		}
	}
	ana.PressesOn(question.ID, own.Data)
	w.settle()
	if got := ana.answer("template"); got != "p4ho-homes" {
		t.Errorf("the button gives %q", got)
	}
}

// TestTheTemplatesAreListedOnce: after a mistake or a picture a short sentence
// and the buttons suffice.
func TestTheTemplatesAreListedOnce(t *testing.T) {
	t.Parallel()
	for name, does := range map[string]func(*person){
		"a picture": func(p *person) { p.SendsPhoto("") },
		"a mistake": func(p *person) { p.Says("something about homes") },
		"skip":      func(p *person) { p.Says("skip") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{})
			ana := w.person(7, "en")
			ana.does(drafting[:len(drafting)-1]...)
			listed := ana.Last().Text
			does(ana)
			w.settle()
			now := ana.Last()
			if !strings.Contains(listed, "For example:") || strings.Contains(now.Text, "For example:") || strings.Contains(now.Text, "\n1. ") {
				t.Errorf("it says %q", now.Text)
			}
			ana.does("*p4ho-homes")
			if got := ana.answer("template"); got != "p4ho-homes" {
				t.Errorf("the button gives %q", got)
			}
		})
	}
}

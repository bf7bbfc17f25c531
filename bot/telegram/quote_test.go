package telegram_test

import "testing"

// TestAQuoteOfAQuestionShownTwice is one of that question, wherever it stands.
func TestAQuoteOfAQuestionShownTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	ana := w.person(7, "en")
	ana.does(append(naming[:3:3], "Riobamba")...)
	first := ana.Last()
	ana.does("*help", "Ecuador")
	ana.Quotes(first.ID, "Peru")
	w.settle()
	if got := ana.answer("country"); got != "EC" || ana.answer("entity_name") != "" {
		t.Fatalf("kept %q and %q", got, ana.answer("entity_name"))
	}
	ana.does("*yes")
	if got := ana.answer("country"); got != "PE" {
		t.Errorf("kept %q: %s", got, ana.Last().Text)
	}
}

// TestAQuoteOfSomethingElseIsOffered, be it the person's own message or one of
// the bot's that asks nothing.
func TestAQuoteOfSomethingElseIsOffered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{})
	ana := w.person(7, "en")
	ana.does(append(naming[:3:3], "Riobamba", "Ecuador")...)
	ana.Quotes(1, "The City of Riobamba")
	w.settle()
	if b, _ := ana.button("yes"); ana.answer("entity_name") != "" || b.Data == "" {
		t.Fatalf("it is not offered: %s", ana.Last().Text)
	}
	ana.does("*yes")
	if got := ana.answer("entity_name"); got != "The City of Riobamba" {
		t.Errorf("kept %q", got)
	}
}

package telegram_test

import (
	"strings"
	"testing"

	"pledgebot/bot/telegram/telegramtest"
)

// An editing is a person who has typed an answer and goes on.
type editing struct {
	*person
	message telegramtest.Shown // of the city's name
}

func edits(t *testing.T, s setup, then ...string) editing {
	t.Helper()
	w := newWorld(t, s)
	ana := editing{person: w.person(7, "en")}
	ana.does(append(naming[:3:3], "Riobamba", "Ecuador", "The City of Riobamba")...)
	for _, m := range ana.Screen() {
		if m.Own && m.Text == "The City of Riobamba" {
			ana.message = m
		}
	}
	ana.does(then...)
	return ana
}

// into edits the message and gives what the bot says to it, "" for nothing.
func (e editing) into(text string) string {
	e.w.t.Helper()
	before := len(e.Screen())
	e.Edits(e.message.ID, text)
	e.w.settle()
	var said []string
	for _, m := range e.Screen()[before:] {
		said = append(said, m.Text)
	}
	return strings.Join(said, "\n\n")
}

// TestAnEditChangesItsAnswer while that is the field's text, more than once,
// and the open question stays open.
func TestAnEditChangesItsAnswer(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		ana := edits(t, setup{mode: m}, "*4", "*done")
		question := ana.Last().Text
		for _, text := range []string{"The Municipality of Riobamba", "The Canton of Riobamba", "The Municipality of Riobamba"} {
			said := ana.into(text)
			if got := ana.answer("entity_name"); got != text {
				t.Errorf("kept %q, said %q", got, said)
			}
			if !strings.Contains(said, "changed the answer") || !strings.HasSuffix(said, strings.ReplaceAll(question, "The City of Riobamba", text)) {
				t.Errorf("said %q", said)
			}
			ana.w.clock.Pass(1e9)
		}
	})
}

// TestAnEditWithoutVisibleChangeIsSilent, as is one of a message that answered
// nothing.
func TestAnEditWithoutVisibleChangeIsSilent(t *testing.T) {
	t.Parallel()
	ana := edits(t, setup{mode: polling})
	if said := ana.into("The City of Riobamba"); said != "" {
		t.Errorf("said %q", said)
	}
	ana.message = ana.Screen()[0] // "/start"
	if said := ana.into("/start es"); said != "" {
		t.Errorf("said %q to an edited command", said)
	}
	if got := ana.answer("entity_name"); got != "The City of Riobamba" {
		t.Errorf("kept %q", got)
	}
}

// TestAnEditAfterAnotherChangeDoesNothing and says why.
func TestAnEditAfterAnotherChangeDoesNothing(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		ana := edits(t, setup{mode: m}, "*back", "The Town of Riobamba")
		said := ana.into("The Canton of Riobamba")
		if got := ana.answer("entity_name"); got != "The Town of Riobamba" {
			t.Errorf("kept %q", got)
		}
		if !strings.Contains(said, "changed since that message") {
			t.Errorf("said %q", said)
		}
	})
}

// TestAnEditThatIsNoAnswerLeavesTheAnswer and says what is wrong.
func TestAnEditThatIsNoAnswerLeavesTheAnswer(t *testing.T) {
	t.Parallel()
	ana := edits(t, setup{})
	said := ana.into(strings.Repeat("a", 200))
	if got := ana.answer("entity_name"); got != "The City of Riobamba" || !strings.Contains(said, "stays as it was") {
		t.Errorf("kept %q, said %q", got, said)
	}
}

// TestAnEditNeverChangesASignedText: it is offered as a change.
func TestAnEditNeverChangesASignedText(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		way := append([]string{"*4", "*done", "*p4ho-homes"}, filling...)
		ana := edits(t, setup{mode: m}, append(way, signing...)...)
		check := ana.mine()[0].Value("approvals").First()
		said := ana.into("The Canton of Riobamba")
		if got := ana.answer("entity_name"); got != "The City of Riobamba" {
			t.Errorf("kept %q", got)
		}
		if !strings.Contains(said, "is signed off") || !strings.Contains(said, "The Canton of Riobamba") {
			t.Errorf("said %q", said)
		}
		if _, ok := buttonOf(ana.Last(), "yes"); !ok {
			t.Error("the change is not offered")
		}
		ana.does("*no")
		if got := ana.answer("entity_name"); got != "The City of Riobamba" || ana.mine()[0].Value("approvals").First() != check {
			t.Errorf("kept %q after no", got)
		}
		ana.into("The Town of Riobamba")
		ana.does("*yes")
		if got := ana.answer("entity_name"); got != "The Town of Riobamba" {
			t.Errorf("kept %q after yes", got)
		}
	})
}

// TestAnEditNeverChangesASentPledge, and the answer leads to where it can be
// changed.
func TestAnEditNeverChangesASentPledge(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		way := append(append([]string{"*4", "*done", "*p4ho-homes"}, filling...), signing...)
		ana := edits(t, setup{mode: m}, append(way, sending...)...)
		facts := len(ana.facts())
		said := ana.into("The Canton of Riobamba")
		if got := ana.answer("entity_name"); got != "The City of Riobamba" || len(ana.facts()) != facts {
			t.Errorf("kept %q", got)
		}
		if !strings.Contains(said, "has been sent") {
			t.Errorf("said %q", said)
		}
		if _, ok := buttonOf(ana.Last(), "recall"); !ok {
			t.Errorf("no way to change it is offered: %v", ana.Last().Buttons)
		}
	})
}

// TestAnOfferedTextIsTakenByAYes, also where the field has an answer already.
func TestAnOfferedTextIsTakenByAYes(t *testing.T) {
	t.Parallel()
	ana := edits(t, setup{mode: polling}, "*4", "*done")
	for i, text := range []string{"The Canton of Riobamba", "The Town of Riobamba"} {
		ana.Quotes(ana.message.ID-1, text)
		ana.w.settle()
		ana.does("*yes")
		if got := ana.answer("entity_name"); got != text {
			t.Fatalf("%d: kept %q, shows %s", i, got, ana.Last().Text)
		}
	}
}

// TestAPieceOfALongAnswerIsEdited, more than once, with others behind it.
func TestAPieceOfALongAnswerIsEdited(t *testing.T) {
	t.Parallel()
	ana := edits(t, setup{}, append(append([]string{"*4", "*done", "*p4ho-homes"}, filling...), "*description", "First.", "Second.")...)
	for _, m := range ana.Screen() {
		if m.Own && m.Text == "First." {
			ana.message = m
		}
	}
	for _, text := range []string{"The first.", "The very first."} {
		ana.into(text)
		ana.w.clock.Pass(1e9)
		if got := ana.answer("description"); got != text+" | Second." {
			t.Errorf("kept %q: %s", got, ana.Last().Text)
		}
	}
	ana.does("*done")
	if got := ana.answer("description"); got != "The very first.\nSecond." {
		t.Errorf("kept %q", got)
	}
}

// TestAnEditUnderItsOpenQuestion is no clash with the answer that is typed next.
func TestAnEditUnderItsOpenQuestion(t *testing.T) {
	t.Parallel()
	ana := edits(t, setup{}, "*back")
	ana.into("The Canton of Riobamba")
	ana.does("The Town of Riobamba")
	if got := ana.answer("entity_name"); got != "The Town of Riobamba" {
		t.Errorf("kept %q: %s", got, ana.Last().Text)
	}
}

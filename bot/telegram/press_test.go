package telegram_test

import (
	"slices"
	"strings"
	"testing"

	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation/call"
)

// ticked are the options that a message shows as ticked.
func ticked(m telegramtest.Shown) []string {
	var out []string
	for _, row := range m.Buttons {
		for _, b := range row {
			if strings.HasPrefix(b.Label, "☑ ") {
				out = append(out, strings.Split(b.Data, "|")[2])
			}
		}
	}
	return out
}

// TestTicksAreDrawnInPlace: a burst of taps, some of them twice, ends in the
// state that was tapped, on the one message that was there.
func TestTicksAreDrawnInPlace(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(append(naming[:3:3], "Riobamba", "Ecuador", "The City of Riobamba")...)
		question, messages := ana.Last(), len(ana.Screen())
		for _, option := range []call.OptionID{"2", "4", "2", "5", "2", "6"} {
			b, _ := buttonOf(question, option)
			ana.PressesOn(question.ID, b.Data) // as the button was drawn: the tap before is not seen yet
		}
		w.settle()
		now := ana.Last()
		if got, want := ticked(now), []string{"2", "4", "5", "6"}; !slices.Equal(got, want) {
			t.Errorf("%v are ticked, want %v", got, want)
		}
		if now.ID != question.ID || len(ana.Screen()) != messages {
			t.Errorf("%d messages were added", len(ana.Screen())-messages)
		}
		cleared, _ := buttonOf(now, "4") // now it clears
		ana.PressesOn(now.ID, cleared.Data)
		ana.PressesOn(now.ID, cleared.Data)
		w.settle()
		if got, want := ticked(ana.Last()), []string{"2", "5", "6"}; !slices.Equal(got, want) {
			t.Errorf("%v are ticked, want %v", got, want)
		}
		ana.does("*done")
		if got := ana.answer("priorities"); got != "2 | 5 | 6" {
			t.Errorf("kept %s", got)
		}
	})
}

// TestAnAnsweredQuestionShowsWhatWasChosen in place of its buttons.
func TestAnAnsweredQuestionShowsWhatWasChosen(t *testing.T) {
	t.Parallel()
	for _, lang := range product.Texts.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{})
			ana := w.person(7, lang)
			ana.does(append(naming[:3:3], "Riobamba", "Ecuador", "The City of Riobamba", "*4", "*5")...)
			question := ana.Last()
			four, _ := buttonOf(question, "4")
			five, _ := buttonOf(question, "5")
			ana.does("*done")
			i := slices.IndexFunc(ana.Screen(), func(m telegramtest.Shown) bool { return m.ID == question.ID })
			left := ana.Screen()[i].Buttons
			want := "✓ " + strings.TrimPrefix(four.Label, "☑ ") + " · " + strings.TrimPrefix(five.Label, "☑ ")
			if len(left) != 1 || len(left[0]) != 1 || left[0][0].Label != want {
				t.Fatalf("left: %v, want %q", left, want)
			}
			before := len(ana.Screen())
			ana.PressesOn(question.ID, left[0][0].Data)
			w.settle()
			if len(ana.Screen()) != before || len(ana.Toasts()) != 0 {
				t.Error("the mark of what was chosen does something")
			}
		})
	}
}

// TestEveryPressIsAnsweredOnce, by a webhook in its response.
func TestEveryPressIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(append(drafting, filling...)...)
		ana.Forges("1|nothing|yes||forged")
		ana.PressesOn(ana.Screen()[1].ID, "1|old|draft||AAAAAAAAAAA")
		w.settle()
		presses := 0
		for _, line := range append(drafting, filling...) {
			if strings.HasPrefix(line, "*") {
				presses++
			}
		}
		presses += 2
		if got := w.srv.Count("answerCallbackQuery"); got != presses || ana.Waits() != 0 {
			t.Errorf("%d answers to %d presses, %d wait", got, presses, ana.Waits())
		}
		want := map[mode]int64{webhook: 0, polling: int64(presses)}[m]
		if got := w.answers.Load(); got != want {
			t.Errorf("%d answers were calls of their own, want %d", got, want)
		}
		for _, c := range w.srv.Calls() {
			if c.Refused != "" {
				t.Errorf("%s: %s", c.Method, c.Refused)
			}
		}
	})
}

// TestAStalePressShowsThePresent and changes nothing.
func TestAStalePressShowsThePresent(t *testing.T) {
	t.Parallel()
	for _, lang := range product.Texts.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{})
			ana := w.person(7, lang)
			ana.does(append(naming[:3:3], "Riobamba", "Ecuador", "The City of Riobamba")...)
			question := ana.Last()
			three, _ := buttonOf(question, "3")
			ana.does("*4", "*done", "*p4ho-homes")
			present, facts := ana.Last(), len(ana.facts())
			ana.PressesOn(question.ID, three.Data)
			w.settle()
			if got := ana.Last().Text; got != ana.text("stale")+"\n\n"+present.Text {
				t.Errorf("it shows %q", got)
			}
			if len(ana.facts()) != facts || ana.answer("priorities") != "4" {
				t.Error("it has changed something")
			}
		})
	}
}

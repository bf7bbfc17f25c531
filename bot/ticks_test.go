package bot_test

import (
	"testing"

	"pledgebot/bot"
	"pledgebot/conversation"
)

// A prompt may stand in two places of a chat, and the later one may not be
// settled yet. What is ticked there shows there.
func TestATickShowsWhereItWasPressed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/open en", "/choose draft", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba")
	for _, at := range []conversation.Mark{0, ana.reads().mark + 100} {
		settled, u := ana.reads(), ana.update(nil)
		u.Press = &bot.Press{Prompt: bot.PromptTag(settled.Prompt), Option: "4", At: at}
		ana.hands(u)
		want := at
		if at == 0 { // the platform does not say
			want = settled.mark
		}
		if got := ana.reads(); got.Over != want || !got.Options[3].Tick {
			t.Errorf("pressed at %d: drawn over %d, want %d", at, got.Over, want)
		}
	}
}

// TestAPressProvesItsQuestionShown: the program died after the question was on
// the screen, and before that was noted. Once a button of it is pressed it is not
// shown a second time.
func TestAPressProvesItsQuestionShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/open en", "/choose draft", "/choose continue", "Riobamba", "Ecuador")
	if err := ana.b.Handle(t.Context(), ana.update(ana.event("The City of Riobamba"))); err != nil {
		t.Fatal(err)
	}
	d, _, err := w.dialogs.Load(t.Context(), ana.address)
	if err != nil {
		t.Fatal(err)
	}
	const at = 1000
	before := len(w.phones.shownTo(ana.address))
	u := ana.update(nil)
	u.Press = &bot.Press{Prompt: bot.PromptTag(d.Session.Prompt.ID), Option: "4", At: at}
	ana.hands(u)
	if all := w.phones.shownTo(ana.address)[before:]; len(all) != 1 || all[0].Over != at {
		t.Errorf("%d messages, the last over %d", len(all), all[len(all)-1].Over)
	}
}

// TestATickShowsOnTheNewestCopyToo: after a crash a question may stand in the
// chat twice. Who ticks the first copy sees it on the second one as well.
func TestATickShowsOnTheNewestCopyToo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/open en", "/choose draft", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba")
	newest, before := ana.reads(), len(w.phones.shownTo(ana.address))
	u := ana.update(nil)
	u.Press = &bot.Press{Prompt: bot.PromptTag(newest.Prompt), Option: "4", At: newest.mark - 1}
	ana.hands(u)
	all := w.phones.shownTo(ana.address)[before:]
	if len(all) != 2 || all[0].Over != newest.mark-1 || all[1].Over != newest.mark {
		t.Errorf("%d messages: %+v", len(all), all)
	}
}

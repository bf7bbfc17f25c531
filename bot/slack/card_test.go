package slack_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// each plays a test behind both transports.
func each(t *testing.T, play func(t *testing.T, w *world)) {
	t.Helper()
	for _, m := range modes {
		t.Run(string(m), func(t *testing.T) {
			t.Parallel()
			play(t, newWorld(t, m))
		})
	}
}

// card is the only message that stands in the channel by itself.
func (w *world) card(as string) slacktest.Message {
	w.t.Helper()
	var cards []slacktest.Message
	for _, m := range w.srv.Person(as).Messages(channel) {
		if m.Bot && m.Thread == "" && !m.Ephemeral {
			cards = append(cards, m)
		}
	}
	if len(cards) != 1 {
		w.t.Fatalf("%d cards stand in the channel:\n%s", len(cards), w.srv.Person(as).Read(channel))
	}
	return cards[0]
}

// told is what the bot has said to somebody alone, the newest last.
func (w *world) told(user string) []slacktest.Message { return w.srv.Person(user).Told(channel) }

// presses presses a button of the card, waits until all is done, and draws.
func (w *world) presses(user, action string) slacktest.Outcome {
	w.t.Helper()
	out := w.srv.Person(user).Press(w.card(user), action)
	w.app.Idle()
	w.draw()
	return out
}

func contains(t testing.TB, text string, all ...string) {
	t.Helper()
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text)
	for _, want := range all {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not stand in:\n%s", want, text)
		}
	}
}

func TestASubmissionIsACard(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.draw()
		w.draw() // nothing is due
		got := w.card(tom).String()
		contains(t, got, "CLA-2026-0001 · Riobamba, Ecuador", "Submitted · With the team since 30 November 2026",
			"El Municipio de Riobamba pondrá 40 viviendas", "Written in Spanish", "[Claim]", "[Ask the city]", "[Accept]")
		if n := w.srv.Count("chat.postMessage") + w.srv.Count("chat.update"); n != 1 {
			t.Errorf("it took %d calls", n)
		}
		if !strings.Contains(w.card(tom).Text, "CLA-2026-0001") {
			t.Errorf("read aloud it is %q", w.card(tom).Text)
		}
	})
}

func TestAClaimHasOneWinner(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		seen := w.card(marie)
		w.presses(tom, "claim")
		contains(t, w.card(tom).String(), "Taken care of by", "@tom", "[Release]")
		w.srv.Person(marie).PressSeen(seen, "claim")
		w.app.Idle()
		told := w.told(marie)
		if len(told) != 1 || !strings.Contains(told[0].String(), "suit déjà cet engagement") {
			t.Errorf("the second is told %q", told)
		}
		if got := w.now(p.ID); got.Claim == nil || string(got.Claim.By) != "slack:T0TEAM/U0TOM" {
			t.Errorf("claimed by %+v", got.Claim)
		}
	})
}

func TestAStrangerChangesNothing(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		for _, action := range []string{"claim", "accept", "decline", "ask", "change", "suggest", "open.1"} {
			if out := w.presses(eve, action); !out.OK {
				t.Errorf("%s is answered %+v", action, out)
			}
		}
		if got := w.now(p.ID); got.Rev != p.Rev {
			t.Errorf("it is at revision %d, and was at %d", got.Rev, p.Rev)
		}
		if v := w.srv.Person(eve).View(); v.ID != "" {
			t.Errorf("a stranger reads %s", v)
		}
		for _, m := range w.told(eve) {
			contains(t, m.String(), "This is not open to you.")
		}
		if n := len(w.told(eve)); n != 7 {
			t.Errorf("told %d times", n)
		}
	})
}

func TestTheTeamAccepts(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.presses(marie, "accept")
		if got := w.now(p.ID); got.State != pledge.Accepted || got.Decided.Org != "IOM" {
			t.Errorf("it is %s by %+v", got.State, got.Decided)
		}
		card := w.card(tom)
		contains(t, card.String(), "Accepted on 30 November 2026")
		if strings.Contains(card.String(), "[Accept]") {
			t.Error("it can be accepted again")
		}
		contains(t, w.srv.Person(tom).Read(channel), "IOM accepted the pledge.")
	})
}

// TestARoleThatWasTakenIsNone: the right is looked at when something is done, not
// when it was shown.
func TestARoleThatWasTakenIsNone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.staff(marie, "", "")
		w.presses(marie, "accept")
		if got := w.now(p.ID); got.State != pledge.Submitted {
			t.Errorf("it is %s", got.State)
		}
	})
}

// losesAnAnswer has the next message posted and its answer lost.
func (w *world) losesAnAnswer() {
	lost := false
	w.srv.Fail(func(c slacktest.Call) *slacktest.Failure {
		if c.Method == "chat.postMessage" && !lost {
			lost = true
			return slacktest.CutAfter()
		}
		return nil
	})
}

func TestALostAnswerMakesNoSecondCard(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.losesAnAnswer()
		if err := w.desk.DrawDue(t.Context(), w.app); err == nil {
			t.Error("a lost answer is taken for one")
		}
		w.clock.Pass(time.Minute)
		w.draw()
		w.card(tom)
		if n := w.srv.Count("chat.postMessage"); n != 1 {
			t.Errorf("posted %d times", n)
		}
	})
}

func TestALostAnswerTellsNothingTwice(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.draw()
		w.losesAnAnswer()
		w.srv.Person(tom).Press(w.card(tom), "claim")
		w.app.Idle()
		if err := w.desk.DrawDue(t.Context(), w.app); err == nil {
			t.Error("a lost answer is taken for one")
		}
		w.clock.Pass(time.Minute)
		w.draw()
		if n := strings.Count(w.srv.Person(tom).Read(channel), "takes care of this pledge."); n != 1 {
			t.Errorf("told %d times", n)
		}
	})
}

func TestACardThatWasDeletedComesAgain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.draw()
		w.srv.Fail(func(c slacktest.Call) *slacktest.Failure {
			if c.Method == "chat.update" {
				return slacktest.Refused("message_not_found")
			}
			return nil
		})
		w.presses(tom, "claim")
		if n := w.srv.Count("chat.postMessage"); n != 2 {
			t.Errorf("posted %d times", n)
		}
	})
}

func TestNothingIsPostedWhereOthersRead(t *testing.T) {
	t.Parallel()
	for name, room := range map[string]slacktest.Channel{
		"shared": {ID: channel, Private: true, Shared: true, Members: []string{tom}},
		"guests": {ID: channel, Private: true, Members: []string{tom, "U0GUEST"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			each(t, func(t *testing.T, w *world) {
				w.srv.Profile(slacktest.Profile{ID: "U0GUEST", Guest: true})
				w.srv.Channel(room)
				w.submits(riobamba)
				if err := w.desk.DrawDue(t.Context(), w.app); err == nil {
					t.Error("it was drawn")
				}
				if n := w.srv.Count("chat.postMessage"); n != 0 || !w.noticed("the team's channel is shared or has guests: no cards are posted") {
					t.Errorf("posted %d times", n)
				}
				w.srv.Channel(slacktest.Channel{ID: channel, Private: true, Members: []string{tom}})
				w.clock.Pass(time.Minute)
				w.draw()
				w.card(tom)
			})
		})
	}
}

// TestWhatIsErasedIsTakenDown, with what the story says; what people wrote stays.
func TestWhatIsErasedIsTakenDown(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		w.presses(tom, "claim")
		w.srv.Person(marie).Say(channel, w.card(tom).TS, "Un mot entre nous.")
		w.gone.Store(true)
		w.keeps(w.now(p.ID), pledge.Fact{Kind: pledge.Released})
		w.draw()
		if _, err := w.db.CardOf(t.Context(), p.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("its card is still kept: %v", err)
		}
		page := w.srv.Person(tom).Read(channel)
		if strings.Contains(page, "viviendas") || strings.Contains(page, "takes care") {
			t.Errorf("the channel says:\n%s", page)
		}
		if n := w.srv.Count("chat.delete"); n != 2 {
			t.Errorf("%d messages are deleted, not the card and one line", n)
		}
	})
}

// TestNothingIsShownOnceOthersRead: a card that stands there is not drawn anew,
// and its story not told.
func TestNothingIsShownOnceOthersRead(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.draw()
		w.srv.Channel(slacktest.Channel{ID: channel, Private: true, Shared: true, Members: []string{tom}})
		w.clock.Pass(time.Hour)
		w.srv.Person(tom).Press(w.card(tom), "claim")
		w.app.Idle()
		if err := w.desk.DrawDue(t.Context(), w.app); err == nil {
			t.Error("it was drawn")
		}
		if posts, updates := w.srv.Count("chat.postMessage"), w.srv.Count("chat.update"); posts != 1 || updates != 0 {
			t.Errorf("posted %d times, and updated %d times", posts, updates)
		}
	})
}

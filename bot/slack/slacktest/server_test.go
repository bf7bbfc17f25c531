package slacktest_test

import (
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"pledgebot/bot/slack/slacktest"
)

// TestAWholeDay walks through a review over both transports: a command, a press
// that opens a modal, an error in it, a submission, a thread.
func TestAWholeDay(t *testing.T) {
	t.Parallel()
	for _, transport := range transports {
		t.Run(transport.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			a := &app{}
			transport.start(w, a)
			a.command = func(c slack.SlashCommand) (any, bool) {
				w.posts("C1", "Asked for "+c.Text, slack.MsgOptionBlocks(buttons("Open")))
				return map[string]string{"text": "Look at the channel."}, true
			}
			a.interact = func(c slack.InteractionCallback) (any, bool) {
				switch c.Type {
				case slack.InteractionTypeBlockActions:
					if _, err := w.api.OpenView(c.TriggerID, form(input("why"))); err != nil {
						t.Error(err)
					}
				case slack.InteractionTypeViewSubmission:
					if c.View.State.Values["why"]["why"].Value == "no" {
						return slack.NewErrorsViewSubmissionResponse(map[string]string{"why": "Say more."}), true
					}
				}
				return nil, true
			}
			w.day()
		})
	}
}

func (w *world) day() {
	w.t.Helper()
	if out := w.ana.Command("/pledges", "Lima"); !out.OK {
		w.t.Fatalf("command: %+v", out)
	}
	same(w.t, "answer", w.ana.Last(w.ana.DM()).Text, "Look at the channel.")
	card := w.ana.Last("C1")
	same(w.t, "card", card.String(), "[Open]")
	if out := w.ana.Press(card, "open"); !out.OK {
		w.t.Fatalf("press: %+v", out)
	}
	v := w.ana.View()
	same(w.t, "view", v.String(), "== A form ==\nWhy:\n  <In a few words>\n[Cancel] [Send]")
	same(w.t, "empty", w.ana.Submit(v).Errors["why"], "Please complete this required field.")
	w.ana.Type(v, "why", "why", "no")
	same(w.t, "refused", w.ana.Submit(v).Errors["why"], "Say more.")
	same(w.t, "shown", w.ana.View().String(), "== A form ==\nWhy:\n  <no>\n! Say more.\n[Cancel] [Send]")
	w.ana.Type(v, "why", "why", "because")
	if out := w.ana.Submit(v); !out.OK || out.Errors != nil {
		w.t.Errorf("submit: %+v", out)
	}
	same(w.t, "views left", len(w.ana.Views()), 0)
}

func TestEventsArrive(t *testing.T) {
	t.Parallel()
	for _, transport := range transports {
		t.Run(transport.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, subscribed("message.channels", "message.im", "app_mention", "app_home_opened"))
			heard := make(chan string, 10)
			transport.start(w, &app{event: func(e slackevents.EventsAPIEvent) bool {
				switch inner := e.InnerEvent.Data.(type) {
				case *slackevents.MessageEvent:
					heard <- "message " + inner.ChannelType + " " + inner.Text
				case *slackevents.AppMentionEvent:
					heard <- "mention " + inner.Text
				case *slackevents.AppHomeOpenedEvent:
					heard <- "home " + inner.User
				}
				return true
			}})
			got := map[string]bool{}
			w.ana.Say("C1", "", "@pledgebot a < b")
			w.ana.Say(w.ana.DM(), "", "hello")
			w.ana.OpenHome()
			for range 4 {
				got[<-heard] = true
			}
			for _, want := range []string{"message channel <@U0BOT> a &lt; b", "mention <@U0BOT> a &lt; b", "message im hello", "home U1"} {
				if !got[want] {
					t.Errorf("%q was not told: %v", want, got)
				}
			}
		})
	}
}

func TestForgetKeepsWhatIsNew(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *slacktest.Options) { o.Forget = true })
	card := w.posts("C1", "card", slack.MsgOptionBlocks(buttons("Open")))
	for range 1001 {
		w.posts("C1", "reply <!here>", slack.MsgOptionTS(card))
	}
	last := w.posts("C1", "a last reply", slack.MsgOptionTS(card))
	all := w.ana.Messages("C1")
	same(t, "messages", len(all), 1001)
	same(t, "the card", all[0].TS, card)
	same(t, "the newest", all[1000].TS, last)
	same(t, "logs", len(w.Calls())+len(w.Deliveries())+len(w.Mentions()), 0)
	same(t, "count", w.Count("chat.postMessage"), 1003)
}

// TestWhatOnePersonSeesIsAwaited although nothing changes for anybody else.
func TestWhatOnePersonSeesIsAwaited(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	go func() {
		_, _ = w.api.PostEphemeralContext(t.Context(), "C1", "U1", slack.MsgOptionText("a word", false)) // it is waited for
	}()
	if err := w.ana.Await(t.Context(), func() bool { return len(w.ana.Told("C1")) == 1 }); err != nil {
		t.Error(err)
	}
	same(t, "others", len(w.bo.Told("C1")), 0)
}

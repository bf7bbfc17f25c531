package slacktest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"pledgebot/bot/slack/slacktest"
)

// TestAnEventIsToldUntilItIsAcknowledged holds the times and the reasons.
func TestAnEventIsToldUntilItIsAcknowledged(t *testing.T) {
	t.Parallel()
	pauses := make(chan time.Duration, 10)
	w := newWorld(t, func(o *slacktest.Options) {
		o.Subscriptions = []string{"message.channels"}
		after := o.After
		o.After = func(d time.Duration) <-chan time.Time {
			if d != 3*time.Second {
				pauses <- d
			}
			return after(d)
		}
	})
	var fails atomic.Int32
	fails.Store(3)
	w.serveHTTP(&app{event: func(slackevents.EventsAPIEvent) bool { return fails.Add(-1) < 0 }})
	w.ana.Say("C1", "", "hello")
	done := func(n int) func() bool {
		return func() bool { all := w.Deliveries(); return len(all) == n && all[n-1].Done }
	}
	w.await("the first try and one at once", done(2))
	w.settles(time.Minute-time.Second, 2)
	w.passes(time.Second)
	w.await("after a minute", done(3))
	w.settles(5*time.Minute-time.Second, 3)
	w.passes(time.Second)
	w.await("after five more", done(4))
	all := w.Deliveries()
	for i, d := range all {
		same(t, "id", d.ID, all[0].ID)
		same(t, "retry", d.Retry, i)
	}
	for _, want := range []time.Duration{0, time.Minute, 5 * time.Minute} {
		same(t, "pause", <-pauses, want)
	}
	same(t, "reason", all[3].Reason, "http_error")
	same(t, "at last", all[3].Failed, "")
	same(t, "header", w.Posts()[3].Header.Get("X-Slack-Retry-Num")+w.Posts()[3].Header.Get("X-Slack-Retry-Reason"), "3http_error")
	same(t, "again", w.Redeliver(all[0].ID, 1), "")
	w.settles(time.Hour, 5)
}

// passes moves the clock when the retry waits for it.
func (w *world) passes(d time.Duration) {
	w.clock.Pass(d)
	w.Nudge()
}

// settles moves the clock and holds that nothing more is told.
func (w *world) settles(d time.Duration, tries int) {
	w.t.Helper()
	w.passes(d)
	same(w.t, "tries", len(w.Deliveries()), tries)
}

func TestSlackGivesAnEventUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, subscribed("message.channels"))
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("X-Slack-No-Retry", "1")
		rw.WriteHeader(http.StatusInternalServerError)
	}))
	t.Cleanup(server.Close)
	w.Deliver(slacktest.HTTP(server.URL, secret))
	w.ana.Say("C1", "", "hello")
	w.await("the only try", func() bool { all := w.Deliveries(); return len(all) == 1 && all[0].Done })
	w.settles(time.Hour, 1)
}

// TestNobodyWaitsLongerThanThreeSeconds holds that a late answer is a failure,
// that the person is shown it, and that it is not told again.
func TestNobodyWaitsLongerThanThreeSeconds(t *testing.T) {
	t.Parallel()
	for _, transport := range transports {
		t.Run(transport.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			told, release := make(chan bool), make(chan bool)
			transport.start(w, &app{
				interact: func(slack.InteractionCallback) (any, bool) { told <- true; <-release; return nil, true },
				command:  func(slack.SlashCommand) (any, bool) { told <- true; <-release; return nil, true },
			})
			ts := w.posts("C1", "card", slack.MsgOptionBlocks(buttons("Open")))
			outcome := make(chan slacktest.Outcome, 1)
			try := func(act func() slacktest.Outcome, pass time.Duration, late bool) slacktest.Outcome {
				go func() { outcome <- act() }()
				<-told
				w.clock.Pass(pass)
				if late {
					out := <-outcome
					release <- true
					return out
				}
				release <- true
				return <-outcome
			}
			press := func() slacktest.Outcome { return w.ana.Press(w.ana.Last("C1"), "open") }
			out := try(press, 2999*time.Millisecond, false)
			same(t, "in time", out.OK, true)
			same(t, "latency", out.Latency, 2999*time.Millisecond)
			out = try(press, 3*time.Second, true)
			if out.OK || !strings.HasSuffix(out.Failed, "timeout") {
				t.Errorf("late press: %+v", out)
			}
			out = try(func() slacktest.Outcome { return w.ana.Command("/pledges", "") }, 3*time.Second, true)
			if out.OK || !strings.HasSuffix(out.Failed, "timeout") {
				t.Errorf("late command: %+v", out)
			}
			same(t, "shown", strings.Join(w.ana.Notes(), "; "),
				`We had some trouble connecting. Try again?; /pledges failed with the error "operation_timeout"`)
			same(t, "tries", len(w.Deliveries()), 3)
			same(t, "card", ts, w.ana.Last("C1").TS)
		})
	}
}

func TestAPressNeedsItsButton(t *testing.T) {
	t.Parallel()
	w := newWorld(t, lenient)
	var pressed []string
	w.serveHTTP(&app{interact: func(c slack.InteractionCallback) (any, bool) {
		pressed = append(pressed, c.ActionCallback.BlockActions[0].ActionID+"@"+c.Container.MessageTs)
		return nil, true
	}})
	ts := w.posts("C1", "card", slack.MsgOptionBlocks(buttons("Open")))
	card := w.bo.Last("C1")
	if _, _, _, err := w.api.UpdateMessage("C1", ts, slack.MsgOptionText("card", false), slack.MsgOptionBlocks(buttons("Close"))); err != nil {
		t.Fatal(err)
	}
	same(t, "not there any more", w.bo.Press(card, "open").Failed, "not_on_screen")
	same(t, "an old screen", w.bo.PressSeen(card, "open").OK, true)
	same(t, "there now", w.bo.Press(card, "close").OK, true)
	same(t, "not in the channel", w.cem.Press(card, "close").Failed, "not_on_screen")
	same(t, "never there", w.bo.PressSeen(card, "dance").Failed, "not_on_screen")
	same(t, "pressed", strings.Join(pressed, " "), "open@"+ts+" close@"+ts)
	same(t, "problems", len(w.Problems()), 3)
}

// TestTheBotHearsItself holds that its own messages come back to it, and that
// their changes and those of others are told.
func TestTheBotHearsItself(t *testing.T) {
	t.Parallel()
	w := newWorld(t, subscribed("message.channels"))
	heard := make(chan string, 1)
	w.serveHTTP(&app{event: func(e slackevents.EventsAPIEvent) bool {
		m := e.InnerEvent.Data.(*slackevents.MessageEvent)
		words := m.SubType + " " + m.BotID + " " + m.Text
		if m.Message != nil && m.PreviousMessage != nil {
			words += m.PreviousMessage.Text + ">" + m.Message.Text
		}
		heard <- words
		return true
	}})
	own := w.posts("C1", "card")
	same(t, "own", <-heard, " B0BOT card")
	if _, _, _, err := w.api.UpdateMessage("C1", own, slack.MsgOptionText("other", false)); err != nil {
		t.Fatal(err)
	}
	same(t, "changed", <-heard, "message_changed  card>other")
	ts := w.ana.Say("C1", own, "thanks")
	same(t, "hers", <-heard, "  thanks")
	w.ana.Edit("C1", ts, "Thanks")
	same(t, "edited", <-heard, "message_changed  thanks>Thanks")
	w.ana.Delete("C1", ts)
	same(t, "deleted", <-heard, "message_deleted  Thanks>")
	same(t, "left", len(w.ana.Thread("C1", own)), 1)
}

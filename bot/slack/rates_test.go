package slack_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/slack"
	"pledgebot/bot/slack/slacktest"
)

// TestAHundredCardsKeepToTheRate: of a hundred submissions that wait at once each
// has its card in about as many seconds, and Slack never has to ask for patience.
func TestAHundredCardsKeepToTheRate(t *testing.T) {
	t.Parallel()
	w := newWorldAt(t, requests, slack.DefaultRates, slacktest.PublishedRates())
	n := 100
	if testing.Short() {
		n = 12
	}
	for range n {
		w.submits(riobamba)
	}
	waits, done := make(chan time.Duration, 1), make(chan struct{})
	w.stop()
	w.after = func(d time.Duration) <-chan time.Time {
		due := w.clock.After(d)
		waits <- d
		return due
	}
	w.begin()
	began := w.clock.Now()
	go func() {
		defer close(done)
		for len(w.srv.Person(tom).Messages(channel)) < n && w.desk.DrawDue(t.Context(), w.app) == nil {
		}
	}()
	for going := true; going; {
		select {
		case d := <-waits:
			w.clock.Pass(d)
		case <-done:
			going = false
		}
	}
	took := w.clock.Now().Sub(began)
	t.Logf("%d cards in %s", len(w.srv.Person(tom).Messages(channel)), took)
	for _, c := range w.srv.Calls() {
		if strings.Contains(c.Refused, "ratelimited") {
			t.Fatalf("%s was asked to wait", c.Method)
		}
	}
	if got := len(w.srv.Person(tom).Messages(channel)); got != n || took > time.Duration(n+10)*time.Second {
		t.Errorf("%d of %d cards in %s", got, n, took)
	}
}

// TestWhoDoesNotWaitTakesNoTurns: people who press before Slack was asked for their
// language do not wait for that for long, and leave their turns to the cards.
func TestWhoDoesNotWaitTakesNoTurns(t *testing.T) {
	t.Parallel()
	w := newWorldAt(t, requests, slack.DefaultRates, slacktest.PublishedRates())
	w.stop()
	longest := time.Duration(0)
	w.after = func(d time.Duration) <-chan time.Time {
		longest = max(longest, d)
		return w.clock.After(d)
	}
	w.begin()
	impatient, giveUp := context.WithCancel(t.Context())
	giveUp()
	given := 0
	for range 100 {
		if w.app.Reads(impatient) != nil {
			given++
		}
	}
	if given < 90 || longest > 2*slack.DefaultRates.Read.Every {
		t.Errorf("%d of 100 gave up, and the last turn would have come after %s", given, longest)
	}
}

// BenchmarkPress is a press from Slack to its acknowledgement, over HTTP and with
// all that follows from it in a SQLite file.
func BenchmarkPress(b *testing.B) {
	w := newWorld(b, requests)
	w.submits(riobamba)
	w.draw()
	card := w.card(tom)
	actions := []string{"claim", "release"}
	i := 0
	for b.Loop() {
		w.srv.Person(tom).Press(card, actions[i%2])
		w.app.Idle()
		b.StopTimer()
		w.clock.Pass(time.Second)
		w.draw()
		card = w.card(tom)
		b.StartTimer()
		i++
	}
}

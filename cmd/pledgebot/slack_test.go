package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/slack/slacktest"
)

// TestServeShowsTheDesk: a pledge that was submitted before there was a desk
// becomes a card, an administrator of the settings accepts it, and after a kill
// there is still one card.
func TestServeShowsTheDesk(t *testing.T) {
	t.Parallel()
	dir, endpoint := t.TempDir(), botAPI(t)
	ana := startChat(t, dir, "--lang", "en")
	ana.follow(newcomer().with(inOwnWords("Training for counter clerks")), "confirm")
	ana.send(choose("submit"))
	reference := ana.submitted().Reference
	ana.leave()

	srv := slacktest.New(slacktest.Options{
		BotToken: "xoxb-canary", AppToken: "xapp-canary", Now: time.Now, After: time.After, Errorf: t.Errorf, Subscriptions: []string{},
	})
	t.Cleanup(srv.Close)
	srv.Channel(slacktest.Channel{ID: "C0DESK", Private: true, Members: []string{"U0INES"}})
	settings := []string{
		"SLACK_BOT_TOKEN=xoxb-canary", "SLACK_APP_TOKEN=xapp-canary", "SLACK_API_URL=" + srv.APIURL(), "SLACK_CHANNEL=C0DESK",
		"SLACK_WORKSPACES=T0TEAM", "DESK_ADMINS=U0INES=UCLG",
	}
	s := serveIn(t, dir, endpoint, settings...)
	ines := srv.Person("U0INES")
	until := func(what string, cond func() bool) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), patience/4)
		defer cancel()
		if err := srv.Await(ctx, cond); err != nil {
			t.Fatalf("%s: %v\n%s\n%s", what, err, ines.Read("C0DESK"), s.said())
		}
	}
	shows := func(what string) {
		t.Helper()
		until(what, func() bool { return strings.Contains(ines.Read("C0DESK"), what) })
	}
	shows(reference)
	if got := pledgebot(t, dir, "healthcheck", "--ops", s.ops, "--ready"); !strings.Contains(got, `"slack":"ok"`) {
		t.Errorf("readiness: %s", got)
	}
	if err := s.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-s.ended
	until("the connection ends", func() bool { return srv.Connections() == 0 })
	s = serveIn(t, dir, endpoint, settings...)
	until("it connects again", func() bool { return srv.Connections() == 1 })
	ines.Press(ines.Messages("C0DESK")[0], "accept")
	shows("UCLG accepted the pledge.")
	s.end(t)
	if got := pledgebot(t, dir, "pledges"); !strings.Contains(got, "accepted") {
		t.Errorf("pledges: %s", got)
	}
	if n := strings.Count(ines.Read("C0DESK"), "# "+reference); n != 1 {
		t.Errorf("%d cards", n)
	}
	if strings.Contains(s.said(), "canary") {
		t.Errorf("a token stands in the log:\n%s", s.said())
	}
}

// TestMistakesOfTheDeskAreNamedAtOnce, and no secret with them.
func TestMistakesOfTheDeskAreNamedAtOnce(t *testing.T) {
	t.Parallel()
	c := &slackConfig{Token: "canary-token", AppToken: "canary-app", Secret: "canary-secret", Channel: "#pledges", Admins: []string{"Ines"}, Rates: "fast"}
	var p problems
	c.problems(&p)
	all := strings.Join(p, "\n")
	for _, name := range []string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_CHANNEL", "SLACK_WORKSPACES", "DESK_ADMINS", "SLACK_RATES"} {
		if !strings.Contains(all, name) {
			t.Errorf("%s is not named in:\n%s", name, all)
		}
	}
	if strings.Contains(all, "canary") {
		t.Errorf("a secret stands in:\n%s", all)
	}
	p = nil
	(&slackConfig{}).problems(&p)
	if len(p) != 0 {
		t.Errorf("without a desk: %q", p)
	}
	p = nil
	(&slackConfig{Channel: "C024BE91L"}).problems(&p)
	if len(p) != 1 {
		t.Errorf("with a channel alone: %q", p)
	}
}

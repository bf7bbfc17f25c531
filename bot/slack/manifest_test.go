package slack_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation/pledge"
)

// manifest is what docs/slack.md has an app made of.
var manifest = func() (m struct {
	Features struct {
		Shortcuts []struct {
			ID string `yaml:"callback_id"`
		} `yaml:"shortcuts"`
	} `yaml:"features"`
	OAuth struct {
		Scopes struct {
			Bot []string `yaml:"bot"`
		} `yaml:"scopes"`
	} `yaml:"oauth_config"`
	Settings struct {
		Events struct {
			Bot []string `yaml:"bot_events"`
		} `yaml:"event_subscriptions"`
	} `yaml:"settings"`
},
) {
	data, err := os.ReadFile("../../slack-manifest.yaml")
	if err == nil {
		err = yaml.Unmarshal(data, &m)
	}
	if err != nil {
		panic(err)
	}
	return m
}()

// TestTheManifestAsksForWhatIsUsed: with the scopes of the manifest, which every
// test has, everything can be done, and what can be done takes them all.
func TestTheManifestAsksForWhatIsUsed(t *testing.T) {
	t.Parallel()
	used := map[string]bool{"commands": true} // Slack gives it no call
	for _, private := range []bool{true, false} {
		w := newWorld(t, requests)
		w.srv.Channel(slacktest.Channel{ID: channel, Private: private, Members: []string{ines, marie, tom}})
		w.doesEverything()
		for _, scope := range w.srv.UsedScopes() {
			used[scope] = true
		}
	}
	for _, scope := range manifest.OAuth.Scopes.Bot {
		if !used[scope] {
			t.Errorf("the manifest asks for %s, which nothing takes", scope)
		}
	}
}

// doesEverything makes every call that the adapter makes.
func (w *world) doesEverything() {
	w.t.Helper()
	lost := map[string]bool{}
	w.srv.Fail(func(c slacktest.Call) *slacktest.Failure { // so that what was posted is looked for
		thread := strings.Contains(c.Params["thread_ts"], ".")
		if name := c.Method + map[bool]string{true: " below"}[thread]; c.Method == "chat.postMessage" && !lost[name] {
			lost[name] = true
			return slacktest.CutAfter()
		}
		return nil
	})
	p := w.submits(riobamba)
	for range 2 {
		_ = w.desk.DrawDue(w.t.Context(), w.app) // the first is lost
		w.clock.Pass(pledge.TakeBackFor * 10)
	}
	w.srv.Person(tom).Press(w.card(tom), "claim")
	w.app.Idle()
	for range 2 {
		_ = w.desk.DrawDue(w.t.Context(), w.app)
		w.clock.Pass(pledge.TakeBackFor * 10)
	}
	w.presses(tom, "open.1")
	w.srv.Person(tom).CloseAll()
	w.presses(marie, "release")
	w.srv.Person(tom).Command("/pledges", "export csv")
	w.app.Idle()
	w.gone.Store(true)
	w.keeps(w.now(p.ID), pledge.Fact{Kind: pledge.Released})
	w.draw()
	if problems := w.srv.Problems(); len(problems) > 0 {
		w.t.Error(slices.Concat(problems))
	}
}

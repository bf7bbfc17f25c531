package slack_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"pledgebot/bot/slack/slacktest"
)

// picks uses the shortcut on a message and returns the window that opens.
func (w *world) picks(user string, m slacktest.Message) slacktest.View {
	w.t.Helper()
	if out := w.srv.Person(user).Shortcut(m, manifest.Features.Shortcuts[0].ID); !out.OK {
		w.t.Fatalf("%+v", out)
	}
	w.app.Idle()
	return w.srv.Person(user).View()
}

// says has somebody write a message, into a thread or beside, and returns it.
func (w *world) says(user, channel, thread, text string) slacktest.Message {
	w.t.Helper()
	ts := w.srv.Person(user).Say(channel, thread, text)
	for _, m := range w.srv.Person(user).Messages(channel) {
		if m.TS == ts {
			return m
		}
	}
	w.t.Fatalf("%q is not said", text)
	return slacktest.Message{}
}

// What somebody wrote below a card goes to the city by a shortcut, after a preview;
// whom it called in Slack is left out.
func TestAMessageIsSentToTheCity(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		p := w.submits(riobamba)
		w.draw()
		m := w.says(marie, channel, w.card(marie).TS, "@tom A < B & C: *which* homes?")
		view := w.picks(tom, m)
		contains(t, view.String(), "Ask the city", "CLA-2026-0001", "<A < B & C: *which* homes?>")
		if got := w.now(p.ID); len(got.Questions) > 0 {
			t.Fatal("it was asked without a preview")
		}
		person := w.srv.Person(tom)
		person.Choose(view, "fields", "fields", "title")
		w.sends(person)
		contains(t, person.View().String(), "What the city will read", "A < B & C: *which* homes?")
		w.sends(person)
		w.app.Idle()
		if q := w.now(p.ID).Questions; len(q) != 1 || q[0].Note != "A < B & C: *which* homes?" {
			t.Errorf("asked: %+v", q)
		}

		person.CloseAll()
		contains(t, w.picks(tom, w.card(tom)).String(), "Ask the city", "On which points?")
	})
}

// A message that belongs to no card, or is too long, is refused in a window, and so
// is who is of no part of the team.
func TestAMessageThatCannotBeSent(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		w.submits(riobamba)
		w.draw()
		w.srv.Channel(slacktest.Channel{ID: "C0OTHER", Name: "other", Members: []string{tom}})
		for _, at := range []string{channel, "C0OTHER"} {
			contains(t, w.picks(tom, w.says(tom, at, "", "Which homes?")).String(), "That message is not below a pledge's card")
			w.srv.Person(tom).CloseAll()
		}
		below := w.card(tom).TS
		contains(t, w.picks(marie, w.says(marie, channel, below, strings.Repeat("long ", 300))).String(), "Ce message est trop long", "1 000 caractères")
		contains(t, w.picks(eve, w.says(eve, channel, below, "Which homes?")).String(), "This is not open to you.")
	})
}

// Slack's own marks for people, channels and links are no part of what was written.
func TestAMessageIsReadWithoutSlacksMarks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, requests)
	w.submits(riobamba)
	w.draw()
	for written, read := range map[string]string{
		"<https://example.org/list|the list>, <https://example.org>": "the list (https://example.org/list), https://example.org",
		"<https://example.org/list|example.org/list>":                "https://example.org/list",
		"<mailto:a@b.example|a@b.example>":                           "a@b.example",
		"<!here> <!subteam^S1|@all> in <#C024|pledges>":              "in #pledges",
		"&lt;!channel&gt; &amp;lt;":                                  "<!channel> &lt;",
		"<@U0TOM|tom> how many?":                                     "how many?",
	} {
		payload, err := json.Marshal(map[string]any{
			"type": "message_action", "callback_id": "send_to_city", "trigger_id": "1.2", "action_ts": written, "message_ts": "9.9",
			"team": map[string]any{"id": team}, "user": map[string]any{"id": tom, "team_id": team}, "channel": map[string]any{"id": channel},
			"message": map[string]any{"type": "message", "user": tom, "text": written, "ts": "9.9", "thread_ts": w.card(tom).TS},
		})
		if err != nil {
			t.Fatal(err)
		}
		if status, _ := w.posts(string(payload)); status != http.StatusOK {
			t.Errorf("%q: %d", written, status)
		}
		w.app.Idle()
		var view struct {
			Blocks []struct {
				Element struct {
					Value string `json:"initial_value"`
				} `json:"element"`
			} `json:"blocks"`
		}
		calls := w.srv.Calls()
		if err := json.Unmarshal([]byte(calls[len(calls)-1].Params["view"]), &view); err != nil {
			t.Fatal(err)
		}
		if got := view.Blocks[3].Element.Value; got != read {
			t.Errorf("%q is read as %q, not as %q", written, got, read)
		}
	}
}

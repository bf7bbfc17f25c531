package slacktest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"pledgebot/bot/slack/slacktest"
)

// TestWhatACommandAnswersIsShown tries the forms that an answer may have.
func TestWhatACommandAnswersIsShown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body string
		shown      string // to the one who asked
		toAll      bool
		problem    string
	}{
		{"nothing", "", "", false, ""},
		{"an empty object", "{}", "", false, ""},
		{"a text", "Hello", "Hello", false, ""},
		{"JSON", `{"text":"Hello","response_type":"ephemeral"}`, "Hello", false, ""},
		{"to all", `{"text":"Hello","response_type":"in_channel"}`, "Hello", true, ""},
		{"blocks", `{"text":"Hello","blocks":[{"type":"header","text":{"type":"plain_text","text":"A"}}]}`, "# A", false, ""},
		{"bad blocks", `{"text":"Hello","blocks":[{"type":"x"}]}`, "", false, "invalid_blocks"},
		{"no text", `{"response_type":"in_channel"}`, "", false, "no_text"},
		{"an unknown field", `{"text":"Hello","colour":"red"}`, "", false, "invalid_arguments"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, lenient)
			server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
				_, _ = rw.Write([]byte(c.body))
			}))
			t.Cleanup(server.Close)
			w.Deliver(slacktest.HTTP(server.URL, secret))
			out := w.ana.CommandIn("C1", "/x", "")
			same(t, "failed", out.Failed, c.problem)
			same(t, "shown", w.ana.Last("C1").String(), c.shown)
			same(t, "to all", len(w.bo.Messages("C1")) == 1, c.toAll)
			same(t, "problems", len(w.Problems()) == 1, c.problem != "")
		})
	}
}

func TestBodiesThatSlackCannotRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ kind, body, word string }{
		{"application/json", `{"a"`, "invalid_json"},
		{"application/json", `[]`, "invalid_json"},
		{"text/plain", `text=a`, "invalid_post_type"},
		{"application/x-www-form-urlencoded", `%`, "invalid_form_data"},
		{"application/json; charset=utf-8", `{"channel":"C1","text":"a"}`, ""},
		{"application/json", strings.Repeat(" ", 1<<20+1), "request_too_large"},
	} {
		w := newWorld(t, nil)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.APIURL()+"chat.postMessage", strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", c.kind)
		r.Header.Set("Authorization", "Bearer xoxb-1")
		same(t, c.kind+" "+c.body[:1], w.do(r).Error, c.word)
	}
}

// TestPrivateChannelsHaveScopesOfTheirOwn looks at each sort of channel.
func TestPrivateChannelsHaveScopesOfTheirOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *slacktest.Options) {
		o.Scopes = []string{"groups:history"}
		o.Subscriptions = []string{"message.channels", "message.groups"}
	})
	w.Channel(slacktest.Channel{ID: "C2", Private: true, Members: []string{"U1"}})
	heard := make(chan string, 1)
	w.serveHTTP(&app{event: func(e slackevents.EventsAPIEvent) bool {
		heard <- e.InnerEvent.Data.(*slackevents.MessageEvent).ChannelType
		return true
	}})
	same(t, "history", w.call("conversations.history", params{"channel": "C2"}).OK, true)
	same(t, "public", w.call("conversations.history", params{"channel": "C1"}).Needed, "channels:history")
	w.ana.Say("C1", "", "not told: the scope was not granted")
	w.ana.Say("C2", "", "told")
	same(t, "heard", <-heard, "group")
	same(t, "used", strings.Join(w.UsedScopes(), " "), "groups:history")
}

// TestEverythingThatCanBeChosen chooses in each kind of menu.
func TestEverythingThatCanBeChosen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	pick := func(kind string) slack.BlockElement {
		return slack.NewOptionsSelectBlockElement(kind, nil, kind)
	}
	many := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeUser, nil, "many")
	w.opens(t, form(
		slack.NewInputBlock("user", plain("User"), nil, pick(slack.OptTypeUser)),
		slack.NewInputBlock("channel", plain("Channel"), nil, pick(slack.OptTypeChannels)),
		slack.NewInputBlock("place", plain("Place"), nil, pick(slack.OptTypeConversations)),
		slack.NewInputBlock("time", plain("Time"), nil, slack.NewTimePickerBlockElement("time")),
		slack.NewInputBlock("users", plain("Users"), nil, many),
	))
	v := w.ana.View()
	w.ana.Choose(v, "user", slack.OptTypeUser, "U2")
	w.ana.Choose(v, "channel", slack.OptTypeChannels, "C1")
	w.ana.Choose(v, "place", slack.OptTypeConversations, "C1")
	w.ana.Choose(v, "time", "time", "09:30")
	w.ana.Choose(v, "users", "many", "U1", "U2")
	same(t, "form", w.ana.View().String(), strings.Join([]string{
		"== A form ==", "User:", "  <U2>", "Channel:", "  <C1>", "Place:", "  <C1>", "Time:", "  <09:30>", "Users:", "  <U1 U2>", "[Cancel] [Send]",
	}, "\n"))
	var got slack.ViewState
	w.serveHTTP(&app{interact: func(c slack.InteractionCallback) (any, bool) { got = *c.View.State; return nil, true }})
	same(t, "sent", w.ana.Submit(v).OK, true)
	same(t, "user", got.Values["user"][slack.OptTypeUser].SelectedUser, "U2")
	same(t, "time", got.Values["time"]["time"].SelectedTime, "09:30")
	same(t, "users", strings.Join(got.Values["users"]["many"].SelectedUsers, " "), "U1 U2")
}

// TestNothingIsDoneThatTheScreenDoesNotOffer lists what is a problem of the
// test.
func TestNothingIsDoneThatTheScreenDoesNotOffer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, lenient)
	w.opens(t, form(slack.NewInputBlock("who", plain("Who"), nil, slack.NewRadioButtonsBlockElement("r", slack.NewOptionBlockObject("a", plain("A"), nil)))))
	under := w.ana.View()
	for _, try := range []func() slacktest.Outcome{
		func() slacktest.Outcome { return w.ana.Choose(under, "who", "r", "b") },
		func() slacktest.Outcome { return w.ana.Choose(under, "who", "r", "a", "a") },
		func() slacktest.Outcome { return w.ana.PressIn(under, "x") },
		func() slacktest.Outcome { return w.bo.Choose(under, "who", "r", "a") },
		func() slacktest.Outcome { return w.bo.Submit(under) },
		func() slacktest.Outcome { return w.bo.Close(under) },
		func() slacktest.Outcome { return w.ana.CommandIn("C9", "/x", "") },
		func() slacktest.Outcome { return w.cem.Shortcut(slacktest.Message{Channel: "C1", TS: "1"}, "x") },
		func() slacktest.Outcome {
			w.ana.Edit("C1", "1", "x")
			return slacktest.Outcome{Failed: "not_on_screen"}
		},
		func() slacktest.Outcome { w.ana.Delete("C1", "1"); return slacktest.Outcome{Failed: "not_on_screen"} },
	} {
		before := len(w.Problems())
		same(t, "failed", try().Failed, "not_on_screen")
		same(t, "problems", len(w.Problems()), before+1)
	}
}

// TestAViewThatIsGoneTakesNoAnswer holds that a form that was closed while the
// app thought about it stays closed.
func TestAViewThatIsGoneTakesNoAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	v := form(input("why"))
	v.ClearOnClose = true
	a := &app{command: func(c slack.SlashCommand) (any, bool) {
		_, err := w.api.OpenView(c.TriggerID, v)
		return nil, err == nil
	}}
	a.interact = func(slack.InteractionCallback) (any, bool) {
		w.ana.Close(w.ana.View())
		return slack.NewErrorsViewSubmissionResponse(map[string]string{"why": "No."}), true
	}
	w.serveHTTP(a)
	w.ana.Command("/x", "")
	w.ana.Type(w.ana.View(), "why", "why", "a")
	out := w.ana.Submit(w.ana.View())
	same(t, "ok", out.OK, true)
	same(t, "errors", len(out.Errors), 0)
	same(t, "views", len(w.ana.Views()), 0)
}

// TestSlackClosesAConnectionThatItWarned holds that a client that does not go
// is put out.
func TestSlackClosesAConnectionThatItWarned(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	ws, _ := w.dials()
	same(t, "hello", w.hears(ws).Type, "hello")
	w.Refresh("warning")
	same(t, "warned", w.hears(ws).Reason, "warning")
	same(t, "nothing is sent on it", w.ana.Command("/x", "").Failed, "connection_failed")
	same(t, "still there", w.Connections(), 1)
	w.clock.Pass(10 * time.Second)
	w.await("it is gone", func() bool { return w.Connections() == 0 })
}

func TestAnEventOfAnyKind(t *testing.T) {
	t.Parallel()
	w := newWorld(t, subscribed("member_joined_channel"))
	heard := make(chan string, 1)
	w.serveHTTP(&app{event: func(e slackevents.EventsAPIEvent) bool { heard <- e.InnerEvent.Type; return true }})
	if w.Event(map[string]any{"type": "channel_rename"}) != "" {
		t.Error("what the app has not asked for is told")
	}
	id := w.Event(map[string]any{"type": "member_joined_channel", "user": "U3", "channel": "C1"})
	same(t, "heard", <-heard, "member_joined_channel")
	same(t, "id", w.Deliveries()[0].ID, id)
}

package slacktest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"pledgebot/bot/slack/slacktest"
)

// An app is what the tests let Slack talk to, over either transport. Its
// functions give what goes back with the acknowledgement, and whether there is
// one at all.
type app struct {
	event    func(slackevents.EventsAPIEvent) bool
	interact func(slack.InteractionCallback) (any, bool)
	command  func(slack.SlashCommand) (any, bool)
}

// transports are the ways in which every behaviour is tried.
var transports = []struct {
	name  string
	start func(*world, *app)
}{
	{"http", (*world).serveHTTP},
	{"socket", (*world).serveSocket},
}

func (a *app) onEvent(e slackevents.EventsAPIEvent) bool { return a.event == nil || a.event(e) }

func (a *app) onInteraction(c slack.InteractionCallback) (any, bool) {
	if a.interact == nil {
		return nil, true
	}
	return a.interact(c)
}

func (a *app) onCommand(c slack.SlashCommand) (any, bool) {
	if a.command == nil {
		return nil, true
	}
	return a.command(c)
}

// serveHTTP serves the app at an address and tells Slack of it.
func (w *world) serveHTTP(a *app) {
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { a.serve(w.t, rw, r) }))
	w.t.Cleanup(server.Close)
	w.Deliver(slacktest.HTTP(server.URL, secret))
}

func (a *app) serve(t testing.TB, w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	form, _ := url.ParseQuery(string(body))
	var answer any
	var ok bool
	switch {
	case r.Header.Get("Content-Type") == "application/json":
		e, err := slackevents.ParseEvent(body, slackevents.OptionNoVerifyToken())
		if err != nil {
			t.Error(err)
		}
		ok = a.onEvent(e)
	case form.Has("payload"):
		c, err := slack.InteractionCallbackParse(r)
		if err != nil {
			t.Error(err)
		}
		answer, ok = a.onInteraction(c)
	default:
		c, err := slack.SlashCommandParse(r)
		if err != nil {
			t.Error(err)
		}
		answer, ok = a.onCommand(c)
	}
	switch {
	case !ok:
		w.WriteHeader(http.StatusInternalServerError)
	case answer != nil:
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(answer)
	}
}

// serveSocket serves the app over slack-go's Socket Mode client, with a loop of
// its own over the client's events.
func (w *world) serveSocket(a *app) {
	w.connect(a)
	w.await("a connection", func() bool { return w.Connections() == 1 })
}

// connect starts one client, which ends with the test.
func (w *world) connect(a *app) {
	client := socketmode.New(w.api)
	ctx, cancel := context.WithCancel(w.t.Context())
	var running sync.WaitGroup
	running.Go(func() { _ = client.RunContext(ctx) })
	running.Go(func() {
		for {
			select {
			case e := <-client.Events:
				a.handle(w.t, client, e)
			case <-ctx.Done():
				return
			}
		}
	})
	w.t.Cleanup(func() { cancel(); running.Wait() })
}

func (a *app) handle(t testing.TB, client *socketmode.Client, e socketmode.Event) {
	var answer any
	var ok bool
	switch e.Type {
	case socketmode.EventTypeEventsAPI:
		ok = a.onEvent(e.Data.(slackevents.EventsAPIEvent))
	case socketmode.EventTypeInteractive:
		answer, ok = a.onInteraction(e.Data.(slack.InteractionCallback))
	case socketmode.EventTypeSlashCommand:
		answer, ok = a.onCommand(e.Data.(slack.SlashCommand))
	case socketmode.EventTypeErrorBadMessage, socketmode.EventTypeErrorWriteFailed, socketmode.EventTypeInvalidAuth:
		t.Errorf("%s: %+v", e.Type, e.Data)
		return
	default:
		return
	}
	if !ok {
		return
	}
	if err := client.Ack(*e.Request, answer); err != nil {
		t.Error(err)
	}
}

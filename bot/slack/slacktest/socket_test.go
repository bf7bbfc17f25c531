package slacktest_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"pledgebot/bot/slack/slacktest"
)

// TestARefreshLosesNothing holds that what is on its way while Slack refreshes
// the connection is acknowledged on the next one.
func TestARefreshLosesNothing(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{"warning", "refresh_requested"} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, subscribed("message.channels"))
			told, release := make(chan string), make(chan bool)
			w.serveSocket(&app{event: func(e slackevents.EventsAPIEvent) bool {
				told <- e.InnerEvent.Data.(*slackevents.MessageEvent).Text
				<-release
				return true
			}})
			w.ana.Say("C1", "", "before")
			same(t, "told", <-told, "before")
			w.Refresh(reason)
			w.await("another connection", func() bool { return w.Count("apps.connections.open") == 2 && w.Connections() == 1 })
			release <- true
			w.await("its acknowledgement", func() bool { return w.Deliveries()[0].Done })
			same(t, "failed", w.Deliveries()[0].Failed, "")
			w.ana.Say("C1", "", "after")
			same(t, "told", <-told, "after")
			release <- true
			w.await("the second", func() bool { all := w.Deliveries(); return len(all) == 2 && all[1].Done })
		})
	}
}

// TestALostAcknowledgementIsAskedForAgain holds that an event is told again
// after its connection was cut.
func TestALostAcknowledgementIsAskedForAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, subscribed("message.channels"))
	told := make(chan int, 4)
	w.serveSocket(&app{event: func(slackevents.EventsAPIEvent) bool {
		told <- 1
		w.Nudge()
		return len(told) > 1
	}})
	w.ana.Say("C1", "", "hello")
	w.await("the first try", func() bool { return len(told) == 1 })
	w.Cut()
	w.await("another connection", func() bool { return w.Count("apps.connections.open") == 2 && w.Connections() == 1 })
	w.passes(3 * time.Second)
	w.await("the second try", func() bool { all := w.Deliveries(); return len(all) == 2 && all[1].Done })
	all := w.Deliveries()
	same(t, "first", all[0].Failed, "timeout")
	same(t, "second", all[1].Failed, "")
	same(t, "retry", all[1].Retry, 1)
	same(t, "reason", all[1].Reason, "timeout")
}

func TestPayloadsGoToOneConnection(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	served := make([]int, 2)
	for i := range served {
		w.connect(&app{command: func(slack.SlashCommand) (any, bool) { served[i]++; return nil, true }})
		w.await("a connection", func() bool { return w.Connections() == i+1 })
	}
	for range 4 {
		w.ana.Command("/x", "")
	}
	same(t, "each", served[0], 2)
	same(t, "and the other", served[1], 2)
}

// A line is one message of the raw protocol.
type line struct {
	Type       string
	Reason     string
	EnvelopeID string `json:"envelope_id"`
	Accepts    bool   `json:"accepts_response_payload"`
	Payload    json.RawMessage
}

// dials opens a connection without a library.
func (w *world) dials() (*websocket.Conn, string) {
	w.t.Helper()
	_, address, err := w.api.StartSocketModeContext(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	ws, res, err := websocket.DefaultDialer.DialContext(w.t.Context(), address, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	_ = res.Body.Close() // of a connection that has been taken over
	w.t.Cleanup(func() { _ = ws.Close() })
	return ws, address
}

func (w *world) hears(ws *websocket.Conn) (l line) {
	w.t.Helper()
	if err := ws.ReadJSON(&l); err != nil {
		w.t.Fatal(err)
	}
	return l
}

func TestAnEleventhConnectionIsTurnedAway(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	var address string
	for range 10 {
		var ws *websocket.Conn
		ws, address = w.dials()
		same(t, "hello", w.hears(ws).Type, "hello")
	}
	ws, _ := w.dials()
	same(t, "reason", w.hears(ws).Reason, "too_many_websockets")
	w.Cut()
	w.Occupy(10)
	ws, _ = w.dials()
	same(t, "with those of others", w.hears(ws).Reason, "too_many_websockets")
	if _, _, err := websocket.DefaultDialer.DialContext(t.Context(), address, nil); err == nil { //nolint:bodyclose // there is none
		t.Error("a ticket is good twice")
	}
	w.DisableSocketMode()
	_, _, err := w.api.StartSocketModeContext(t.Context())
	refused(t, err, "link_disabled")
}

// TestALargeAnswerIsDropped holds that Slack loses it without a word, and that
// the person is told after three seconds.
func TestALargeAnswerIsDropped(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		size int
		ok   bool
	}{{19_999, true}, {20_000, false}} {
		w := newWorld(t, nil)
		ws, _ := w.dials()
		same(t, "hello", w.hears(ws).Type, "hello")
		outcome := make(chan slacktest.Outcome, 1)
		go func() { outcome <- w.ana.Command("/x", "") }()
		l := w.hears(ws)
		same(t, "accepts", l.Accepts, true)
		answer := `{"envelope_id":"` + l.EnvelopeID + `","payload":{"text":"`
		answer += strings.Repeat("a", c.size-len(answer)-len(`"}}`)) + `"}}`
		if err := ws.WriteMessage(websocket.TextMessage, []byte(answer)); err != nil {
			t.Fatal(err)
		}
		if !c.ok {
			w.await("it is dropped", func() bool { return w.Deliveries()[0].Dropped })
			w.clock.Pass(3 * time.Second)
		}
		same(t, "ok", (<-outcome).OK, c.ok)
	}
}

// TestAnswersThatSlackCannotUse are problems.
func TestAnswersThatSlackCannotUse(t *testing.T) {
	t.Parallel()
	w := newWorld(t, lenient)
	ws, _ := w.dials()
	same(t, "hello", w.hears(ws).Type, "hello")
	w.posts("C1", "card", slack.MsgOptionBlocks(buttons("Open")))
	outcome := make(chan slacktest.Outcome, 1)
	go func() { outcome <- w.ana.Press(w.ana.Last("C1"), "open") }()
	l := w.hears(ws)
	same(t, "accepts", l.Accepts, false)
	for _, answer := range []string{`{"envelope_id":"` + l.EnvelopeID + `","payload":{"text":"a"}}`, `{"type":"pong"}`, `?`} {
		if err := ws.WriteMessage(websocket.TextMessage, []byte(answer)); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "acknowledged", (<-outcome).OK, true)
	w.await("the problems", func() bool { return len(w.Problems()) == 3 })
}

func TestWithoutAConnectionAPressFailsAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.posts("C1", "card", slack.MsgOptionBlocks(buttons("Open")))
	same(t, "failed", w.ana.Press(w.ana.Last("C1"), "open").Failed, "connection_failed")
	same(t, "command", w.ana.Command("/x", "").Failed, "connection_failed")
	same(t, "shown", w.ana.Notes()[1], `/x failed with the error "dispatch_failed"`)
}

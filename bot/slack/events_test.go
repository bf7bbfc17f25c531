package slack_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/bot/slack"
)

// TestAnEventIsTakenOnce: told again, it is acknowledged and does nothing, for an
// hour.
func TestAnEventIsTakenOnce(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		id := w.srv.Event(map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"bot": []string{"U0BOT"}}})
		w.await(func() bool { return w.noticed(slack.TokenRefused) })
		w.app.Idle()
		for retry := range 3 {
			if failed := w.srv.Redeliver(id, retry+1); failed != "" {
				t.Errorf("the %d. time it is answered %s", retry+2, failed)
			}
		}
		w.app.Idle()
		w.clock.Pass(59 * time.Minute)
		w.srv.Redeliver(id, 3)
		w.app.Idle()
		if n := len(w.notices); n != 1 {
			t.Errorf("noticed %d times", n)
		}
	})
}

// TestTheConnectionIsMadeAnew when Slack asks for it, and a press is not lost.
func TestTheConnectionIsMadeAnew(t *testing.T) {
	t.Parallel()
	w := newWorld(t, socket)
	p := w.submits(riobamba)
	w.draw()
	if err := w.app.Connected(t.Context()); err != nil {
		t.Errorf("connected, it says %v", err)
	}
	w.srv.Refresh("refresh_requested")
	w.await(func() bool { return strings.Count(w.log.String(), "msg=connected") > 1 })
	w.presses(tom, "claim")
	if w.now(p.ID).Claim == nil {
		t.Error("the press was lost")
	}
}

// TestALostConnectionIsSeen by those who ask whether the app is ready.
func TestALostConnectionIsSeen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, socket)
	w.srv.DisableSocketMode()
	w.await(func() bool { return strings.Count(w.log.String(), "msg=connecting") > 1 })
	w.clock.Pass(31 * time.Second)
	if err := w.app.Connected(t.Context()); err == nil {
		t.Error("it says nothing")
	}
}

package slack

import (
	"context"
	"encoding/json"
	"sync"
	"time"
)

// An event is what Slack says has happened. Those of no use here are
// acknowledged all the same: otherwise they would come again.
type event struct {
	Type      string `json:"type"`
	Challenge string `json:"challenge"`
	Team      string `json:"team_id"`
	ID        string `json:"event_id"`
	Event     struct {
		Type    string `json:"type"`
		User    string `json:"user"`
		Channel any    `json:"channel"` // an id, or an object of some events
		Tab     string `json:"tab"`
	} `json:"event"`
}

func (s *Slack) happened(ctx context.Context, d Desk, body json.RawMessage) (answer, error) {
	var e event
	if err := json.Unmarshal(body, &e); err != nil {
		return s.unread(ctx, "events_api", err)
	}
	switch {
	case e.Type == "url_verification":
		return answer{body: map[string]string{"challenge": e.Challenge}}, nil
	case e.Type != "event_callback" || !s.letsIn(e.Team) || s.once.seen(e.ID):
		return answer{}, nil
	}
	a := answer{}
	switch e.Event.Type {
	case "app_home_opened":
		if e.Event.Tab == "home" && e.Event.User != "" {
			a.then = func(ctx context.Context) { s.welcome(ctx, d, e.Team, e.Event.User) }
		}
	case "tokens_revoked", "app_uninstalled":
		s.opts.Notice(TokenRefused)
	case "member_joined_channel", "channel_shared", "channel_unshared":
		s.guard.forget()
	}
	s.once.mark(e.ID)
	return a, nil
}

// onceFor is how long an event is known again: Slack brings one again within
// minutes, and late deliveries have been seen after more than half an hour.
const (
	onceFor  = time.Hour
	onceMost = 20000
)

// once knows the events that were taken. Another replica may take one again; no
// event does more than have something looked up.
type once struct {
	now func() time.Time

	mu    sync.Mutex
	until map[string]time.Time
}

func (o *once) seen(id string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.now().Before(o.until[id])
}

func (o *once) mark(id string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.until) >= onceMost {
		for known, until := range o.until {
			if !o.now().Before(until) {
				delete(o.until, known)
			}
		}
		if len(o.until) >= onceMost {
			clear(o.until)
		}
	}
	o.until[id] = o.now().Add(onceFor)
}

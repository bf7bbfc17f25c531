package slack

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack/socketmode"
)

// Listen takes what Slack sends over a connection of ours, until ctx is done. It
// connects again by itself; it returns an error when Slack refuses the token.
func (s *Slack) Listen(ctx context.Context, d Desk) error {
	conn := socketmode.New(s.client.api)
	ctx, end := context.WithCancel(ctx)
	defer end()
	s.link.lost(s.opts.Now())
	ended := make(chan error, 1)
	go func() { ended <- conn.RunContext(ctx) }()
	for {
		select {
		case err := <-ended:
			if ctx.Err() != nil {
				return nil
			}
			s.opts.Notice(TokenRefused)
			return fmt.Errorf("socket mode ended: %T", err) // its text may hold an address with a ticket
		case e := <-conn.Events:
			s.received(ctx, conn, d, e)
		}
	}
}

// received begins the work on one event of the connection. While there is no
// room no more is read, and Slack gives the next to another replica.
func (s *Slack) received(ctx context.Context, conn *socketmode.Client, d Desk, e socketmode.Event) {
	switch e.Type {
	case socketmode.EventTypeConnected:
		s.link.stands()
		s.opts.Log.InfoContext(ctx, "connected", "platform", Platform)
		return
	case socketmode.EventTypeConnecting:
		s.link.lost(s.opts.Now())
		s.opts.Log.InfoContext(ctx, "connecting", "platform", Platform)
		return
	case socketmode.EventTypeInvalidAuth:
		s.opts.Notice(TokenRefused)
		return
	}
	if e.Request == nil || e.Request.EnvelopeID == "" {
		return
	}
	select {
	case s.room <- struct{}{}:
	case <-ctx.Done():
		return
	}
	s.begin(func(work context.Context) {
		defer func() { <-s.room }()
		s.acknowledge(work, conn, d, e)
	})
}

// acknowledge takes an input and says so. Without that Slack tells the person
// that it did not work.
func (s *Slack) acknowledge(ctx context.Context, conn *socketmode.Client, d Desk, e socketmode.Event) {
	a, err := s.take(ctx, d, input{kind: e.Request.Type, body: e.Request.Payload})
	if err != nil {
		s.opts.Log.WarnContext(ctx, "input not taken", "platform", Platform, "kind", e.Request.Type, "error", err)
		return
	}
	if err := conn.AckCtx(ctx, e.Request.EnvelopeID, a.body); err != nil && !errors.Is(err, context.Canceled) {
		s.opts.Log.WarnContext(ctx, "not acknowledged", "platform", Platform, "kind", e.Request.Type, "why", fmt.Sprintf("%T", err))
	}
	if a.then != nil {
		a.then(ctx)
	}
}

// A link knows whether the connection to Slack stands.
type link struct{ since atomic.Int64 } // when it was lost; zero while it stands

func (l *link) stands()            { l.since.Store(0) }
func (l *link) lost(now time.Time) { l.since.CompareAndSwap(0, now.UnixNano()) }

// linkPatience is how long the connection may be lost: Slack has it made anew
// every few hours.
const linkPatience = 30 * time.Second

// Connected fails while the connection of Listen is lost for long.
func (s *Slack) Connected(context.Context) error {
	since := s.link.since.Load()
	if since == 0 {
		return nil
	}
	if ago := s.opts.Now().Sub(time.Unix(0, since)); ago > linkPatience {
		return fmt.Errorf("not connected to Slack for %s", ago.Round(time.Second))
	}
	return nil
}

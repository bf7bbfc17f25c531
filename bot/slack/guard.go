package slack

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// errUnsafe says that others than the team could read the channel.
var errUnsafe = errors.New("the team's channel is shared with others or has guests")

// safeFor is how long a channel that was looked at counts as safe, and unsafeFor
// as unsafe.
const (
	safeFor   = 10 * time.Minute
	unsafeFor = 15 * time.Second
)

// A guard sees to it that nothing is posted where others than the team read.
type guard struct {
	slack *Slack

	mu    sync.Mutex
	until time.Time
	found error // until then
}

// check looks at the channel, unless that was done lately.
func (g *guard) check(ctx context.Context) error {
	s := g.slack
	g.mu.Lock()
	defer g.mu.Unlock()
	if s.opts.Now().Before(g.until) {
		return g.found
	}
	safe, err := s.safe(ctx)
	switch {
	case err != nil:
		return err
	case safe:
		g.until, g.found = s.opts.Now().Add(safeFor), nil
	default:
		s.opts.Notice(ChannelUnsafe)
		g.until, g.found = s.opts.Now().Add(unsafeFor), errUnsafe
	}
	return g.found
}

// forget has the channel looked at anew: somebody has come, or it was shared.
func (g *guard) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.until = time.Time{}
}

// safe tells whether only members of one workspace read the channel.
func (s *Slack) safe(ctx context.Context) (bool, error) {
	var channel *slack.Channel
	err := s.client.do(ctx, "conversations.info", "slack:read", s.opts.Rates.Read, func(api *slack.Client) (err error) {
		channel, err = api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: s.opts.Channel})
		return err
	})
	if err != nil {
		return false, err
	}
	if channel.IsExtShared || channel.IsShared || channel.IsOrgShared || channel.IsPendingExtShared || channel.IsGeneral {
		return false, nil
	}
	params := &slack.GetUsersInConversationParameters{ChannelID: s.opts.Channel, Limit: historyMost}
	for {
		var some []string
		err := s.client.do(ctx, "conversations.members", "slack:read", s.opts.Rates.Read, func(api *slack.Client) (err error) {
			some, params.Cursor, err = api.GetUsersInConversationContext(ctx, params)
			return err
		})
		if err != nil {
			return false, err
		}
		for _, user := range some {
			if who, err := s.people.profile(ctx, user); err != nil || who.guest {
				return false, err
			}
		}
		if params.Cursor == "" {
			return true, nil
		}
	}
}

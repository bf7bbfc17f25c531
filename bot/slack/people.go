package slack

import (
	"context"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/store"
)

// knownFor is how long what Slack says of somebody counts, and knownMost how
// many are remembered.
const (
	knownFor  = time.Hour
	knownMost = 1024
)

// people remembers what Slack says of people.
type people struct {
	client *client
	now    func() time.Time

	mu    sync.Mutex
	known map[string]profile
}

// A profile is what matters of somebody.
type profile struct {
	locale string // "es-ES"
	guest  bool   // not a full member of the workspace
	bot    bool
	at     time.Time
}

// profile asks Slack about a user.
func (p *people) profile(ctx context.Context, user string) (profile, error) {
	p.mu.Lock()
	known, found := p.known[user]
	p.mu.Unlock()
	if found && p.now().Sub(known.at) < knownFor {
		return known, nil
	}
	var u *slack.User
	err := p.client.do(ctx, "users.info", "slack:read", p.client.rates.Read, func(api *slack.Client) (err error) {
		u, err = api.GetUserInfoContext(ctx, user)
		return err
	})
	if err != nil {
		return profile{}, err
	}
	known = profile{locale: u.Locale, guest: u.IsRestricted || u.IsUltraRestricted || u.IsStranger, bot: u.IsBot, at: p.now()}
	p.remember(user, known)
	return known, nil
}

func (p *people) remember(user string, known profile) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.known) >= knownMost {
		clear(p.known) // they are asked for again
	}
	if p.known == nil {
		p.known = map[string]profile{}
	}
	p.known[user] = known
}

var noRate store.Rate

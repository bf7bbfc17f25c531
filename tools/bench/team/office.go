package team

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"pledgebot/bot/slack/slacktest"
	"pledgebot/tools/bench/walk"
)

// A Way is one by which Slack reaches an app.
type Way string

// The ways.
const (
	Requests Way = "requests"
	Socket   Way = "Socket Mode"
)

const (
	botToken = "xoxb-bench"
	appToken = "xapp-bench"
	secret   = "bench-secret"
	channel  = "C0DESK"
)

// An Office is a fake Slack with the people of the team.
type Office struct {
	// See is told of each fact of which an acknowledgement tells, and of how many
	// there are of its kind by then, before its person does anything else; nil for
	// nobody.
	See func(kind string, times int) error

	srv     *slacktest.Server
	clock   walk.Clock
	way     Way
	members []*member
	cards   chan *card // that nobody has at hand

	mu     sync.Mutex
	phase  phase
	result Result
}

// Open starts a Slack. It is closed by Close.
func Open(clock walk.Clock, way Way, people int) *Office {
	o := &Office{clock: clock, way: way, result: newResult()}
	o.srv = slacktest.New(slacktest.Options{
		BotToken: botToken, AppToken: appToken, Now: clock.Now, After: clock.After, Subscriptions: []string{}, Forget: true,
	})
	var ids []string
	for i := range people {
		id := fmt.Sprintf("U%04d", i)
		ids = append(ids, id)
		o.members = append(o.members, &member{office: o, person: o.srv.Person(id)})
	}
	o.srv.Channel(slacktest.Channel{ID: channel, Private: true, Members: ids})
	return o
}

// Close ends Slack.
func (o *Office) Close() { o.srv.Close() }

// Settings are those of a service with this desk.
func (o *Office) Settings() []string {
	var admins []string
	for _, m := range o.members {
		admins = append(admins, m.person.ID()+"=UCLG")
	}
	all := []string{
		"SLACK_BOT_TOKEN=" + botToken, "SLACK_API_URL=" + o.srv.APIURL(), "SLACK_CHANNEL=" + channel, "SLACK_WORKSPACES=T0TEAM",
		"SLACK_RATES=off", "DESK_DIGEST_HOUR=off", "DESK_ADMINS=" + strings.Join(admins, ","),
	}
	if o.way == Socket {
		return append(all, "SLACK_APP_TOKEN="+appToken)
	}
	return append(all, "SLACK_SIGNING_SECRET="+secret)
}

// Reach finds the way to a service that has started at an address.
func (o *Office) Reach(ctx context.Context, address string) error {
	if o.way == Socket {
		return o.srv.Await(ctx, func() bool { return o.srv.Connections() > 0 })
	}
	o.srv.Deliver(slacktest.HTTP("http://"+address+"/slack", secret))
	return nil
}

// problems are what Slack would not have taken.
func (o *Office) problems() error {
	if all := o.srv.Problems(); len(all) > 0 {
		return fmt.Errorf("%d problems in Slack, the first: %s", len(all), all[0])
	}
	return nil
}

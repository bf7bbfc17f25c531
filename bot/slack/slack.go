package slack

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"pledgebot/bot"
	"pledgebot/bot/desk"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

// Platform is the first half of the names of people here.
const Platform = "slack"

// A Desk is what the team sees and does. A *desk.Desk is one.
type Desk interface {
	// Take carries a press through. It returns nil once what was asked for is kept.
	Take(ctx context.Context, in conversation.InputID, by desk.Person, press desk.Press) (desk.Outcome, error)
	// AskFrom asks the city about the pledge whose card stands at a place, with
	// words to begin with.
	AskFrom(ctx context.Context, in conversation.InputID, by desk.Person, place, said string) (desk.Outcome, error)
	// Home is what somebody sees of all that waits.
	Home(ctx context.Context, by desk.Person) (desk.Home, error)
	// Command carries out what was typed after the command's name.
	Command(ctx context.Context, in conversation.InputID, by desk.Person, typed string) (desk.Outcome, error)
}

// Words renders the few sentences that this adapter says itself.
type Words interface {
	Text(lang call.Lang, t call.Text) string
	Match(tags ...string) (call.Lang, bool)
}

// Options say which app this is and what it needs.
type Options struct {
	Token      string   // of the app's bot, "xoxb-…"
	AppToken   string   // for Socket Mode, "xapp-…"; "" where Slack sends requests
	Secret     string   // that signs requests; "" in Socket Mode
	API        string   // of the Slack server, with its last slash; "" for https://slack.com/api/
	Channel    string   // where the cards are
	Workspaces []string // whose people are let in; no other is answered
	Lang       call.Lang
	Words      Words
	Limits     store.Limits
	Rates      Rates // what is sent at most; the zero value keeps none
	Now        func() time.Time
	After      func(time.Duration) <-chan time.Time
	Log        *slog.Logger
	Notice     func(Incident)
	Around     func(http.RoundTripper) http.RoundTripper // stands around every call of the API; nil for nothing
}

// Incident is something on Slack's side that an operator must know.
type Incident string

// The incidents. Each is reported as often as it is seen.
const (
	TokenRefused  Incident = "Slack refuses the token" //nolint:gosec // a name
	ChannelUnsafe Incident = "the team's channel is shared or has guests: no cards are posted"
	Malformed     Incident = "Slack refused a message of ours as malformed"
)

// A Slack is one app in the workspaces that it lets in. It is safe for
// concurrent use.
type Slack struct {
	opts   Options
	client *client
	people people
	once   once
	guard  guard
	link   link
	room   chan struct{} // one place for each input, until all is shown that follows from it
	begun  bot.Begun
}

// atOnce is how many inputs are at work at once; more have to wait.
const atOnce = 128

// New makes the adapter of one app. It calls nobody.
func New(o Options) (*Slack, error) {
	switch {
	case !strings.HasPrefix(o.Token, "xoxb-"):
		return nil, errors.New("a Slack bot's token begins with xoxb-")
	case o.AppToken != "" && !strings.HasPrefix(o.AppToken, "xapp-"):
		return nil, errors.New("a Slack app's token for Socket Mode begins with xapp-")
	case (o.AppToken == "") == (o.Secret == ""):
		return nil, errors.New("Slack needs either an app's token, for Socket Mode, or a signing secret, for requests")
	case o.Channel == "" || len(o.Workspaces) == 0:
		return nil, errors.New("Slack needs a channel and the workspaces whose people are let in")
	}
	if o.Notice == nil {
		o.Notice = func(Incident) {}
	}
	s := &Slack{opts: o, client: newClient(o), room: make(chan struct{}, atOnce)}
	s.people = people{client: s.client, now: o.Now}
	s.guard = guard{slack: s}
	s.once = once{now: o.Now, until: map[string]time.Time{}}
	return s, nil
}

// Check asks Slack who the app is, and whether it is in a workspace that is let in.
func (s *Slack) Check(ctx context.Context) (name string, err error) {
	err = s.client.do(ctx, "auth.test", "", noRate, func(api *slack.Client) error {
		who, err := api.AuthTestContext(ctx)
		if err == nil {
			name = who.User
		}
		return err
	})
	return name, err
}

// begin starts work that goes on after an acknowledgement.
func (s *Slack) begin(work func(ctx context.Context)) { s.begun.Go(work) }

// Drain waits until what was begun after an acknowledgement is shown. When ctx is
// done first, it is broken off.
func (s *Slack) Drain(ctx context.Context) error { return s.begun.Drain(ctx) }

// say is one of the adapter's own sentences.
func (s *Slack) say(lang call.Lang, key string) string { return s.opts.Words.Text(lang, call.Say(key)) }

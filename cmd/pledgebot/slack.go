package main

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/desk"
	"pledgebot/bot/mail"
	"pledgebot/bot/ops"
	"pledgebot/bot/service"
	"pledgebot/bot/slack"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/locales"
)

// slackConfig is what the team's desk in Slack needs. Without a token there is
// no desk.
type slackConfig struct {
	Token        string   `name:"slack-bot-token" env:"SLACK_BOT_TOKEN" help:"Bot token of the Slack app (xoxb-); without one there is no desk in Slack."`
	TokenFile    string   `name:"slack-bot-token-file" env:"SLACK_BOT_TOKEN_FILE" help:"File that holds the bot token."`
	AppToken     string   `name:"slack-app-token" env:"SLACK_APP_TOKEN" help:"App-level token (xapp-) for Socket Mode, the way that needs no public address."`
	AppTokenFile string   `name:"slack-app-token-file" env:"SLACK_APP_TOKEN_FILE" help:"File that holds the app-level token."`
	Secret       string   `name:"slack-signing-secret" env:"SLACK_SIGNING_SECRET" help:"Signing secret, where Slack sends requests to /slack instead."`
	SecretFile   string   `name:"slack-signing-secret-file" env:"SLACK_SIGNING_SECRET_FILE" help:"File that holds the signing secret."`
	API          string   `name:"slack-api-url" env:"SLACK_API_URL" help:"Slack API server; https://slack.com/api/ if not given."`
	Channel      string   `name:"slack-channel" env:"SLACK_CHANNEL" help:"Id of the team's channel (C…), where the cards are."`
	Workspaces   []string `name:"slack-workspaces" env:"SLACK_WORKSPACES" help:"Ids of the workspaces (T…) whose people are let in."`
	Rates        string   `name:"slack-rates" env:"SLACK_RATES" help:"default, or off for a Slack server of one's own or a load test."`
	Lang         string   `name:"desk-language" env:"DESK_LANGUAGE" help:"Language of the team's channel; en if not given."`
	ClaimDays    int      `name:"desk-claim-days" env:"DESK_CLAIM_DAYS" default:"5" help:"After how many days without a deed a claim ends by itself; 0 for never."`
	DigestHour   string   `name:"desk-digest-hour" env:"DESK_DIGEST_HOUR" help:"Hour of working mornings at which the channel is told what happened, 0 to 23, or off; 8 if not given."`
	TimeZone     string   `name:"desk-time-zone" env:"DESK_TIME_ZONE" help:"Time zone of that hour, such as Africa/Dakar; UTC if not given."`
	Admins       []string `name:"desk-admins" env:"DESK_ADMINS" help:"Who administers the team at first: USER=ORGANISATION, such as U024BE7LH=UCLG."`
}

// on tells whether there is a desk in Slack.
func (c *slackConfig) on() bool { return c.Token != "" }

func (c *slackConfig) secrets() []string { return []string{c.Token, c.AppToken, c.Secret} }

// problems returns every mistake in the settings of the desk.
func (c *slackConfig) problems(p *problems) {
	p.file("SLACK_BOT_TOKEN", &c.Token, c.TokenFile)
	p.file("SLACK_APP_TOKEN", &c.AppToken, c.AppTokenFile)
	p.file("SLACK_SIGNING_SECRET", &c.Secret, c.SecretFile)
	if !c.on() {
		if c.AppToken != "" || c.Secret != "" || c.Channel != "" || len(c.Workspaces) > 0 || len(c.Admins) > 0 {
			p.add("SLACK_BOT_TOKEN is missing: set it, or leave out every SLACK_ and DESK_ setting, and there is no desk in Slack")
		}
		return
	}
	if !strings.HasPrefix(c.Token, "xoxb-") {
		p.add("SLACK_BOT_TOKEN is no bot token: it begins with xoxb- and stands under “OAuth & Permissions” of the app")
	}
	if _, problem := c.morning(); problem != "" {
		p.add("%s", problem)
	}
	if c.ClaimDays < 0 {
		p.add("DESK_CLAIM_DAYS must be a number of days, or 0 for claims that never end by themselves")
	}
	switch {
	case c.AppToken == "" && c.Secret == "":
		p.add("SLACK_APP_TOKEN is missing: set it for Socket Mode, or SLACK_SIGNING_SECRET where Slack sends requests to /slack")
	case c.AppToken != "" && c.Secret != "":
		p.add("SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both given: leave one out")
	case c.AppToken != "" && !strings.HasPrefix(c.AppToken, "xapp-"):
		p.add("SLACK_APP_TOKEN is no app-level token: it begins with xapp- and stands under “Basic Information” of the app")
	}
	p.url("SLACK_API_URL", c.API, "the address of a Slack API server, such as http://127.0.0.1:8082/api/", "https", "http")
	if !channels.MatchString(c.Channel) {
		p.add("SLACK_CHANNEL must be the id of the team's channel, such as C024BE91L: it stands at the end of the channel's details")
	}
	if len(c.Workspaces) == 0 || slices.ContainsFunc(c.Workspaces, func(w string) bool { return !workspaces.MatchString(w) }) {
		p.add("SLACK_WORKSPACES must be the ids of the workspaces whose people are let in, such as T024BE7LD")
	}
	if _, err := c.admins(); err != "" {
		p.add("%s", err)
	}
	p.oneOf("SLACK_RATES", c.Rates, "default", "off")
}

var (
	channels   = regexp.MustCompile(`^[CG][A-Z0-9]{2,}$`)
	workspaces = regexp.MustCompile(`^T[A-Z0-9]{2,}$`)
	users      = regexp.MustCompile(`^(?:(T[A-Z0-9]{2,})/)?([UW][A-Z0-9]{2,})=([A-Z]+)$`)
)

// admins are who administers the team at first, or what is wrong with them.
func (c *slackConfig) admins() (map[pledge.Person]string, string) {
	out := map[pledge.Person]string{}
	for _, a := range c.Admins {
		m := users.FindStringSubmatch(a)
		if m == nil || !slices.Contains(pledge.Orgs, m[3]) || m[1] == "" && len(c.Workspaces) != 1 {
			return nil, "DESK_ADMINS must be USER=ORGANISATION, such as U024BE7LH=UCLG, parted by commas; with several workspaces WORKSPACE/USER=ORGANISATION. The organisations are " + strings.Join(pledge.Orgs, ", ")
		}
		team := m[1]
		if team == "" {
			team = c.Workspaces[0]
		}
		out[slack.Person(team, m[2])] = m[3]
	}
	return out, ""
}

func (c *slackConfig) rates() slack.Rates {
	if c.Rates == "off" {
		return slack.Rates{}
	}
	return slack.DefaultRates
}

// morning is when the channel is told what happened; nil for never.
func (c *slackConfig) morning() (m *desk.Morning, problem string) {
	if c.DigestHour == "off" {
		return nil, ""
	}
	hour, err := strconv.Atoi(cmp.Or(c.DigestHour, "8"))
	if err != nil || hour < 0 || hour > 23 {
		return nil, "DESK_DIGEST_HOUR must be an hour from 0 to 23, or off for no digest"
	}
	zone, err := time.LoadLocation(cmp.Or(c.TimeZone, "UTC"))
	if err != nil {
		return nil, "DESK_TIME_ZONE must be the name of a time zone, such as Africa/Dakar or UTC"
	}
	return &desk.Morning{Hour: hour, Zone: zone}, ""
}

func (c *slackConfig) lang() call.Lang { return call.Lang(cmp.Or(c.Lang, "en")) }

// adapter makes the app. It calls nobody.
func (c *slackConfig) adapter(texts *locales.Catalogue, st *stores, n *ops.Noticed, log *slog.Logger) (*slack.Slack, error) {
	clock := wallClock()
	return slack.New(slackWithPoints(slack.Options{
		Token: c.Token, AppToken: c.AppToken, Secret: c.Secret, API: c.API, Channel: c.Channel, Workspaces: c.Workspaces,
		Lang: c.lang(), Words: texts, Limits: st.limits, Rates: c.rates(), Now: clock.Now, After: clock.After, Log: log,
		Notice: service.NoticeSlack(n),
	}))
}

// A deskService is the team's desk at work.
type deskService struct {
	desk     *desk.Desk
	slack    *slack.Slack
	mornings bool          // of which the channel is told
	silence  time.Duration // after which a claim ends; 0 for never
	socket   bool          // it connects by itself; otherwise Slack sends requests
}

func (p *parts) deskIn(data *call.Call, texts *locales.Catalogue) (*deskService, error) {
	c := &p.config.Slack
	app, err := c.adapter(texts, p.stores, p.noticed, p.log)
	if err != nil {
		return nil, err
	}
	morning, _ := c.morning() // problems has looked at it
	health := &ops.Health{Checks: append(p.stores.checks(), ops.Check{Name: "slack", Do: app.Connected})}
	d := desk.New(desk.Parts{
		Call: data, Texts: texts, Pledges: p.stores.db, Cards: cardsWithPoints(p.stores.db), People: p.stores.db, Searches: p.stores.db, Drafts: p.stores.db,
		Well: health.Is, Doer: p.bot, Invites: p.stores.db, Tries: p.stores.db, Mail: mail.Platform, Link: p.telegram.Link, Fetch: p.telegram.Fetch, InviteFor: p.config.inviteFor(),
		Lang: c.lang(), Morning: morning, Now: wallClock().Now,
	})
	return &deskService{desk: d, slack: app, silence: time.Duration(c.ClaimDays) * 24 * time.Hour, mornings: morning != nil, socket: c.AppToken != ""}, nil
}

// seed makes the administrators that the settings name.
func (c *slackConfig) seed(ctx context.Context, b *bot.Bot) error {
	admins, _ := c.admins() // problems has looked at them
	return b.SeedDesk(ctx, admins)
}

// How often the cards are brought up to date, and the hour of a digest is looked
// for.
const (
	drawEvery   = time.Second
	digestEvery = time.Minute
)

// join adds the desk to a service.
func (d *deskService) join(s *service.Service) {
	s.Loops = append(s.Loops,
		service.Loop{Name: "cards", Every: drawEvery, Do: func(ctx context.Context) error { return d.desk.DrawDue(ctx, d.slack) }},
		service.Loop{Name: "index", Every: expireEvery, Do: d.desk.Index},
	)
	if d.mornings {
		s.Loops = append(s.Loops, service.Loop{Name: "digest", Every: digestEvery, Do: d.desk.WantDigest})
	}
	if d.silence > 0 {
		release := func(ctx context.Context) error { return d.desk.ReleaseSilent(ctx, d.silence) }
		s.Loops = append(s.Loops, service.Loop{Name: "release", Every: expireEvery, Do: release})
	}
	if d.socket {
		s.Intake = append(s.Intake, service.Task{Name: "slack", Do: func(ctx context.Context) error { return d.slack.Listen(ctx, deskWithPoints(d.desk)) }})
		s.Health.Checks = append(s.Health.Checks, ops.Check{Name: "slack", Do: d.slack.Connected})
	}
	others := s.Drain
	s.Drain = func(ctx context.Context) error { return errors.Join(others(ctx), d.slack.Drain(ctx)) }
}

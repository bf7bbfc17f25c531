package main

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"slices"
	"time"

	"pledgebot/bot/ops/logs"
	"pledgebot/bot/telegram"
	"pledgebot/conversation/pledge"
)

// config is what a service needs beside Settings, from flags or the
// environment. problems reads the secrets from their files and must come first.
type config struct {
	Token      string      `name:"telegram-bot-token" env:"TELEGRAM_BOT_TOKEN" help:"Token of the bot. Other users of the machine can see flags; prefer the environment or a file."`
	TokenFile  string      `name:"telegram-bot-token-file" env:"TELEGRAM_BOT_TOKEN_FILE" help:"File that holds the token."`
	Endpoint   string      `name:"telegram-api-endpoint" env:"TELEGRAM_API_ENDPOINT" help:"Bot API server; https://api.telegram.org if not given."`
	WebhookURL string      `name:"telegram-webhook-url" env:"TELEGRAM_WEBHOOK_URL" help:"Where Telegram sends updates; they are polled if not given."`
	Secret     string      `name:"telegram-webhook-secret" env:"TELEGRAM_WEBHOOK_SECRET" help:"Secret of webhook requests; derived from the token if not given."`
	SecretFile string      `name:"telegram-webhook-secret-file" env:"TELEGRAM_WEBHOOK_SECRET_FILE" help:"File that holds the secret of webhook requests."`
	Rates      string      `name:"telegram-rates" env:"TELEGRAM_RATES" help:"default, or off for a Bot API server of one's own or a load test."`
	Redis      string      `name:"redis" env:"REDIS_URL" help:"Where dialogs are kept; in memory if not given."`
	RedisFile  string      `name:"redis-file" env:"REDIS_URL_FILE" help:"File that holds the URL of Redis."`
	Listen     string      `name:"listen" env:"LISTEN_ADDR" help:"Where webhook requests are taken; :8080 if not given."`
	Ops        string      `name:"ops" env:"OPS_ADDR" help:"Where health and metrics are; 127.0.0.1:9090 if not given."`
	LogLevel   string      `name:"log-level" env:"LOG_LEVEL" help:"debug, info, warn or error; info if not given."`
	LogFormat  string      `name:"log-format" env:"LOG_FORMAT" help:"text or json; text if not given."`
	Slack      slackConfig `embed:""`
	Mail       mailConfig  `embed:""`
	Feed       string      `name:"feed" env:"FEED" help:"on, or off for a service that shows the public nothing; on if not given."`
	PublicURL  string      `name:"public-url" env:"PUBLIC_URL" help:"Address under which everybody reaches LISTEN_ADDR, for links in the public feed."`
	Entry      string      `name:"entry" env:"ENTRY" help:"open, or invite for a service that nobody begins with who was not invited; open if not given."`
	InviteDays int         `name:"invite-days" env:"INVITE_DAYS" help:"How long an invitation can be taken, in days; 90 if not given."`
	AlertTo    string      `name:"alert-to" env:"ALERT_TO" help:"Who is told of incidents: tg:CHAT_ID."`
}

// The addresses and levels that hold if none are given.
const (
	defaultListen   = ":8080"
	defaultOps      = "127.0.0.1:9090"
	defaultEndpoint = "https://api.telegram.org"
)

// entryInvite lets in who was invited, and whoever was let in by them.
const entryInvite = "invite"

// feedOff shows the public nothing.
const feedOff = "off"

func (c *config) inviteFor() time.Duration {
	return time.Duration(cmp.Or(c.InviteDays, pledge.InviteDays)) * 24 * time.Hour
}

func (c *config) listen() string   { return cmp.Or(c.Listen, defaultListen) }
func (c *config) ops() string      { return cmp.Or(c.Ops, defaultOps) }
func (c *config) endpoint() string { return cmp.Or(c.Endpoint, defaultEndpoint) }

// secret is that of webhook requests. Replicas agree on it, since it follows
// from the token if none is given.
func (c *config) secret() string {
	if c.WebhookURL == "" || c.Secret != "" {
		return c.Secret
	}
	mac := hmac.New(sha256.New, []byte(c.Token))
	mac.Write([]byte("webhook secret v1"))
	return hex.EncodeToString(mac.Sum(nil))
}

func (c *config) rates() telegram.Rates {
	if c.Rates == "off" {
		return telegram.Rates{}
	}
	return telegram.DefaultRates
}

// secrets are what must never be shown.
func (c *config) secrets(s *Settings) []string {
	return slices.Concat(c.Slack.secrets(), c.Mail.secrets(), []string{c.Token, c.secret(), s.Database, c.Redis})
}

// log is the log of a service.
func (c *config) log(s *Settings, out streams) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(cmp.Or(c.LogLevel, "info"))) // problems has looked at it
	return logs.New(out.err, logs.Options{
		Level: level, JSON: c.LogFormat == "json", Secrets: c.secrets(s), Names: logs.NewIDs(c.Token),
	})
}

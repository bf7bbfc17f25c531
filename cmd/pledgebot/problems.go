package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"pledgebot/store/sql/file"
)

// problems reads the secrets that are given as files and returns every mistake
// in the settings at once. Each names its variable and what to do, and none
// repeats a secret.
func (c *config) problems(s *Settings) []string {
	var p problems
	p.file("TELEGRAM_BOT_TOKEN", &c.Token, c.TokenFile)
	p.file("TELEGRAM_WEBHOOK_SECRET", &c.Secret, c.SecretFile)
	p.file("REDIS_URL", &c.Redis, c.RedisFile)
	p.file("DATABASE_URL", &s.Database, s.DatabaseFile)
	s.DatabaseFile = ""

	switch {
	case c.Token == "" && c.TokenFile == "":
		p.add("TELEGRAM_BOT_TOKEN is missing: set it, or TELEGRAM_BOT_TOKEN_FILE, to the token that @BotFather gave")
	case c.Token != "" && !tokens.MatchString(c.Token):
		p.add("TELEGRAM_BOT_TOKEN is no token: it has the form 123456789:letters_and_digits, as @BotFather gave it, and nothing around it")
	}
	p.url("TELEGRAM_API_ENDPOINT", c.Endpoint, "the address of the Bot API server, such as http://127.0.0.1:8081", "https", "http")
	webhook := []string{"https"}
	if c.Endpoint != "" {
		webhook = append(webhook, "http") // a Bot API server of one's own takes both
	}
	p.url("TELEGRAM_WEBHOOK_URL", c.WebhookURL, "the public address that leads to /telegram, such as https://bot.example.org/telegram", webhook...)
	p.url("REDIS_URL", c.Redis, "redis://… or rediss://…", "redis", "rediss")
	p.url("DATABASE_URL", s.Database, "sqlite:FILE or postgres://…", "sqlite", "postgres", "postgresql")
	if c.Secret != "" && !webhookSecrets.MatchString(c.Secret) {
		p.add("TELEGRAM_WEBHOOK_SECRET must be 1 to 256 of A-Z a-z 0-9 _ -; or leave it out, and it is derived from the token")
	}
	if c.Secret != "" && c.WebhookURL == "" {
		p.add("TELEGRAM_WEBHOOK_SECRET is of no use without TELEGRAM_WEBHOOK_URL: leave it out, or set both")
	}
	if path, ok := file.Path(s.Database); ok {
		p.directory("DATABASE_URL", path)
	}
	p.missing("PRIVACY_CONTROLLER", s.Controller, "the body that answers for personal data; people read it before they write anything")
	p.missing("PRIVACY_CONTACT", s.Contact, "an address where people can ask about their data")
	p.address("LISTEN_ADDR", c.listen())
	p.address("OPS_ADDR", c.ops())
	if c.listen() == c.ops() {
		p.add("LISTEN_ADDR and OPS_ADDR are the same: what operators see must not be where the Internet asks")
	}
	p.oneOf("LOG_LEVEL", c.LogLevel, "debug", "info", "warn", "error")
	p.oneOf("LOG_FORMAT", c.LogFormat, "text", "json")
	p.oneOf("TELEGRAM_RATES", c.Rates, "default", "off")
	p.oneOf("FEED", c.Feed, "on", feedOff)
	p.url("PUBLIC_URL", c.PublicURL, "the address under which everybody reaches the feed, such as https://pledges.example.org", "https", "http")
	p.oneOf("ENTRY", c.Entry, "open", entryInvite)
	if c.InviteDays < 0 || c.InviteDays > inviteDaysMost {
		p.add("INVITE_DAYS must be a number of days, at most %d", inviteDaysMost)
	}
	if c.AlertTo != "" && !alertTargets.MatchString(c.AlertTo) {
		p.add("ALERT_TO must be tg: and the number of a chat, such as tg:123456789")
	}
	if s.ErasureLog != "" {
		p.directory("ERASURE_LOG", s.ErasureLog)
	}
	c.Slack.problems(&p)
	c.Mail.problems(&p)
	return p
}

// inviteDaysMost is as long as a city may think about an invitation.
const inviteDaysMost = 730

var (
	tokens         = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]{20,}$`)
	webhookSecrets = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)
	alertTargets   = regexp.MustCompile(`^tg:-?[0-9]+$`)
)

// problems are mistakes, collected.
type problems []string

func (p *problems) add(format string, args ...any) { *p = append(*p, fmt.Sprintf(format, args...)) }

// file reads a secret from a file, without the newline at its end.
func (p *problems) file(name string, into *string, path string) {
	switch {
	case path == "":
		return
	case *into != "":
		p.add("%s and %s_FILE are both given: leave one out", name, name)
		return
	}
	text, err := os.ReadFile(path) //nolint:gosec // the operator's own path
	if err != nil {
		p.add("%s_FILE cannot be read: %v", name, err)
		return
	}
	*into = strings.TrimRight(string(text), "\r\n")
	if *into == "" {
		p.add("%s_FILE is empty: %s", name, path)
	}
}

// directory wants the directory of a file to be there.
func (p *problems) directory(name, path string) {
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		p.add("%s is in a directory that does not exist: make it first", name)
	}
}

func (p *problems) missing(name, value, what string) {
	if strings.TrimSpace(value) == "" {
		p.add("%s is missing: set it to %s", name, what)
	}
}

func (p *problems) oneOf(name, value string, allowed ...string) {
	if value != "" && !slices.Contains(allowed, value) {
		p.add("%s must be one of %s", name, strings.Join(allowed, ", "))
	}
}

// url does not repeat the value, which may hold a password.
func (p *problems) url(name, value, want string, schemes ...string) {
	if value == "" {
		return
	}
	u, err := url.Parse(value)
	if err != nil || !slices.Contains(schemes, u.Scheme) || u.Opaque == "" && u.Host == "" && u.Path == "" {
		p.add("%s is not understood: it must be %s", name, want)
	}
}

func (p *problems) address(name, value string) {
	_, port, err := net.SplitHostPort(value)
	if err == nil {
		_, err = net.LookupPort("tcp", port) //nolint:noctx // a number, or a name from a file
	}
	if err != nil {
		p.add("%s must be HOST:PORT or :PORT, such as 127.0.0.1:9090", name)
	}
}

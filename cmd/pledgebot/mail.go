package main

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"net"
	netmail "net/mail"

	"pledgebot/bot"
	"pledgebot/bot/mail"
	"pledgebot/bot/ops"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// mailConfig is what mail needs. Without a server there is none.
type mailConfig struct {
	Server       string `name:"smtp-server" env:"SMTP_SERVER" help:"HOST:PORT of the mail server that brings submissions to the mechanism; no mail is sent if not given."`
	TLS          string `name:"smtp-tls" env:"SMTP_TLS" help:"starttls, tls or none; starttls if not given."`
	User         string `name:"smtp-user" env:"SMTP_USER" help:"Who signs in there; nobody if not given."`
	Password     string `name:"smtp-password" env:"SMTP_PASSWORD" help:"Password; prefer the environment or a file."`
	PasswordFile string `name:"smtp-password-file" env:"SMTP_PASSWORD_FILE" help:"File that holds the password."`
	From         string `name:"mail-from" env:"MAIL_FROM" help:"Address that mail comes from."`
	To           string `name:"mail-to" env:"MAIL_TO" help:"The mechanism's mailbox."`
}

func (c *mailConfig) on() bool { return c.Server != "" }

func (c *mailConfig) secrets() []string { return []string{c.Password} }

// server is where mail is handed in.
func (c *mailConfig) server() mail.Server {
	return mail.Server{Address: c.Server, TLS: mail.TLS(cmp.Or(c.TLS, string(mail.StartTLS))), User: c.User, Password: c.Password}
}

// post is for whom submissions wait.
func (c *mailConfig) post() pledge.Person {
	if !c.on() {
		return ""
	}
	return mail.Mechanism
}

// codes makes the codes that are mailed to cities, by a key that follows from the
// token; nil where no mail is sent.
func (c *config) codes() bot.Codes {
	if !c.Mail.on() {
		return nil
	}
	return c.mailKey()
}

func (c *config) mailKey() mail.Codes {
	mac := hmac.New(sha256.New, []byte(c.Token))
	mac.Write([]byte("mail codes v1"))
	return mac.Sum(nil)
}

// copies is for whom the copies wait.
func (c *mailConfig) copies() pledge.Person {
	if !c.on() {
		return ""
	}
	return mail.City
}

// second is for whom mail to second contacts waits.
func (c *mailConfig) second() pledge.Person {
	if !c.on() {
		return ""
	}
	return mail.Second
}

func (c *mailConfig) problems(p *problems) {
	p.file("SMTP_PASSWORD", &c.Password, c.PasswordFile)
	if !c.on() {
		if c.TLS+c.User+c.Password+c.From+c.To != "" {
			p.add("SMTP_SERVER is missing: set it to the mail server, such as mail.example.org:587, or leave all of SMTP_ and MAIL_ out")
		}
		return
	}
	p.address("SMTP_SERVER", c.Server)
	p.oneOf("SMTP_TLS", c.TLS, string(mail.StartTLS), string(mail.WholeTLS), string(mail.NoTLS))
	if (c.User == "") != (c.Password == "") {
		p.add("SMTP_USER and SMTP_PASSWORD belong together: set both, or leave both out")
	}
	host, _, _ := net.SplitHostPort(c.Server) // address has looked at it
	if ip := net.ParseIP(host); c.TLS == string(mail.NoTLS) && c.Password != "" && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		p.add("SMTP_TLS=none would send SMTP_PASSWORD through the network for all to read: use starttls or tls")
	}
	p.mailbox("MAIL_FROM", c.From, "the address that mail comes from, such as pledges@city-network.example")
	p.mailbox("MAIL_TO", c.To, "the mechanism's mailbox")
}

// mailbox wants one bare address.
func (p *problems) mailbox(name, value, what string) {
	if a, err := netmail.ParseAddress(value); err != nil || a.Address != value {
		p.add("%s must be %s", name, what)
	}
}

// mailing is the post of a service.
func (p *parts) mailing(data *call.Call, texts mail.Texts, papers mail.Papers) *mail.Post {
	c := &p.config.Mail
	return mail.New(mail.Parts{
		Call: data, Texts: texts, Pledges: p.stores.db, Deliveries: p.stores.db, Papers: papers, Doer: p.bot, Mailer: mailerWithPoints(c.server()),
		From: c.From, To: c.To, Codes: p.config.mailKey(), Link: p.telegram.Link, Now: wallClock().Now, Log: p.log,
		Notice: func(failing bool) {
			if failing {
				p.noticed.Notice(ops.MailFailing)
			} else {
				p.noticed.Clear(ops.MailFailing)
			}
		},
	})
}

// tryMail signs in at the mail server.
func (c *mailConfig) tryMail(ctx context.Context) (string, error) {
	return "mail goes to " + c.To, c.server().Check(ctx)
}

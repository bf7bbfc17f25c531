//go:build crash

package main

import (
	"context"
	"net"
	"net/http"
	"path"

	"pledgebot/bot/desk"
	"pledgebot/bot/mail"
	"pledgebot/bot/service"
	"pledgebot/bot/slack"
	"pledgebot/bot/telegram"
	"pledgebot/conversation"
)

// optionsWithPoints puts points around every call of the Bot API.
func optionsWithPoints(o telegram.Options) telegram.Options {
	o.Around = func(t http.RoundTripper) http.RoundTripper { return pointedCalls{t} }
	return o
}

// slackWithPoints puts points around every call of Slack's API.
func slackWithPoints(o slack.Options) slack.Options {
	o.Around = func(t http.RoundTripper) http.RoundTripper { return pointedCalls{t} }
	return o
}

// deskWithPoints puts points around everything that the team does.
func deskWithPoints(d slack.Desk) slack.Desk { return pointedDesk{d} }

type pointedDesk struct{ slack.Desk }

func (p pointedDesk) Take(ctx context.Context, in conversation.InputID, by desk.Person, press desk.Press) (desk.Outcome, error) {
	what := takePress
	switch press.Verb {
	case desk.Preview:
		what = takeWords
	case desk.Accept:
		what = takeAcceptance
	}
	what.before()
	defer what.after()
	return p.Desk.Take(ctx, in, by, press)
}

// mailerWithPoints puts points around handing a mail in.
func mailerWithPoints(m mail.Mailer) mail.Mailer { return pointedMailer{m} }

type pointedMailer struct{ mail.Mailer }

func (p pointedMailer) Send(ctx context.Context, m mail.Mail) error {
	handInMail.before()
	defer handInMail.after()
	return p.Mailer.Send(ctx, m)
}

type pointedCalls struct{ http.RoundTripper }

func (p pointedCalls) RoundTrip(r *http.Request) (*http.Response, error) {
	method := step(path.Base(r.URL.Path))
	if _, known := steps[method]; !known {
		return p.RoundTripper.RoundTrip(r)
	}
	method.before()
	defer method.after()
	return p.RoundTripper.RoundTrip(r)
}

// serviceWithPoints puts points around every round and every webhook request.
func serviceWithPoints(s *service.Service) *service.Service {
	for i, l := range s.Loops {
		round := step(l.Name)
		if _, known := steps[round]; !known {
			continue
		}
		s.Loops[i].Do = func(ctx context.Context) error {
			round.before()
			defer round.after()
			return l.Do(ctx)
		}
	}
	public := s.Public.Server
	handler := public.Handler
	public.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		takeRequest.before()
		handler.ServeHTTP(&pointedAnswer{ResponseWriter: w}, r)
		takeRequest.after()
	})
	public.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateIdle { // the answer is on its way
			acknowledgment.after()
		}
	}
	return s
}

// pointedAnswer has a point before the first byte of an answer.
type pointedAnswer struct {
	http.ResponseWriter
	begun bool
}

func (a *pointedAnswer) WriteHeader(status int) {
	a.begun = true
	if status == http.StatusOK {
		acknowledgment.before()
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *pointedAnswer) Write(b []byte) (int, error) {
	if !a.begun {
		a.WriteHeader(http.StatusOK)
	}
	return a.ResponseWriter.Write(b)
}

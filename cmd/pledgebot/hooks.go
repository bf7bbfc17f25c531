//go:build !crash

package main

import (
	"time"

	"pledgebot/bot"
	"pledgebot/bot/mail"
	"pledgebot/bot/service"
	"pledgebot/bot/slack"
	"pledgebot/bot/telegram"
	"pledgebot/store"
)

// A program built with the tag crash has points at which it can be made to die;
// see crash.go. This one has none, and runs on the real clock.

func partsWithPoints(p bot.Parts) bot.Parts                 { return p }
func optionsWithPoints(o telegram.Options) telegram.Options { return o }
func slackWithPoints(o slack.Options) slack.Options         { return o }
func deskWithPoints(d slack.Desk) slack.Desk                { return d }
func mailerWithPoints(m mail.Mailer) mail.Mailer            { return m }
func cardsWithPoints(c store.Cards) store.Cards             { return c }
func serviceWithPoints(s *service.Service) *service.Service { return s }
func leaderWithPoints(l store.Leader) store.Leader          { return l }

// wallClock is the real clock.
func wallClock() service.Clock {
	return service.Clock{Now: time.Now, After: time.After, Tick: func(d time.Duration) (<-chan time.Time, func()) {
		t := time.NewTicker(d)
		return t.C, t.Stop
	}}
}

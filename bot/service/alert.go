package service

import (
	"context"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/store"
)

// An Alert brings alarm lines to one chat. It is an alarm.Notifier.
type Alert struct {
	Sender bot.Sender
	To     store.Address
}

// Notify sends one line. A line whose end nobody knows may come twice: better
// than not at all.
func (a Alert) Notify(ctx context.Context, line string) error {
	_, err := a.Sender.Send(ctx, a.To, bot.Message{Class: conversation.Screen, Lang: "en", Text: line})
	return err
}

package service

import (
	"context"
	"errors"

	"pledgebot/bot"
	"pledgebot/bot/ops"
	"pledgebot/bot/telegram"
	"pledgebot/store"
)

// A Leader lets one of several processes at a time do something.
type Leader interface {
	// Lead waits until this process alone leads under a name, and calls do. The
	// context of do is done when it leads no more. It returns when do has
	// returned, or an error when it cannot lead.
	Lead(ctx context.Context, name string, do func(ctx context.Context) error) error
}

// Alone is the leader of the only process there is.
type Alone struct{}

// Lead calls do at once.
func (Alone) Lead(ctx context.Context, _ string, do func(ctx context.Context) error) error {
	return do(ctx)
}

// Telegram is what the service needs of the Telegram adapter.
type Telegram interface {
	Announce(ctx context.Context) error
	SetWebhook(ctx context.Context, url string) error
	RemoveWebhook(ctx context.Context) error
	Poll(ctx context.Context, h telegram.Handler, beat func()) error
}

// Polling asks Telegram for updates while this process leads. Its beat is
// struck whenever Telegram answers, and rests while another process leads.
func Polling(t Telegram, l Leader, h telegram.Handler, beat *ops.Beat, answered func()) Task {
	return Task{Name: "poll", Do: func(ctx context.Context) error {
		return l.Lead(ctx, "telegram-poll", func(ctx context.Context) error {
			defer beat.Rest()
			beat.Strike() // an answer may take as long as a poll
			if err := t.RemoveWebhook(ctx); err != nil {
				return err
			}
			err := t.Poll(ctx, h, func() { beat.Strike(); answered() })
			if err == nil && ctx.Err() == nil {
				err = errors.New("polling ended by itself")
			}
			return err
		})
	}}
}

// Webhook has Telegram send updates to a URL.
func Webhook(t Telegram, url string) Task {
	return Task{Name: "webhook", Do: func(ctx context.Context) error { return t.SetWebhook(ctx, url) }}
}

// Announcing tells Telegram what people see before they write.
func Announcing(t Telegram) Task {
	return Task{Name: "announce", Do: t.Announce}
}

// A Handler is what adapters give updates to: the bot, whose work the order to
// end does not cut off.
type Handler struct{ *bot.Bot }

// Handle takes one input.
func (h Handler) Handle(ctx context.Context, u bot.Update) error {
	return h.Bot.Handle(context.WithoutCancel(ctx), u)
}

// Deliver sends what is owed to somebody. What was begun is sent to its end.
func (h Handler) Deliver(ctx context.Context, from store.Address) error {
	return h.Bot.Deliver(context.WithoutCancel(ctx), from)
}

// SetAside keeps an update that cannot be taken.
func (h Handler) SetAside(ctx context.Context, a store.Aside) error {
	return h.Bot.SetAside(context.WithoutCancel(ctx), a)
}

package service_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/ops"
	"pledgebot/bot/service"
	"pledgebot/bot/telegram"
	"pledgebot/conversation"
	"pledgebot/store"
)

var (
	_ service.Telegram = (*telegram.Telegram)(nil)
	_ telegram.Handler = service.Handler{}
)

// A platform polls as a test tells it.
type platform struct {
	poll  func(ctx context.Context, beat func()) error
	url   string
	asked int
}

func (p *platform) Announce(context.Context) error { p.asked++; return nil }

func (p *platform) SetWebhook(_ context.Context, url string) error { p.url = url; return nil }

func (p *platform) RemoveWebhook(context.Context) error { return nil }

func (p *platform) Poll(ctx context.Context, _ telegram.Handler, beat func()) error {
	return p.poll(ctx, beat)
}

// standby never leads.
type standby struct{}

func (standby) Lead(ctx context.Context, _ string, _ func(context.Context) error) error {
	<-ctx.Done()
	return nil
}

func TestPollingBeats(t *testing.T) {
	t.Parallel()
	now := noon
	beat := &ops.Beat{Now: func() time.Time { return now }, Within: time.Minute}
	answers := 0
	p := &platform{poll: func(_ context.Context, beats func()) error {
		now = now.Add(time.Minute)
		if err := beat.Check(t.Context()); err != nil {
			t.Errorf("before the first answer: %v", err)
		}
		beats()
		now = now.Add(2 * time.Minute)
		if beat.Check(t.Context()) == nil {
			t.Error("a late beat is not noticed")
		}
		return errors.New("gone")
	}}
	task := service.Polling(p, service.Alone{}, nil, beat, func() { answers++ })
	if err := task.Do(t.Context()); err == nil || answers != 1 {
		t.Errorf("%v, %d answers", err, answers)
	}
	if err := beat.Check(t.Context()); err != nil {
		t.Errorf("when it polls no more: %v", err)
	}
}

func TestPollingThatEndsByItselfIsAnError(t *testing.T) {
	t.Parallel()
	beat := &ops.Beat{Now: func() time.Time { return noon }, Within: time.Minute}
	p := &platform{poll: func(context.Context, func()) error { return nil }}
	if err := service.Polling(p, service.Alone{}, nil, beat, func() {}).Do(t.Context()); err == nil {
		t.Error("it would not be begun again")
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := service.Polling(p, service.Alone{}, nil, beat, func() {}).Do(ctx); err != nil {
		t.Errorf("at the end: %v", err)
	}
	if err := service.Polling(p, standby{}, nil, beat, func() {}).Do(ctx); err != nil {
		t.Errorf("standing by: %v", err)
	}
}

func TestWebhookAndAnnouncing(t *testing.T) {
	t.Parallel()
	p := &platform{}
	if err := service.Webhook(p, "https://bot.example/telegram").Do(t.Context()); err != nil || p.url != "https://bot.example/telegram" {
		t.Errorf("%q, %v", p.url, err)
	}
	if err := service.Announcing(p).Do(t.Context()); err != nil || p.asked != 1 {
		t.Errorf("asked %d times, %v", p.asked, err)
	}
}

// An outbox is a sender that keeps what it is given.
type outbox struct {
	bot.Sender
	to   store.Address
	text string
}

func (o *outbox) Send(_ context.Context, to store.Address, m bot.Message) (conversation.Mark, error) {
	o.to, o.text = to, m.Text
	return 1, nil
}

func TestAlertGoesToOneChat(t *testing.T) {
	t.Parallel()
	o := &outbox{}
	to := store.Address{Platform: "tg", User: "-100200"}
	if err := (service.Alert{Sender: o, To: to}).Notify(t.Context(), "ALARM."); err != nil || o.to != to || o.text != "ALARM." {
		t.Errorf("%+v %q, %v", o.to, o.text, err)
	}
}

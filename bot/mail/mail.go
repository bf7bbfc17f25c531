// Package mail brings what cities submit to the mechanism's mailbox: a delivery like any
// other, tried again while the way is blocked, and told to the team where it has no end.
package mail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// Platform is the first half of the names under which mail waits.
const Platform = "mail"

// Mechanism is for whom every submission waits. The address is a setting, and stands in
// no table.
const Mechanism = pledge.Person(Platform + ":mechanism")

// City is whom a copy of it waits for. Its address is the pledge's own.
const City = pledge.Person(Platform + ":city")

// tryFor is how long a mail is tried that cannot be delivered now.
const tryFor = 72 * time.Hour

// waits are between the first tries; the last goes on.
var waits = []time.Duration{time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour}

// roundMost is how many mails one round sends.
const roundMost = 20

// Texts renders what a mail says.
type Texts interface {
	Text(lang call.Lang, t call.Text) string
}

// A Doer carries out what the service itself notes. A *bot.Bot is one.
type Doer interface {
	Do(ctx context.Context, in conversation.InputID, a pledge.Actor, id pledge.ID, cmd pledge.Command) ([]pledge.Fact, pledge.Refusal, error)
}

// Papers makes what is attached.
type Papers interface {
	bot.Papers
	// Text is a submitted pledge as a text.
	Text(p pledge.Pledge) string
	// Changes is what a submission changes in what was accepted, in words; "" where it
	// changes nothing accepted.
	Changes(p pledge.Pledge) string
	// Record is a pledge for programs.
	Record(p pledge.Pledge) []byte
}

// A Mailer hands a mail to a server. Its error is a *Failure, or one after which nobody
// knows whether the mail was taken; then it is sent again under the same Message-ID.
type Mailer interface {
	Send(ctx context.Context, m Mail) error
}

// A Failure is why a mail was not taken, for certain.
type Failure struct {
	Permanent bool   // it will never be
	Code      int    // of SMTP; 0 for none
	Why       string // in the server's words, cut short
}

func (f *Failure) Error() string { return fmt.Sprintf("mail not taken: %d %s", f.Code, f.Why) }

// Parts are what a Post is made of.
type Parts struct {
	Call       *call.Call
	Texts      Texts
	Pledges    store.Pledges
	Deliveries store.Deliveries
	Papers     Papers
	Doer       Doer
	Mailer     Mailer
	From, To   string // addresses
	Codes      Codes
	// Link is where the code of a paper leads; nil where there is nowhere.
	Link   func(ctx context.Context, code string) (string, error)
	Notice func(failing bool) // told whether the server can be reached
	Now    func() time.Time
	Log    *slog.Logger
}

// A Post sends what waits.
type Post struct{ Parts }

// New puts a Post together.
func New(p Parts) *Post { return &Post{p} }

// DeliverDue sends what is due. It ends with the first that the server does not take
// now: the others would fare alike.
func (p *Post) DeliverDue(ctx context.Context) error {
	for range roundMost {
		due, err := p.Deliveries.Claim(ctx, Platform, p.Now().UTC(), 1)
		if err != nil {
			return fmt.Errorf("claim mail: %w", err)
		}
		if len(due) == 0 {
			return nil
		}
		if goOn, err := p.deliver(ctx, due[0]); err != nil || !goOn {
			return err
		}
	}
	return nil
}

// deliver sends one, and writes how that ended.
func (p *Post) deliver(ctx context.Context, d store.Delivery) (goOn bool, err error) {
	m, stands, err := p.compose(ctx, d)
	switch {
	case err != nil:
		return false, errors.Join(err, p.later(ctx, d))
	case !stands:
		return true, p.finish(ctx, d, store.Cancelled)
	}
	err = p.Mailer.Send(ctx, m)
	var failed *Failure
	switch {
	case err == nil:
		p.Notice(false)
		return true, p.finish(ctx, d, store.Sent)
	case errors.As(err, &failed) && failed.Permanent:
		p.Log.ErrorContext(ctx, "mail refused", "delivery", d.Key, "code", failed.Code)
		return true, p.bounce(ctx, d, failed.Why)
	case p.Now().Sub(d.Facts[0].At) > tryFor:
		p.Log.ErrorContext(ctx, "mail given up", "delivery", d.Key, "error", err)
		return true, p.bounce(ctx, d, why(failed))
	}
	p.Notice(true)
	p.Log.WarnContext(ctx, "mail not taken", "delivery", d.Key, "attempts", d.Attempts, "error", err)
	return false, p.later(ctx, d)
}

func why(f *Failure) string {
	if f == nil {
		return ""
	}
	return f.Why
}

// bounce notes that a mail will not come, for the team, before the delivery ends.
func (p *Post) bounce(ctx context.Context, d store.Delivery, why string) error {
	in := conversation.InputID("sys:bounced:" + d.Key)
	if _, _, err := p.Doer.Do(ctx, in, pledge.Actor{}, d.Pledge, bounced(d, why)); err != nil {
		return errors.Join(err, p.later(ctx, d))
	}
	return p.finish(ctx, d, store.Refused)
}

func (p *Post) later(ctx context.Context, d store.Delivery) error {
	wait := waits[min(max(d.Attempts, 1), len(waits))-1]
	if err := p.Deliveries.Finish(ctx, d.Key, store.Due, p.Now().UTC().Add(wait)); err != nil {
		return fmt.Errorf("put mail back: %w", err)
	}
	return nil
}

func (p *Post) finish(ctx context.Context, d store.Delivery, s store.DeliveryState) error {
	if err := p.Deliveries.Finish(ctx, d.Key, s, time.Time{}); err != nil {
		return fmt.Errorf("finish mail: %w", err)
	}
	return nil
}

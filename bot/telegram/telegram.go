package telegram

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

// Platform is the first half of the addresses served here.
const Platform = "tg"

// A Handler is the conversation as an adapter sees it.
type Handler interface {
	// Handle takes one input. It returns nil when what follows from the input
	// is kept, and an error when nothing is.
	Handle(ctx context.Context, u bot.Update) error
	// Deliver sends what is owed to somebody, in order.
	Deliver(ctx context.Context, from store.Address) error
	// SetAside keeps an update that cannot be taken, to be replayed after a fix.
	SetAside(ctx context.Context, u store.Aside) error
}

// Words renders the few sentences that this adapter says itself.
type Words interface {
	Text(lang call.Lang, t call.Text) string
	Langs() []call.Lang
	Match(tag string) (call.Lang, bool)
}

// Options say which bot this is and what it needs.
type Options struct {
	Token    string           // of the bot; never in an error or a log
	Endpoint string           // of the Bot API server; "" for https://api.telegram.org
	Secret   string           // of webhook requests, 1 to 256 of A-Z a-z 0-9 _ -; "" where updates are polled
	Words    Words            // must be given
	Limits   store.Limits     // shared by all replicas
	Rates    Rates            // what is sent at most; the zero value keeps none
	Now      func() time.Time // must be given
	After    func(time.Duration) <-chan time.Time
	Log      *slog.Logger
	Notice   func(Incident) // told of what an operator must know; may be nil
}

// Rates are what is sent at most, kept ahead of time.
type Rates struct {
	Bot   store.Rate // all messages of the bot
	Chat  store.Rate // one private chat
	Group store.Rate // one group
}

// DefaultRates stay below what the Bot API's FAQ gives: 30 messages a second in
// all, one a second in a chat with short bursts, 20 a minute in a group.
var DefaultRates = Rates{
	Bot:   store.Rate{Every: time.Second / 25, Burst: 25},
	Chat:  store.Rate{Every: time.Second, Burst: 5},
	Group: store.Rate{Every: time.Minute / 18, Burst: 3},
}

// Incident is something on Telegram's side that an operator must know.
type Incident string

// The incidents. Each ends when an update arrives or a message is taken again.
const (
	TokenRefused   Incident = "token refused"
	PollConflict   Incident = "another program polls, or a webhook is set"
	WebhookFailing Incident = "webhook failing"
)

// A Telegram is one bot. It is a bot.Sender, and safe for concurrent use.
type Telegram struct {
	opts Options
}

// New makes the adapter of one bot. It calls nobody.
func New(o Options) (*Telegram, error) { return &Telegram{opts: o}, nil }

// Platform is the first half of the addresses it serves.
func (t *Telegram) Platform() string { return Platform }

// Serves tells whether it can reach an address.
func (t *Telegram) Serves(to store.Address) bool { return to.Platform == Platform }

// Send shows a message and returns its mark, the message's id in its chat.
func (t *Telegram) Send(ctx context.Context, to store.Address, m bot.Message) (conversation.Mark, error) {
	return 0, nil
}

// Check asks who the bot is (getMe) and returns its user name.
func (t *Telegram) Check(ctx context.Context) (username string, err error) { return "", nil }

// Announce tells Telegram what people see of the bot before they write: its
// commands, descriptions and menu, in every language. It changes only what
// differs.
func (t *Telegram) Announce(ctx context.Context) error { return nil }

// SetWebhook has Telegram send updates to a URL. What waits there is kept.
func (t *Telegram) SetWebhook(ctx context.Context, url string) error { return nil }

// Webhook takes the requests that Telegram sends. It answers 200 after what
// follows from an update is kept, and otherwise 503.
func (t *Telegram) Webhook(h Handler) http.Handler { return nil }

// Poll asks for updates until ctx is done, and returns nil then. Only one
// program may do so at a time. beat is called whenever Telegram has answered.
func (t *Telegram) Poll(ctx context.Context, h Handler, beat func()) error { return nil }

// Drain waits until what was begun after an acknowledgement is sent, or ctx is
// done.
func (t *Telegram) Drain(ctx context.Context) error { return nil }

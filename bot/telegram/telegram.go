package telegram

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"pledgebot/bot"
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
	Deliver(ctx context.Context, to store.Address) error
	// SetAside keeps an update that cannot be taken, to be replayed after a fix.
	SetAside(ctx context.Context, a store.Aside) error
}

// Words renders the few sentences that this adapter says itself.
type Words interface {
	Text(lang call.Lang, t call.Text) string
	Langs() []call.Lang
	Match(tags ...string) (call.Lang, bool)
}

// Options say which bot this is and what it needs.
type Options struct {
	Token    string // of the bot; never in an error or a log
	Endpoint string // of the Bot API server; "" for https://api.telegram.org
	Secret   string // of webhook requests, 1 to 256 of A-Z a-z 0-9 _ -; "" where updates are polled
	Words    Words
	Call     *call.Call // whose name people are told before they write
	Limits   store.Limits
	Rates    Rates // what is sent at most; the zero value keeps none
	Now      func() time.Time
	After    func(time.Duration) <-chan time.Time // as time.After
	Log      *slog.Logger
	Notice   func(Incident)                            // told of what an operator must know; nil for nobody
	Around   func(http.RoundTripper) http.RoundTripper // stands around every call of the API; nil for nothing
}

// Rates are what is sent at most, kept ahead of time.
type Rates struct {
	Bot   store.Rate // all messages of the bot, shared by all replicas
	Chat  store.Rate // one private chat
	Group store.Rate // one group
}

// DefaultRates stay below what the Bot API's FAQ gives: 30 messages a second in
// all, one a second in a chat with short bursts, 20 a minute in a group.
var DefaultRates = Rates{
	Bot:   store.Rate{Every: time.Second / 25, Burst: 25},
	Chat:  store.Rate{Every: time.Second, Burst: 5},
	Group: store.Rate{Every: time.Minute / 17, Burst: 3}, // together twenty in the first minute
}

// Incident is something on Telegram's side that an operator must know.
type Incident string

// The incidents. Each is reported as often as it is seen.
const (
	TokenRefused   Incident = "token refused"
	WebhookFailing Incident = "webhook failing"
	PollConflict   Incident = "another program polls, or a webhook is set"
	Malformed      Incident = "a message of ours was refused as malformed"
)

// A Telegram is one bot. It is a bot.Sender, and safe for concurrent use.
type Telegram struct {
	opts     Options
	id       string // of the bot: the first half of its token
	client   *client
	seal     seal
	pace     *pace
	username atomic.Pointer[string] // the bot's user name, once it was asked for
	tries    tries
	room     chan struct{} // one place for each update at work
	begun    bot.Begun
}

// atOnce is how many updates are at work at once; more are asked to come again.
const atOnce = 512

// New makes the adapter of one bot. It calls nobody.
func New(o Options) (*Telegram, error) {
	id, secret, ok := strings.Cut(o.Token, ":")
	if !ok || id == "" || secret == "" || strings.Trim(id, "0123456789") != "" {
		return nil, errors.New("a bot's token is a number, a colon and a secret, as BotFather gives it")
	}
	if o.Notice == nil {
		o.Notice = func(Incident) {}
	}
	t := &Telegram{
		opts: o, id: id, client: newClient(o.Token, o.Endpoint), seal: newSeal(o.Token),
		room: make(chan struct{}, atOnce),
	}
	if o.Around != nil {
		t.client.http.Transport = o.Around(t.client.http.Transport)
	}
	t.pace = &pace{
		rates: o.Rates, limits: o.Limits, bot: "tg:" + id, now: o.Now,
		chats: map[string]time.Time{}, kept: map[string]time.Time{}, last: make(chan struct{}, 1),
	}
	return t, nil
}

// Platform is the first half of the addresses it serves.
func (t *Telegram) Platform() string { return Platform }

// Serves tells whether it can reach an address.
func (t *Telegram) Serves(to store.Address) bool { return to.Platform == Platform }

// Check asks who the bot is (getMe) and returns its user name.
func (t *Telegram) Check(ctx context.Context) (username string, err error) {
	var me struct {
		Username string `json:"username"`
	}
	if err = t.client.call(ctx, "getMe", nil, &me); err == nil {
		t.username.Store(&me.Username)
	}
	var refused *apiError
	if errors.As(err, &refused) && refused.Code == http.StatusNotFound { // every server knows getMe: the token is none
		t.opts.Notice(TokenRefused)
	}
	return me.Username, t.noticed(err)
}

// begin starts work that goes on after an acknowledgement.
func (t *Telegram) begin(work func(ctx context.Context)) { t.begun.Go(work) }

// Drain waits until what was begun after an acknowledgement is sent. When ctx is
// done first, it is broken off: what is owed stays owed.
func (t *Telegram) Drain(ctx context.Context) error { return t.begun.Drain(ctx) }

// noticed reports an error that an operator must know of.
func (t *Telegram) noticed(err error) error {
	var refused *apiError
	if errors.As(err, &refused) {
		switch refused.Code {
		case http.StatusUnauthorized:
			t.opts.Notice(TokenRefused)
		case http.StatusConflict:
			t.opts.Notice(PollConflict)
		}
	}
	return err
}

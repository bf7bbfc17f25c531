package walk

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"pledgebot/bot/telegram/telegramtest"
)

// Token is that of the bot that is driven.
const Token = "7000000001:bench_bench_bench_bench"

// A Clock is where the time comes from.
type Clock struct {
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time
}

// Phones are a fake Bot API server on a port of this machine, and everybody who
// has a phone on it.
type Phones struct {
	api    *telegramtest.Server
	serve  *http.Server
	url    string
	clock  Clock
	people sync.Map // id of a walker
	last   atomic.Int64
	calls  atomic.Int64
	strays atomic.Int64 // answers that a bot did not take for its question's
	quiet  atomic.Bool  // the bot is told nothing
	seen   Seen
}

// OpenPhones serves the Bot API until Close, and refuses what is more than its rates.
func OpenPhones(ctx context.Context, clock Clock, rates telegramtest.Rates) (*Phones, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve the Bot API: %w", err)
	}
	p := &Phones{clock: clock, url: "http://" + listener.Addr().String()}
	p.api = telegramtest.New(telegramtest.Options{
		Token: Token, Now: clock.Now, After: clock.After, Forget: true, Rates: rates,
		Transport: &acknowledged{phones: p, next: &http.Transport{MaxIdleConnsPerHost: connections, DisableCompression: true}},
	})
	p.serve = &http.Server{Handler: p.ring(p.api.Handler()), ReadHeaderTimeout: time.Minute}
	go func() { _ = p.serve.Serve(listener) }() // until Close
	return p, nil
}

// connections is how many updates Telegram brings at once at most.
const connections = 100

// URL is the endpoint that a bot calls.
func (p *Phones) URL() string { return p.url }

// Close ends the server.
func (p *Phones) Close() error {
	p.api.Close()
	return p.serve.Close()
}

// AwaitBot waits until a bot has set its webhook.
func (p *Phones) AwaitBot(ctx context.Context) error {
	return p.api.Await(ctx, func() bool { return p.api.Webhook().URL != "" })
}

// ring tells a person when the bot has called for their chat.
func (p *Phones) ring(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.calls.Add(1)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, "not read", http.StatusBadRequest)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer := &status{ResponseWriter: w}
		next.ServeHTTP(answer, r)
		if form, err := url.ParseQuery(string(body)); err == nil {
			if strings.HasSuffix(r.URL.Path, "/sendMessage") {
				p.seen.note(p.clock.Now(), form.Get("chat_id"), answer.code)
			}
			if who := p.whose(form.Get("chat_id")); who != nil {
				who.ring()
			}
		}
	})
}

func (p *Phones) whose(id string) *walker {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return nil
	}
	who, ok := p.people.Load(n)
	if !ok {
		return nil
	}
	return who.(*walker)
}

// acknowledged brings updates to the bot and tells a person when theirs was
// taken.
type acknowledged struct {
	phones *Phones
	next   *http.Transport
}

// sender stands before a person's id in an update.
var sender = []byte(`"from":{"id":`)

func (a *acknowledged) RoundTrip(r *http.Request) (*http.Response, error) {
	if a.phones.quiet.Load() {
		return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	answer, err := a.next.RoundTrip(r)
	if err != nil || answer.StatusCode != http.StatusOK {
		return answer, err
	}
	_, rest, _ := bytes.Cut(body, sender)
	id, _, _ := bytes.Cut(rest, []byte(","))
	if who := a.phones.whose(string(id)); who != nil {
		who.acknowledged.Add(1)
		who.ring()
	}
	return answer, nil
}

// methods are what bots call for people.
var methods = []string{"sendMessage", "editMessageText", "editMessageReplyMarkup", "deleteMessage", "sendChatAction", "answerCallbackQuery"}

// Calls is how often the bot called a method, over a connection of its own and in
// its answers to updates. Only the difference between two times is of use.
func (p *Phones) Calls() (own, within int) {
	own = int(p.calls.Load())
	for _, m := range methods {
		within += p.api.Count(m)
	}
	return own, within - own
}

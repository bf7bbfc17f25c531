package telegramtest

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"pledgebot/bot/faketest"
)

// Options are what a Server is made of.
type Options struct {
	Token string // the bot's, "<number>:<secret>"; required
	Name  string // the bot's user name; "test_bot" if empty

	Now   func() time.Time                     // required
	After func(time.Duration) <-chan time.Time // required; see time.After and faketest.Clock

	Rates          Rates             // the zero value limits nothing
	MaxConnections int               // of a webhook that does not ask for a number; 40 if zero
	Transport      http.RoundTripper // to the webhook; one that keeps its connections if nil
	ReadsAll       bool              // in groups the bot is told everything, not only what is meant for it

	// What the open server does; the hosted one may do otherwise.
	MostPending int           // updates, over which new ones are dropped in silence; 100,000 if zero
	PressLife   time.Duration // how long a press waits for the bot and may be answered; 150 s if zero

	// Forget keeps nothing but counters, what is pending and the newest few
	// messages of each chat, so that a benchmark may run for long.
	Forget bool
}

// A Server is the Bot API server of one bot. All methods may be called at once.
type Server struct {
	faketest.Changes // Await looks again after every change; its condition may call all that does not wait

	opts    Options
	bot     wireUser
	methods map[string]*method
	sender  http.RoundTripper
	cancel  context.CancelFunc
	closed  <-chan struct{}
	ctx     context.Context // of deliveries
	running sync.WaitGroup

	mu        sync.Mutex // never held during HTTP
	chats     map[int64]*chat
	users     map[int64]*user
	callbacks map[string]*callback
	lastID    map[string]int64 // of callbacks, files and albums
	files     map[string]*Document
	profile   profile
	updates   updates
	poller    *poller
	hook      *webhook
	hookSetAt time.Time
	flow      bucket // of the whole bot
	calls     []Call
	fail      func(Call) *Failure
}

// New panics if the token has no number or a required option is missing.
func New(o Options) *Server {
	number, _, ok := strings.Cut(o.Token, ":")
	id, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil || id <= 0 {
		panic("telegramtest: a token is <number>:<secret>")
	}
	if o.Now == nil || o.After == nil {
		panic("telegramtest: Options.Now and Options.After are required")
	}
	o.Name = cmp.Or(o.Name, "test_bot")
	o.MaxConnections = cmp.Or(o.MaxConnections, defaultConnections)
	o.MostPending = cmp.Or(o.MostPending, mostPending)
	o.PressLife = cmp.Or(o.PressLife, pressLife)
	s := &Server{
		opts: o, bot: wireUser{ID: id, IsBot: true, FirstName: "Bot", Username: o.Name}, methods: newMethods(),
		chats: map[int64]*chat{}, users: map[int64]*user{}, callbacks: map[string]*callback{},
		lastID: map[string]int64{}, files: map[string]*Document{}, sender: o.Transport,
	}
	if s.sender == nil {
		s.sender = &http.Transport{MaxIdleConnsPerHost: mostConnections, DisableCompression: true, ResponseHeaderTimeout: idleLimit}
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.closed = s.ctx.Done()
	s.updates.next = firstUpdate
	return s
}

// Close ends deliveries and long polls and waits for them. It does not close a
// listener that serves the Handler.
func (s *Server) Close() {
	s.mu.Lock()
	s.dropWebhook()
	s.mu.Unlock()
	s.cancel()
	s.running.Wait()
	if t, ok := s.sender.(*http.Transport); ok && s.opts.Transport == nil {
		t.CloseIdleConnections()
	}
}

// unique is the next number of its kind. The caller holds the lock.
func (s *Server) unique(kind string) int64 {
	s.lastID[kind]++
	return s.lastID[kind]
}

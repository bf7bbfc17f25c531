package slacktest

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"pledgebot/bot/faketest"
)

// Options are what a Server is made of.
type Options struct {
	BotToken string // "xoxb-…"; required
	AppToken string // "xapp-…"; Socket Mode needs it
	Team     string // the workspace's id; "T0TEAM" if empty
	App      string // the app's id; "A0APP" if empty
	Bot      string // the bot's user id; "U0BOT" if empty

	Now   func() time.Time                     // required
	After func(time.Duration) <-chan time.Time // required; see time.After and faketest.Clock

	Events        Transport // the zero value is Socket Mode; see Server.Deliver
	Scopes        []string  // granted to the bot; all if nil
	Subscriptions []string  // of the bot, such as "message.im"; all if nil
	Rates         Rates     // the zero value limits nothing

	// Forget keeps no calls, deliveries and mentions, and of what passes in a
	// channel (replies, what is said to one person alone) only the newest, so that
	// a benchmark may run for long.
	Forget bool

	URL    string               // where Handler is served; a server of its own is started if empty
	Errorf func(string, ...any) // is told of every problem at once, such as (*testing.T).Errorf; must not call the Server
}

// A Server is Slack for one app in one workspace. All methods may be called at
// once.
type Server struct {
	faketest.Changes // Await looks again after every change; its condition may call all that does not wait

	opts    Options
	url     string
	own     *httptest.Server
	methods map[string]*method
	sender  *http.Transport
	ctx     context.Context // of deliveries
	cancel  context.CancelFunc
	running sync.WaitGroup

	mu         sync.Mutex // never held during HTTP
	transport  Transport
	lastID     map[string]int
	lastTS     int64 // microseconds
	people     map[string]*person
	channels   map[string]*channel
	views      map[string]*view
	triggers   map[string]*trigger
	responses  map[string]*responseURL
	uploads    map[string]*upload
	tickets    map[string]bool
	conns      []*conn
	turn       int                 // of the connections
	others     int                 // connections that are none of the test's
	awaited    map[string]*awaited // by envelope
	socketOff  bool
	calls      []*Call
	counts     map[string]int // of calls
	deliveries []*Delivery
	posts      []Post
	mentions   []Mention
	problems   []string
	scopes     map[string]bool
	buckets    map[string]*bucket
	fail       func(Call) *Failure
}

// New panics if a required option is missing.
func New(o Options) *Server {
	if o.BotToken == "" || o.Now == nil || o.After == nil {
		panic("slacktest: Options.BotToken, Now and After are required")
	}
	o.Team, o.App, o.Bot = cmp.Or(o.Team, "T0TEAM"), cmp.Or(o.App, "A0APP"), cmp.Or(o.Bot, "U0BOT")
	s := &Server{
		opts: o, url: o.URL, methods: newMethods(), transport: o.Events,
		sender: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 128},
		lastID: map[string]int{}, people: map[string]*person{}, channels: map[string]*channel{},
		views: map[string]*view{}, triggers: map[string]*trigger{}, responses: map[string]*responseURL{},
		uploads: map[string]*upload{}, tickets: map[string]bool{}, awaited: map[string]*awaited{}, counts: map[string]int{},
		scopes: map[string]bool{}, buckets: map[string]*bucket{},
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.people[o.Bot] = &person{Profile: Profile{ID: o.Bot, Name: "pledgebot", Bot: true, Team: o.Team, Locale: "en-US", TZ: "UTC"}}
	if s.url == "" {
		s.own = httptest.NewServer(s.Handler())
		s.url = s.own.URL
	}
	return s
}

// APIURL is for slack.OptionAPIURL.
func (s *Server) APIURL() string { return s.url + "/api/" }

// Deliver says from now on where events, presses and commands go: an app's
// server is often started after this one.
func (s *Server) Deliver(t Transport) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.transport = t
}

// Close ends deliveries and connections and waits for them.
func (s *Server) Close() {
	s.cancel()
	s.mu.Lock()
	conns := slices.Clone(s.conns)
	s.mu.Unlock()
	for _, c := range conns {
		c.close(websocket.CloseNormalClosure)
	}
	s.running.Wait()
	s.sender.CloseIdleConnections()
	if s.own != nil {
		s.own.Close()
	}
}

// unique is the next id of its kind. The caller holds the lock.
func (s *Server) unique(kind string) string {
	s.lastID[kind]++
	return fmt.Sprintf("%s%04d", kind, s.lastID[kind])
}

// timestamp is the next message's: unique, and never smaller than one before.
// The caller holds the lock.
func (s *Server) timestamp() string {
	s.lastTS = max(s.lastTS+1, s.opts.Now().UnixMicro())
	return fmt.Sprintf("%d.%06d", s.lastTS/1e6, s.lastTS%1e6)
}

// Problems are what the app, or the test, has done that Slack would forgive and
// a test should not: unknown methods and arguments, presses on buttons that are
// not there, answers that Slack cannot use.
func (s *Server) Problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.problems)
}

// problem notes one. The caller holds the lock.
func (s *Server) problem(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	s.problems = append(s.problems, text)
	if s.opts.Errorf != nil {
		s.opts.Errorf("slacktest: %s", text)
	}
	s.Nudge()
}

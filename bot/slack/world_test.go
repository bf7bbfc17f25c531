package slack_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/bottest"
	"pledgebot/bot/desk"
	"pledgebot/bot/faketest"
	"pledgebot/bot/slack"
	"pledgebot/bot/slack/slacktest"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/memory"
	"pledgebot/store/sql"
)

const (
	botToken = "xoxb-canary-TOKEN"
	appToken = "xapp-canary-TOKEN"
	secret   = "canary-signing-secret"
	channel  = "C0DESK"
	team     = "T0TEAM"
)

// The people of the team.
const (
	ines  = "U0INES"  // administrator, UCLG, Spanish
	marie = "U0MARIE" // reviewer, IOM, French
	tom   = "U0TOM"   // reviewer, UCLG, English
	eve   = "U0EVE"   // of no part of the team
)

var start = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

// product is what ships.
var product = bottest.Shipped()

// How Slack reaches the app.
type mode string

const (
	socket   mode = "socket"
	requests mode = "requests"
)

var modes = []mode{socket, requests}

// A world is a fake Slack, the real adapter and desk, and a store, under a clock
// that is moved by hand.
type world struct {
	t     testing.TB
	mode  mode
	clock *faketest.Clock
	srv   *slacktest.Server
	db    *sql.DB
	bot   *bot.Bot
	desk  *desk.Desk
	app   *slack.Slack
	log   *bottest.Journal
	rates slack.Rates
	after func(time.Duration) <-chan time.Time // of the process
	url   string                               // where requests are taken
	stop  func()
	life  *life       // at whose end the process is dead
	ill   string      // of what the bot needs
	away  atomic.Bool // the database is
	gone  atomic.Bool // every pledge is

	meanwhile func() // happens once, before the next history is read

	mu      sync.Mutex
	notices []slack.Incident
}

func newWorld(t testing.TB, m mode) *world { return newWorldAt(t, m, slack.Rates{}, slacktest.Rates{}) }

// newWorldAt is a world in which Slack keeps to rates, and the adapter too.
func newWorldAt(t testing.TB, m mode, ours slack.Rates, theirs slacktest.Rates) *world {
	t.Helper()
	clock := faketest.NewClock(start)
	w := &world{t: t, mode: m, clock: clock, db: bottest.OpenDB(t), log: &bottest.Journal{}, life: &life{}, rates: ours, after: clock.After}
	w.srv = slacktest.New(slacktest.Options{
		BotToken: botToken, AppToken: appToken, Team: team, Now: clock.Now, After: clock.After, Errorf: t.Errorf,
		Scopes: manifest.OAuth.Scopes.Bot, Subscriptions: manifest.Settings.Events.Bot, Rates: theirs,
	})
	w.log.Told = w.srv.Nudge
	for _, p := range []slacktest.Profile{
		{ID: ines, Name: "ines", Locale: "es-ES"},
		{ID: marie, Name: "marie", Locale: "fr-FR"},
		{ID: tom, Name: "tom", Locale: "en-GB"},
		{ID: eve, Name: "eve", Locale: "en-US"},
	} {
		w.srv.Profile(p)
	}
	w.srv.Channel(slacktest.Channel{ID: channel, Name: "pledges", Private: true, Members: []string{ines, marie, tom, eve}})
	w.begin()
	t.Cleanup(w.close)
	w.staff(ines, pledge.Administrator, "UCLG")
	w.staff(marie, pledge.Reviewer, "IOM")
	w.staff(tom, pledge.Reviewer, "UCLG")
	return w
}

// begin starts a process that knows nothing but what is in the store.
func (w *world) begin() {
	w.t.Helper()
	log := slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	o := slack.Options{
		Token: botToken, API: w.srv.APIURL(), Channel: channel, Workspaces: []string{team}, Lang: "en", Words: product.Texts,
		Limits: memory.NewLimits(), Rates: w.rates, Now: w.clock.Now, After: w.after, Log: log, Notice: w.notice,
		Around: func(t http.RoundTripper) http.RoundTripper { return mortalCalls{t, w.life} },
	}
	if w.mode == socket {
		o.AppToken = appToken
	} else {
		o.Secret = secret
	}
	var err error
	if w.app, err = slack.New(o); err != nil {
		w.t.Fatal(err)
	}
	w.bot = bot.New(bot.Parts{
		Machine: conversation.New(product.Call, conversation.Settings{Langs: product.Texts.Langs()}), Texts: product.Texts,
		Dialogs: memory.New(), Pledges: mortalPledges{w.db, w.life}, Deliveries: w.db, People: w.db, Reminders: w.db, Now: w.clock.Now, Log: log,
	})
	w.desk = desk.New(desk.Parts{
		Call: product.Call, Texts: product.Texts, Pledges: pledges{mortalPledges{w.db, w.life}, w}, Cards: mortalCards{w.db, w.life}, People: w.db,
		Searches: w.db, Drafts: w.db, Well: w.well, Doer: w.bot, Lang: "en", Morning: &desk.Morning{Hour: 8, Zone: time.UTC},
		Invites: w.db, Tries: w.db, Mail: "mail", Link: linked, Fetch: fetched, InviteFor: pledge.InviteDays * 24 * time.Hour, Now: w.clock.Now,
	})
	if w.mode == requests {
		server := httptest.NewServer(w.app.Requests(w.desk))
		w.srv.Deliver(slacktest.HTTP(server.URL, secret))
		w.url, w.stop = server.URL, server.Close
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	ended.Go(func() { _ = w.app.Listen(ctx, w.desk) }) // nil, as it promises once ctx is done
	w.stop = func() { cancel(); ended.Wait() }
	w.await(func() bool { return w.srv.Connections() > 0 })
}

func (w *world) close() {
	w.stop()
	if err := w.app.Drain(context.Background()); err != nil {
		w.t.Error(err)
	}
	w.srv.Close()
	for _, canary := range []string{botToken, appToken, secret} {
		if strings.Contains(w.log.String(), canary) {
			w.t.Errorf("a secret stands in the log:\n%s", w.log.String())
		}
	}
}

func (w *world) await(cond func() bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	if err := w.srv.Await(ctx, cond); err != nil {
		w.t.Fatalf("it never came to that: %v\n%s", err, w.log.String())
	}
}

func (w *world) notice(i slack.Incident) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.notices = append(w.notices, i)
	w.srv.Nudge()
}

// noticed tells whether an operator was told of an incident.
func (w *world) noticed(i slack.Incident) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, n := range w.notices {
		if n == i {
			return true
		}
	}
	return false
}

// staff gives somebody a place in the team.
func (w *world) staff(user string, role pledge.DeskRole, org string) {
	w.t.Helper()
	in := conversation.InputID("test:" + user + string(role) + org)
	_, why, err := w.bot.Staff(w.t.Context(), in, pledge.Actor{}, slack.Person(team, user), pledge.Desk{Role: role, Org: org})
	if err != nil || why != "" {
		w.t.Fatal(why, err)
	}
}

// draw brings the cards up to date.
func (w *world) draw() {
	w.t.Helper()
	if err := w.desk.DrawDue(w.t.Context(), w.app); err != nil {
		w.t.Fatal(err)
	}
}

// pledges are those of the world, unless they are away.
type pledges struct {
	store.Pledges
	w *world
}

func (p pledges) Look(ctx context.Context, q store.Query) (store.View, error) {
	if p.w.away.Load() {
		return store.View{}, store.ErrAway
	}
	v, err := p.Pledges.Look(ctx, q)
	if p.w.gone.Load() {
		v.Pledge = nil
	}
	return v, err
}

func (p pledges) Facts(ctx context.Context, id pledge.ID) ([]pledge.Fact, error) {
	if happens := p.w.meanwhile; happens != nil {
		p.w.meanwhile = nil
		happens()
	}
	return p.Pledges.Facts(ctx, id)
}

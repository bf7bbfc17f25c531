package telegram_test

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
	"pledgebot/bot/faketest"
	"pledgebot/bot/paper"
	"pledgebot/bot/telegram"
	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation"
	"pledgebot/store"
	"pledgebot/store/memory"
	"pledgebot/store/sql"
)

const (
	token  = "7000000001:AAcanaryTOKENcanary"
	secret = "canary_SECRET_canary"
)

// How updates reach the bot.
type mode string

const (
	webhook mode = "webhook"
	polling mode = "polling"
)

var modes = []mode{webhook, polling}

// A setup is what may differ between worlds.
type setup struct {
	mode     mode
	settings conversation.Settings
	rates    telegramtest.Rates
	options  telegram.Options // Rates and Limits of it
	handler  func(telegram.Handler) telegram.Handler
}

// A world is a fake Telegram, the real adapter in one of the two modes, a Bot
// and its stores, under a clock that is moved by hand.
type world struct {
	setup
	t       testing.TB
	clock   *faketest.Clock
	srv     *telegramtest.Server
	api     *httptest.Server
	hook    *httptest.Server // of the webhook; nil while polling
	dialogs *dialogs
	pledges *pledges
	asides  *asides
	db      *sql.DB
	bot     *bot.Bot
	tg      *telegram.Telegram
	log     *bottest.Journal
	people  []*person
	active  atomic.Int64 // inputs and deliveries at work
	worked  atomic.Int64 // how often one began or ended
	beats   atomic.Int64
	answers atomic.Int64 // to presses, over HTTP and not in the webhook's response

	mu       sync.Mutex
	notices  []telegram.Incident
	marks    map[store.Address][]marked
	stopPoll func()
}

var start = time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)

func newWorld(t testing.TB, s setup) *world {
	t.Helper()
	clock := faketest.NewClock(start)
	w := &world{setup: s, t: t, clock: clock, db: bottest.OpenDB(t), log: &bottest.Journal{}, asides: &asides{}}
	if w.settings.Langs == nil {
		w.settings.Langs = product.Texts.Langs()
	}
	w.srv = telegramtest.New(telegramtest.Options{Token: token, Now: clock.Now, After: clock.After, Rates: s.rates})
	api := w.srv.Handler()
	w.api = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/answerCallbackQuery") {
			w.answers.Add(1)
		}
		api.ServeHTTP(out, r)
	}))
	w.dialogs, w.pledges = newDialogs(w), &pledges{Pledges: w.db, w: w}
	w.asides.w = w
	w.begin()
	t.Cleanup(w.close)
	return w
}

// begin starts a process that knows nothing but what is in the stores.
func (w *world) begin() {
	w.t.Helper()
	log := slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	o := telegram.Options{
		Token: token, Endpoint: w.api.URL, Secret: secret, Words: product.Texts, Call: product.Call,
		Limits: w.options.Limits, Rates: w.options.Rates, Now: w.clock.Now, After: w.clock.After, Log: log, Notice: w.notice,
	}
	var err error
	if w.tg, err = telegram.New(o); err != nil {
		w.t.Fatal(err)
	}
	w.bot = bot.New(bot.Parts{
		Machine: conversation.New(product.Call, w.settings), Texts: product.Texts, Dialogs: w.dialogs, Pledges: w.pledges,
		Deliveries: w.db, Asides: w.asides, People: w.db, Invites: w.db, Limits: memory.NewLimits(), Reminders: w.db,
		Papers: &paper.Maker{Call: product.Call, Texts: product.Texts, Now: w.clock.Now, Link: w.tg.Link}, Senders: []bot.Sender{noting{w.tg, w}}, Now: w.clock.Now, Log: log,
	})
	var h telegram.Handler = counted{w.bot, w}
	if w.handler != nil {
		h = w.handler(h)
	}
	if w.mode == polling {
		w.poll(h)
		return
	}
	w.hook = httptest.NewServer(w.tg.Webhook(h))
	if err := w.tg.SetWebhook(w.t.Context(), w.hook.URL); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) poll(h telegram.Handler) {
	ctx, cancel := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	tg := w.tg
	ended.Go(func() { _ = tg.Poll(ctx, h, func() { w.beats.Add(1) }) }) // nil, as it promises; see TestPollEnds
	w.stopPoll = func() { cancel(); ended.Wait() }
}

// end stops the process: what it owes stays owed.
func (w *world) end() {
	if w.stopPoll != nil {
		w.stopPoll()
		w.stopPoll = nil
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if w.hook != nil {
		if err := w.tg.RemoveWebhook(context.Background()); err != nil && !w.t.Failed() {
			w.log.Printf("the webhook stays: %v", err)
		}
		w.hook.Close()
		w.hook = nil
	}
	_ = w.tg.Drain(gone) // it is broken off
}

// close ends everything; it may be called again.
func (w *world) close() {
	if w.api == nil {
		return
	}
	w.srv.Fail(nil)
	w.end()
	w.srv.Close()
	w.api.Close()
	w.api = nil
	for _, canary := range []string{"AAcanaryTOKENcanary", secret, "canaryTEXT"} {
		if strings.Contains(w.log.String(), canary) {
			w.t.Errorf("the log tells %q", canary)
		}
	}
}

func (w *world) notice(i telegram.Incident) {
	w.mu.Lock()
	w.notices = append(w.notices, i)
	w.mu.Unlock()
	w.srv.Nudge()
}

// noticed is what an operator was told.
func (w *world) noticed() []telegram.Incident {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.notices[:len(w.notices):len(w.notices)]
}

// patience is how long a test waits for what must happen, in real time.
const patience = 30 * time.Second

// await fails the test if the condition does not come true.
func (w *world) await(what string, cond func() bool) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := w.srv.Await(ctx, cond); err != nil {
		w.t.Fatalf("%s: %v\n%s", what, err, w.log)
	}
}

// quiet tells whether everything that was said is handled, shown and answered.
func (w *world) quiet() bool {
	if w.active.Load() > 0 || w.srv.Pending() > 0 {
		return false
	}
	for _, p := range w.people {
		if p.Waits() > 0 {
			return false
		}
	}
	return len(w.dialogs.owing()) == 0 && w.active.Load() == 0
}

// settle waits until it is quiet.
func (w *world) settle() {
	w.t.Helper()
	w.await("not everything is handled and shown", w.quiet)
}

// idle is how long nothing happens, in real time, before the clock is moved on.
const idle = 2 * time.Millisecond

// pass moves the clock on in steps, each after what it set off has had its
// time, until the condition holds. It tells how long that took on the clock.
func (w *world) pass(most time.Duration, cond func() bool) time.Duration {
	w.t.Helper()
	return w.passSlowly(idle, most, cond)
}

func (w *world) passSlowly(idle, most time.Duration, cond func() bool) time.Duration {
	w.t.Helper()
	const step = 250 * time.Millisecond
	passed := time.Duration(0)
	for happened := -1; ; {
		wait := idle
		if w.active.Load() > 0 { // it works, or waits for this clock
			wait = 10 * idle
		}
		ctx, cancel := context.WithTimeout(context.Background(), wait)
		err := w.srv.Await(ctx, cond)
		cancel()
		now := len(w.srv.Calls()) + int(w.worked.Load())
		switch {
		case err == nil:
			return passed
		case now != happened:
			happened = now // something is going on
		case passed >= most:
			w.t.Fatalf("it did not come true within %v\n%s", most, w.log)
		default:
			w.clock.Pass(step)
			passed += step
		}
	}
}

// inBothModes runs a test by webhook and by polling.
func inBothModes(t *testing.T, test func(t *testing.T, m mode)) {
	t.Helper()
	for _, m := range modes {
		t.Run(string(m), func(t *testing.T) {
			t.Parallel()
			test(t, m)
		})
	}
}

// marked is a message of the bot's, as the Bot knows it.
type marked struct {
	mark conversation.Mark
	bot.Message
}

// noting notes where each message was shown.
type noting struct {
	*telegram.Telegram
	w *world
}

func (n noting) Send(ctx context.Context, to store.Address, m bot.Message) (conversation.Mark, error) {
	mark, err := n.Telegram.Send(ctx, to, m)
	if err == nil {
		n.w.mu.Lock()
		defer n.w.mu.Unlock()
		if n.w.marks == nil {
			n.w.marks = map[store.Address][]marked{}
		}
		n.w.marks[to] = append(n.w.marks[to], marked{mark, m})
	}
	return mark, err
}

// sent are the bot's messages to somebody, oldest first.
func (w *world) sent(to store.Address) []marked {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.marks[to][:len(w.marks[to]):len(w.marks[to])]
}

// counted notes what is at work.
type counted struct {
	telegram.Handler
	w *world
}

func (c counted) Handle(ctx context.Context, u bot.Update) error {
	c.w.active.Add(1)
	c.w.worked.Add(1)
	defer c.done()
	return c.Handler.Handle(ctx, u)
}

func (c counted) Deliver(ctx context.Context, to store.Address) error {
	c.w.active.Add(1)
	c.w.worked.Add(1)
	defer c.done()
	return c.Handler.Deliver(ctx, to)
}

func (c counted) done() {
	c.w.active.Add(-1)
	c.w.worked.Add(1)
	c.w.srv.Nudge()
}

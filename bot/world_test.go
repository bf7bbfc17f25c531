package bot_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/bottest"
	"pledgebot/conversation"
	"pledgebot/store"
	"pledgebot/store/memory"
	"pledgebot/store/sql"
)

// A world is everything around the Bots of one test: stores that outlive them,
// a clock that is moved by hand, and the phones of all people.
type world struct {
	t       testing.TB
	clock   *clock
	dialogs store.Dialogs
	db      *sql.DB
	limits  store.Limits
	phones  *phones
	log     *bottest.Journal
}

func newWorld(t testing.TB) *world {
	t.Helper()
	return &world{
		t: t, clock: &clock{at: time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)},
		dialogs: memory.New(), db: bottest.OpenDB(t), limits: memory.NewLimits(), phones: &phones{platform: "tty"}, log: &bottest.Journal{},
	}
}

// bot is a new process: it knows nothing that is not in the stores. Its parts
// may be changed before.
func (w *world) bot(change ...func(*bot.Parts)) *bot.Bot {
	p := bot.Parts{
		Machine: conversation.New(product.Call, conversation.Settings{Langs: product.Texts.Langs()}),
		Texts:   product.Texts, Dialogs: w.dialogs, Pledges: w.db, Deliveries: w.db, Retention: w.db, People: w.db, Asides: w.db,
		Invites: w.db, Limits: w.limits, Reminders: w.db,
		Senders: []bot.Sender{w.phones}, Now: w.clock.now, Log: slog.New(slog.NewTextHandler(w.log, nil)),
	}
	for _, c := range change {
		c(&p)
	}
	return bot.New(p)
}

// product is what ships.
var product = bottest.Shipped()

type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// A shown message reached somebody's phone.
type shown struct {
	to   store.Address
	mark conversation.Mark
	bot.Message
}

// phones are the screens of all people on one platform, in one order of time.
type phones struct {
	platform string
	only     string                                      // whose phone it is; "" for everybody's
	before   func(to store.Address, m bot.Message) error // may refuse a message

	mu    sync.Mutex
	marks conversation.Mark
	all   []shown
}

func (p *phones) Platform() string { return p.platform }

// Serves tells whether somebody is reached here.
func (p *phones) Serves(to store.Address) bool { return p.only == "" || p.only == to.User }

func (p *phones) Send(_ context.Context, to store.Address, m bot.Message) (conversation.Mark, error) {
	if !p.Serves(to) {
		return 0, &bot.SendError{Fate: bot.Retry, Err: errors.New("somebody else's")}
	}
	if p.before != nil {
		if err := p.before(to, m); err != nil {
			return 0, err
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.marks++
	p.all = append(p.all, shown{to: to, mark: p.marks, Message: m})
	return p.marks, nil
}

// mark is the place of a message that a person sends now.
func (p *phones) mark() conversation.Mark {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.marks++
	return p.marks
}

// shownTo is all that one person has seen, oldest first.
func (p *phones) shownTo(a store.Address) []shown {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []shown
	for _, s := range p.all {
		if s.to == a {
			out = append(out, s)
		}
	}
	return out
}

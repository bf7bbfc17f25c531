package telegram_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot/telegram"
	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/conversation/call"
	"pledgebot/store"
)

// limits is one bucket that all replicas share.
type limits struct {
	mu           sync.Mutex
	full, paused time.Time // when it would have all its turns back; until when it is empty
}

func (l *limits) Reserve(_ context.Context, _ string, r store.Rate, n int, now time.Time) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	tolerance := r.Every * time.Duration(r.Burst-1)
	for _, at := range []time.Time{now, l.paused.Add(tolerance)} {
		if l.full.Before(at) {
			l.full = at
		}
	}
	wait := l.full.Sub(now) - tolerance
	l.full = l.full.Add(r.Every * time.Duration(n))
	return max(wait, 0), nil
}

func (l *limits) Pause(_ context.Context, _ string, until time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.paused = until
	return nil
}

// published are the rates of the Bot API's FAQ, with the short bursts in a chat
// that it allows.
var published = telegramtest.Rates{ChatPerSecond: 1, ChatBurst: 6, GroupPerMinute: 20, BotPerSecond: 30}

// TestRatesAreKept: people who press and type as fast as they can, many at
// once, in private and in groups, never make Telegram refuse a message.
func TestRatesAreKept(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{
			mode: m, rates: published,
			options: telegram.Options{Limits: &limits{}, Rates: telegram.DefaultRates},
		})
		const many = 120
		var all []*person
		for i := range many {
			all = append(all, w.person(int64(100+i), "en"))
		}
		for _, p := range all {
			p.Says("/start")
		}
		for i := range 10 {
			g := w.srv.Group(int64(-100-i), "A group")
			g.Joins(all[i].Person)
		}
		w.passSlowly(5*idle, 10*time.Minute, w.quiet)
		for _, p := range all[:10] {
			hurry(p)
		}
		w.pass(5*time.Minute, w.quiet)
		for _, p := range all[:10] {
			if got := p.answer("priorities"); got != "4" {
				t.Errorf("kept %q", got)
			}
		}
		for _, c := range w.srv.Calls() {
			if strings.HasPrefix(c.Refused, "Too Many Requests") {
				t.Fatalf("%s to %s at %v: %s", c.Method, c.Params["chat_id"], c.At, c.Refused)
			}
		}
	})
}

// hurry does twenty things without waiting for more than a button.
func hurry(p *person) {
	p.w.t.Helper()
	for _, line := range append(naming[1:3:3], "Riobamba", "Ecuador", "The City of Riobamba", "*2", "*4", "*5", "*6", "*2", "*5", "*6", "*done", "*back", "*done") {
		option, press := strings.CutPrefix(line, "*")
		if !press {
			p.Says(line)
		} else {
			p.w.pass(10*time.Minute, func() bool { _, ok := buttonOf(p.Last(), call.OptionID(option)); return ok })
			p.presses(call.OptionID(option))
		}
		p.w.pass(10*time.Minute, p.w.quiet)
	}
}

// TestThreeRefusedChatsPauseTheBot, so that it does not run on into a ban.
func TestThreeRefusedChatsPauseTheBot(t *testing.T) {
	t.Parallel()
	l := &limits{}
	w := newWorld(t, setup{options: telegram.Options{Limits: l, Rates: telegram.DefaultRates}})
	var calls []time.Time
	var mu sync.Mutex
	refusing := true
	w.srv.Fail(func(c telegramtest.Call) *telegramtest.Failure {
		mu.Lock()
		defer mu.Unlock()
		if c.Method != "sendMessage" {
			return nil
		}
		calls = append(calls, w.clock.Now())
		if refusing {
			return telegramtest.TooManyRequests(20)
		}
		return nil
	})
	for i := range 3 {
		w.person(int64(10+i), "en").Says("/start")
	}
	w.await("three are refused", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(calls) == 3
	})
	w.await("the bot is paused", func() bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		return l.paused.Sub(w.clock.Now()) >= 20*time.Second
	})
	mu.Lock()
	refusing = false
	mu.Unlock()
	for i := range 5 {
		w.person(int64(20+i), "en").Says("/start")
	}
	w.pass(10*time.Minute, w.quiet)
	mu.Lock()
	defer mu.Unlock()
	for _, at := range calls[3:] {
		if at.Sub(calls[0]) < 20*time.Second {
			t.Errorf("a message after %v", at.Sub(calls[0]))
		}
	}
	if len(calls) != 3+8 {
		t.Errorf("%d messages", len(calls))
	}
}

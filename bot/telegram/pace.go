package telegram

import (
	"context"
	"maps"
	"strings"
	"sync"
	"time"

	"pledgebot/store"
)

// A pace keeps the rates of what is sent, ahead of time. The bot's own is
// shared by all replicas, which take some turns of it at a time; a chat's is
// kept by the replica that sends there. Chats that have all their turns are not
// remembered.
type pace struct {
	rates  Rates
	limits store.Limits
	bot    string // the bucket of the whole bot
	now    func() time.Time

	mu      sync.Mutex
	chats   map[string]time.Time // when each would have had all its turns back
	kept    map[string]time.Time // turns that were too far off to wait for
	turns   int                  // of the bot's, taken and not used
	from    time.Time            // when those may be used
	asking  chan struct{}        // closed when more of them are there; nil when none are asked for
	failed  error                // why none came
	refused []time.Time          // when chats were told to wait, lately
	last    chan struct{}        // one place for what waits for what others leave over
}

// turnsAtOnce is how many of the bot's turns a replica takes at once.
const turnsAtOnce = 5

// wait takes a turn for one message to a chat and returns how long to wait for
// it.
func (p *pace) wait(ctx context.Context, chat string) (time.Duration, error) {
	if p.rates == (Rates{}) {
		return 0, nil
	}
	return p.waitFor(ctx, chat, p.shared)
}

// waitLast is wait for what hurries nobody, one at a time.
func (p *pace) waitLast(ctx context.Context, chat string) (time.Duration, error) {
	if p.rates == (Rates{}) {
		return 0, nil
	}
	return p.waitFor(ctx, chat, p.leftOver)
}

func (p *pace) waitFor(ctx context.Context, chat string, bots func(context.Context) (time.Duration, error)) (time.Duration, error) {
	if at, ok := p.take(chat); ok {
		return max(0, at.Sub(p.now())), nil
	}
	wait := p.chat(chat)
	if p.limits == nil || p.rates.Bot == (store.Rate{}) {
		return wait, nil
	}
	shared, err := bots(ctx)
	return max(wait, shared), err
}

// leftOver takes one of the bot's turns, which comes when hardly any of the others is
// taken: what is sent at once then finds nearly as many as if nothing else were sent.
func (p *pace) leftOver(ctx context.Context) (time.Duration, error) {
	rate := p.rates.Bot
	rate.Burst = min(rate.Burst, turnsAtOnce)
	return p.limits.Reserve(ctx, p.bot, rate, 1, p.now())
}

// keep puts a turn by that is too far off to wait for, so that who comes back
// for it does not go to the end of the line.
func (p *pace) keep(chat string, wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept[chat] = p.now().Add(wait)
}

// take gives the turn that was put by for a chat.
func (p *pace) take(chat string) (at time.Time, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at, ok = p.kept[chat]
	delete(p.kept, chat)
	return at, ok
}

// spare takes a turn that nobody has to wait for, if there is one.
func (p *pace) spare(ctx context.Context, chat string) bool {
	if p.rates == (Rates{}) {
		return true
	}
	if p.missing(chat) > 0 {
		return false
	}
	wait, err := p.wait(ctx, chat)
	return err == nil && wait == 0
}

// shared takes one of the bot's turns. Those that find none ask for more
// together.
func (p *pace) shared(ctx context.Context) (time.Duration, error) {
	for {
		p.mu.Lock()
		asking := p.asking
		switch {
		case p.turns > 0:
			p.turns--
			wait := p.from.Sub(p.now())
			p.mu.Unlock()
			return max(0, wait), nil
		case asking == nil:
			p.asking = make(chan struct{})
			p.mu.Unlock()
			return p.ask(ctx)
		}
		p.mu.Unlock()
		select {
		case <-asking:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
		p.mu.Lock()
		err := p.failed
		p.mu.Unlock()
		if err != nil {
			return 0, err
		}
	}
}

// ask takes more of the bot's turns and uses the first.
func (p *pace) ask(ctx context.Context) (time.Duration, error) {
	now := p.now()
	wait, err := p.limits.Reserve(ctx, p.bot, p.rates.Bot, turnsAtOnce, now)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed = err; err == nil {
		p.turns, p.from = turnsAtOnce-1, now.Add(wait)
	}
	close(p.asking)
	p.asking = nil
	return wait, err
}

// rate is a chat's own.
func (p *pace) rate(chat string) store.Rate {
	if strings.HasPrefix(chat, "-") {
		return p.rates.Group
	}
	return p.rates.Chat
}

// chat takes a turn of one chat.
func (p *pace) chat(chat string) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget(p.now())
	full, wait := p.full(chat)
	p.chats[chat] = full.Add(p.rate(chat).Every)
	return wait
}

// missing is how long it is until a chat has a turn.
func (p *pace) missing(chat string) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, wait := p.full(chat)
	return wait
}

// full is when a chat would have all its turns back, and how long it is until
// it has one. The caller holds the lock.
func (p *pace) full(chat string) (full time.Time, wait time.Duration) {
	rate, now := p.rate(chat), p.now()
	if full = p.chats[chat]; full.Before(now) {
		full = now
	}
	return full, max(0, full.Sub(now)-rate.Every*time.Duration(max(rate.Burst-1, 0)))
}

// chatsMost is how many chats are remembered before those are dropped that have
// all their turns back.
const chatsMost = 1024

func (p *pace) forget(now time.Time) {
	for _, chats := range []map[string]time.Time{p.chats, p.kept} {
		if len(chats) >= chatsMost {
			maps.DeleteFunc(chats, func(_ string, at time.Time) bool { return at.Before(now) })
		}
	}
}

// What makes a whole bot wait: so many chats told to, within so long.
const (
	refusedMany   = 3
	refusedWithin = 10 * time.Second
)

// refuse keeps a chat silent, as Telegram has asked; and the whole bot, when it
// asks that of one chat after another.
func (p *pace) refuse(ctx context.Context, chat string, after time.Duration) {
	p.mu.Lock()
	now := p.now()
	p.forget(now)
	rate := p.rate(chat)
	p.chats[chat] = now.Add(after + rate.Every*time.Duration(max(rate.Burst-1, 0)))
	delete(p.kept, chat)
	recent := p.refused[:0]
	for _, at := range p.refused {
		if now.Sub(at) < refusedWithin {
			recent = append(recent, at)
		}
	}
	p.refused = append(recent, now)
	all := len(p.refused) >= refusedMany
	if all {
		p.turns = 0
	}
	p.mu.Unlock()
	if all && p.limits != nil {
		_ = p.limits.Pause(ctx, p.bot, now.Add(after)) // without it Telegram says so again
	}
}

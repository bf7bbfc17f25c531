package telegram

import (
	"context"
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
	turns   int                  // of the bot's, taken and not used
	refused []time.Time          // when chats were told to wait, lately
}

// turnsAtOnce is how many of the bot's turns a replica takes at once.
const turnsAtOnce = 5

// wait takes a turn for one message to a chat and returns how long to wait for
// it.
func (p *pace) wait(ctx context.Context, chat string) (time.Duration, error) {
	if p.rates == (Rates{}) {
		return 0, nil
	}
	wait := p.chat(chat)
	if p.limits == nil || p.rates.Bot == (store.Rate{}) {
		return wait, nil
	}
	p.mu.Lock()
	has := p.turns > 0
	if has {
		p.turns--
	}
	p.mu.Unlock()
	if has {
		return wait, nil
	}
	shared, err := p.limits.Reserve(ctx, p.bot, p.rates.Bot, turnsAtOnce, p.now())
	if err != nil {
		return wait, err
	}
	p.mu.Lock()
	p.turns += turnsAtOnce - 1
	p.mu.Unlock()
	return max(wait, shared), nil
}

// chat takes a turn of one chat.
func (p *pace) chat(chat string) time.Duration {
	rate := p.rates.Chat
	if strings.HasPrefix(chat, "-") {
		rate = p.rates.Group
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	p.forget(now)
	full := p.chats[chat]
	if full.Before(now) {
		full = now
	}
	wait := full.Sub(now) - rate.Every*time.Duration(max(rate.Burst-1, 0))
	p.chats[chat] = full.Add(rate.Every)
	return max(wait, 0)
}

// chatsMost is how many chats are remembered before those are dropped that have
// all their turns back.
const chatsMost = 1024

func (p *pace) forget(now time.Time) {
	if p.chats == nil {
		p.chats = map[string]time.Time{}
	}
	if len(p.chats) < chatsMost {
		return
	}
	for chat, full := range p.chats {
		if full.Before(now) {
			delete(p.chats, chat)
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
	rate := p.rates.Chat
	p.chats[chat] = now.Add(after + rate.Every*time.Duration(max(rate.Burst-1, 0)))
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

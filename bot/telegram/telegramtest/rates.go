package telegramtest

import (
	"math"
	"time"
)

// Rates limit what the bot sends and edits. Telegram publishes about 1 a second
// in a chat with short bursts, 20 a minute in a group and 30 a second in all
// (core.telegram.org/bots/faq). A zero field limits nothing.
type Rates struct {
	ChatPerSecond  float64 // in one chat
	ChatBurst      int     // how many at once there; 1 if zero
	GroupPerMinute int     // in one group, besides
	BotPerSecond   int     // in all chats together
}

// A bucket holds what may be sent at once. Its zero value is full.
type bucket struct {
	missing float64
	at      time.Time
}

// wait is how long it takes until one more may be sent.
func (b *bucket) wait(now time.Time, perSecond float64, size int) time.Duration {
	if perSecond <= 0 {
		return 0
	}
	b.missing = max(0, b.missing-now.Sub(b.at).Seconds()*perSecond)
	b.at = now
	short := b.missing + 1 - float64(max(size, 1))
	if short < 1e-9 {
		return 0
	}
	return time.Duration(short / perSecond * float64(time.Second))
}

// limit refuses a call that comes too early, or counts it. The caller holds the
// lock.
func (s *Server) limit(c *chat) *refusal {
	r, now := s.opts.Rates, s.opts.Now()
	if r == (Rates{}) {
		return nil
	}
	wait := max(
		c.pace.wait(now, r.ChatPerSecond, r.ChatBurst),
		s.flow.wait(now, float64(r.BotPerSecond), r.BotPerSecond),
	)
	if c.isGroup() {
		wait = max(wait, c.perMinute.wait(now, float64(r.GroupPerMinute)/60, r.GroupPerMinute))
	}
	if wait > 0 {
		return tooMany(max(1, int(math.Ceil(wait.Seconds()))))
	}
	c.pace.missing++
	c.perMinute.missing++
	s.flow.missing++
	return nil
}

package slacktest

import (
	"math"
	"strconv"
	"time"
)

// Rates limit what the app calls. A zero field limits nothing.
type Rates struct {
	PostsPerSecond float64 // chat.postMessage, in one channel
	PostBurst      int     // how many at once there; 1 if zero
	Tiers          [5]int  // calls of one method a minute; the first is not used
}

// PublishedRates are those of docs.slack.dev/apis/web-api/rate-limits: a post a
// second in a channel with short bursts, and 1, 20, 50 and 100 calls a minute
// of a method by its tier. How long a burst may be is not published.
func PublishedRates() Rates {
	return Rates{PostsPerSecond: 1, PostBurst: 3, Tiers: [5]int{0, 1, 20, 50, 100}}
}

// A bucket holds what may be called at once. Its zero value is full.
type bucket struct {
	missing float64
	at      time.Time
}

// wait is how long it takes until one more may be called.
func (b *bucket) wait(now time.Time, perSecond float64, size int) time.Duration {
	b.missing = max(0, b.missing-now.Sub(b.at).Seconds()*perSecond)
	b.at = now
	short := b.missing + 1 - float64(max(size, 1))
	if short < 1e-9 {
		return 0
	}
	return time.Duration(short / perSecond * float64(time.Second))
}

// limitMethod refuses a call that comes too early by its tier. The caller holds
// the lock.
func (s *Server) limitMethod(name string, tier int) *refusal {
	perMinute := s.opts.Rates.Tiers[tier]
	return s.limit(name, float64(perMinute)/60, perMinute)
}

// limitPost refuses a post that comes too early for its channel. The caller
// holds the lock.
func (s *Server) limitPost(channel string) *refusal {
	return s.limit("post "+channel, s.opts.Rates.PostsPerSecond, s.opts.Rates.PostBurst)
}

func (s *Server) limit(key string, perSecond float64, size int) *refusal {
	if perSecond <= 0 {
		return nil
	}
	b := s.buckets[key]
	if b == nil {
		b = &bucket{}
		s.buckets[key] = b
	}
	if wait := b.wait(s.opts.Now(), perSecond, size); wait > 0 {
		return tooMany(max(1, int(math.Ceil(wait.Seconds()))))
	}
	b.missing++
	return nil
}

func tooMany(seconds int) *refusal {
	r := refuse("ratelimited")
	r.retry = seconds
	r.messages = []string{"[ERROR] retry after " + strconv.Itoa(seconds)}
	return r
}

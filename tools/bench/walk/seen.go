package walk

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// A status remembers how a request was answered.
type status struct {
	http.ResponseWriter
	code int
}

func (s *status) WriteHeader(code int) {
	s.code = code
	s.ResponseWriter.WriteHeader(code)
}

// Unwrap is for who wants more of the writer.
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// listeners is the first id of those who write nothing.
const listeners = 1_000_000_000

// Seen is what the bot has sent.
type Seen struct {
	mu      sync.Mutex
	sent    []time.Time    // every message that was taken
	told    map[string]int // by listener
	tooSoon int            // refused, because of a rate
	at      []time.Time    // when listeners were told
}

func (s *Seen) note(now time.Time, chat string, code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case code == http.StatusTooManyRequests:
		s.tooSoon++
		return
	case code != 0 && code != http.StatusOK:
		return
	}
	s.sent = append(s.sent, now)
	if id, err := strconv.ParseInt(chat, 10, 64); err == nil && id >= listeners {
		if s.told == nil {
			s.told = map[string]int{}
		}
		s.told[chat]++
		s.at = append(s.at, now)
	}
}

// Told is what was seen of messages to listeners.
type Told struct {
	Listeners int           // who were told something
	Messages  int           // to them
	Others    int           // to others, in the same time
	Took      time.Duration // from the first message to them until the last
	TooSoon   int           // refused because of a rate, to anybody at any time
}

// Told tells how far it has come.
func (p *Phones) Told() Told {
	s := &p.seen
	s.mu.Lock()
	defer s.mu.Unlock()
	t := Told{Listeners: len(s.told), Messages: len(s.at), TooSoon: s.tooSoon}
	if len(s.at) == 0 {
		return t
	}
	first, last := slices.MinFunc(s.at, time.Time.Compare), slices.MaxFunc(s.at, time.Time.Compare)
	t.Took = last.Sub(first)
	for _, at := range s.sent {
		if !at.Before(first) && !at.After(last) {
			t.Others++
		}
	}
	t.Others -= len(s.at)
	return t
}

// Listen gives so many people a phone who then write nothing, and returns the ids of the
// first and the last. No bot hears of it.
func (p *Phones) Listen(ctx context.Context, people int) (first, last int64, err error) {
	p.quiet.Store(true)
	defer p.quiet.Store(false)
	first, last = listeners, listeners+int64(people)-1
	for id := first; id <= last; id++ {
		p.api.Person(id, "en").Says("/start")
	}
	return first, last, p.api.Await(ctx, func() bool { return p.api.Pending() == 0 })
}

// Visit has people come and say hello, one every so often, until ctx is done, and returns
// how long each waited for the answer, in order of length.
func (p *Phones) Visit(ctx context.Context, every time.Duration) ([]time.Duration, error) {
	var mu sync.Mutex
	var took []time.Duration
	var failed error
	var all sync.WaitGroup
	for ctx.Err() == nil {
		all.Go(func() {
			who, leave := p.meet()
			defer leave()
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
			defer cancel()
			err := who.take(ctx, 0, func(d time.Duration) {
				mu.Lock()
				defer mu.Unlock()
				took = append(took, d)
			})
			if err != nil {
				mu.Lock()
				defer mu.Unlock()
				failed = err
			}
		})
		select {
		case <-p.clock.After(every):
		case <-ctx.Done():
		}
	}
	all.Wait()
	slices.Sort(took)
	return took, failed
}

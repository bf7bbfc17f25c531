package telegram_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/telegram"
	"pledgebot/bot/telegram/telegramtest"
	"pledgebot/store"
)

// A strict Telegram refuses what is more than so many messages to one chat
// within any time of a length.
type strict struct {
	w      *world
	chat   string
	most   int
	within time.Duration

	mu      sync.Mutex
	at      []time.Time
	refused int
}

func (s *strict) fail(c telegramtest.Call) *telegramtest.Failure {
	if c.Method != "sendMessage" || c.Params["chat_id"] != s.chat {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.w.clock.Now()
	s.at = append(s.at, now)
	if n := len(s.at); n > s.most && now.Sub(s.at[n-1-s.most]) <= s.within {
		s.refused++
		return telegramtest.TooManyRequests(30)
	}
	return nil
}

func (s *strict) sent() (at []time.Time, refused int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at[:len(s.at):len(s.at)], s.refused
}

// paced is a world that keeps its rates.
func paced(t *testing.T, m mode) *world {
	t.Helper()
	return newWorld(t, setup{mode: m, rates: published, options: telegram.Options{Limits: &limits{}, Rates: telegram.DefaultRates}})
}

// TestAGroupGetsTwentyAMinute at most, in whatever minute one looks: of thirty
// messages none is refused, and one whose turn has not come is told once when
// that is, and then has it.
func TestAGroupGetsTwentyAMinute(t *testing.T) {
	t.Parallel()
	w := paced(t, webhook)
	g := w.srv.Group(-100, "Mayor's office")
	g.Joins(w.person(7, "en").Person)
	w.settle()
	s := &strict{w: w, chat: "-100", most: 20, within: time.Minute}
	w.srv.Fail(s.fail)
	w.clock.Pass(time.Minute) // what was said at first is long ago
	const many = 30
	var sending sync.WaitGroup
	sending.Go(func() {
		defer w.srv.Nudge()
		for i := range many {
			for times := 0; ; times++ {
				_, err := w.tg.Send(t.Context(), store.Address{Platform: "tg", User: "-100"}, message("Riobamba"))
				var wait *bot.SendError
				if err == nil {
					break
				}
				if !errors.As(err, &wait) || wait.Fate != bot.Throttled || times > 0 {
					t.Errorf("message %d, try %d: %v", i, times, err)
					return
				}
				<-w.clock.After(wait.After)
			}
		}
	})
	began := w.clock.Now()
	w.pass(5*time.Minute, func() bool { at, _ := s.sent(); return len(at) == many || t.Failed() })
	sending.Wait()
	if at, refused := s.sent(); refused > 0 || len(at) != many {
		t.Errorf("%d of %d are refused", refused, len(at))
	}
	if took := w.clock.Now().Sub(began); took < time.Minute || took > 2*time.Minute {
		t.Errorf("it takes %v", took)
	}
}

// TestEveryPageTakesATurn: a text of many messages is shown whole, as fast as
// the chat allows, and none is refused.
func TestEveryPageTakesATurn(t *testing.T) {
	t.Parallel()
	w := paced(t, webhook)
	ana := w.person(7, "en")
	ana.does("/start")
	top := ana.top()
	const pages = 12
	var text []string
	for range pages {
		text = append(text, strings.Repeat("Riobamba ", 400))
	}
	var sending sync.WaitGroup
	sending.Go(func() {
		defer w.srv.Nudge()
		if _, err := w.tg.Send(t.Context(), ana.address(), message(strings.Join(text, "\n\n"))); err != nil {
			t.Errorf("the text is not shown: %v", err)
		}
	})
	took := w.pass(time.Minute, func() bool { return len(ana.shown(top)) == pages || t.Failed() })
	sending.Wait()
	if want := (pages - 6) * time.Second; took < want {
		t.Errorf("%d messages within %v", pages, took)
	}
	wantNoneRefused(t, w)
}

// TestTheSentenceOfAnAsideTakesATurn: it comes when the chat has one, and is not
// refused.
func TestTheSentenceOfAnAsideTakesATurn(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := paced(t, m)
		ana := w.person(7, "fr")
		ana.does("/start")
		top := ana.top()
		const many = 10
		for range many {
			w.srv.Raw(`{"message":{"message_id":"none","from":{"id":7,"language_code":"fr"},"chat":{"id":7,"type":"private"}}}`)
		}
		took := w.pass(time.Minute, func() bool { return len(ana.shown(top)) == many })
		for _, shown := range ana.shown(top) {
			if shown.Text != ana.text("telegram.aside") {
				t.Errorf("it says %q", shown.Text)
			}
		}
		if want := (many - 6) * time.Second; took < want {
			t.Errorf("%d messages within %v", many, took)
		}
		wantNoneRefused(t, w)
	})
}

func wantNoneRefused(t *testing.T, w *world) {
	t.Helper()
	for _, c := range w.srv.Calls() {
		if strings.HasPrefix(c.Refused, "Too Many Requests") {
			t.Errorf("%s to %s: %s", c.Method, c.Params["chat_id"], c.Refused)
		}
	}
}

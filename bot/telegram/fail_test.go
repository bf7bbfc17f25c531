package telegram_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot/telegram"
	"pledgebot/bot/telegram/telegramtest"
)

// refusal is an answer of the API that refuses a call.
func refusal(code int, words string) *telegramtest.Failure {
	return &telegramtest.Failure{Status: code, Body: `{"ok":false,"error_code":` + itoa(code) + `,"description":"` + words + `"}`}
}

// A spoiler makes calls to one chat fail, and notes when they were made.
type spoiler struct {
	w      *world
	chat   string
	method string
	plain  bool // only those with a style
	how    *telegramtest.Failure

	mu    sync.Mutex
	times int // left
	at    []time.Time
}

func (s *spoiler) fail(c telegramtest.Call) *telegramtest.Failure {
	if c.Method != s.method || c.Params["chat_id"] != s.chat || s.plain && c.Params["parse_mode"] == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = append(s.at, s.w.clock.Now())
	if s.times == 0 {
		return nil
	}
	s.times--
	return s.how
}

func (s *spoiler) calls() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.at)
}

// TestASendingThatFails is tried again as its class of error asks for, in time,
// and holds up nobody else.
func TestASendingThatFails(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		how    *telegramtest.Failure
		times  int
		plain  bool
		within time.Duration
		after  time.Duration // not before
		copies int           // at most
		notice telegram.Incident
	}{
		"told to wait":         {how: telegramtest.TooManyRequests(30), times: 1, after: 30 * time.Second, within: 32 * time.Second, copies: 1},
		"told to wait again":   {how: telegramtest.TooManyRequests(9), times: 3, after: 27 * time.Second, within: 31 * time.Second, copies: 1},
		"restarting":           {how: telegramtest.Restarting(), times: 2, after: 3 * time.Second, within: 5 * time.Second, copies: 1},
		"a proxy's page":       {how: telegramtest.BadGateway(), times: 1, after: time.Second, within: 3 * time.Second, copies: 1},
		"cut before":           {how: telegramtest.CutBefore(), times: 1, after: time.Second, within: 3 * time.Second, copies: 1},
		"cut after":            {how: telegramtest.CutAfter(), times: 1, within: 3 * time.Second, copies: 2},
		"half an answer":       {how: telegramtest.Unreadable(), times: 1, within: 3 * time.Second, copies: 2},
		"cannot be parsed":     {how: refusal(http.StatusBadRequest, "Bad Request: can't parse entities: Unclosed start tag at byte offset 4"), times: 1, plain: true, copies: 1, notice: telegram.Malformed},
		"the token is refused": {how: refusal(http.StatusUnauthorized, "Unauthorized"), times: 1, after: time.Second, within: 3 * time.Second, copies: 1, notice: telegram.TokenRefused},
	} {
		for i, m := range modes {
			t.Run(name+" by "+string(m), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, setup{mode: modes[i]})
				ana, bob := w.person(7, "en"), w.person(8, "en")
				ana.does(append(naming[:3:3], "Riobamba")...)
				s := &spoiler{w: w, chat: "7", method: "sendMessage", how: tt.how, times: tt.times, plain: tt.plain}
				w.srv.Fail(s.fail)
				before := ana.Last()
				ana.Says("Ecuador")
				bob.Says("/start")
				w.await("bob is served", func() bool { return len(bob.Screen()) == 2 })
				took := w.pass(time.Minute, func() bool { return w.quiet() && ana.Last().ID != before.ID })
				calls := s.calls()
				if last := calls[len(calls)-1].Sub(calls[0]); last < tt.after || took > tt.within+time.Second {
					t.Errorf("shown after %v, the last try at %v", took, last)
				}
				if n := len(ana.shown(before.ID)); n < 1 || n > tt.copies {
					t.Errorf("shown %d times", n)
				}
				if tt.notice != "" && !slices.Contains(w.noticed(), tt.notice) {
					t.Errorf("told the operator %v", w.noticed())
				}
				ana.does("The City of Riobamba")
				if got := ana.answer("entity_name"); got != "The City of Riobamba" {
					t.Errorf("goes on with %q", ana.Last().Text)
				}
			})
		}
	}
}

// TestAFileWaitsAsLongAsItIsTold: the library loses the code of a refused
// upload.
func TestAFileWaitsAsLongAsItIsTold(t *testing.T) {
	t.Parallel()
	inBothModes(t, func(t *testing.T, m mode) {
		w := newWorld(t, setup{mode: m})
		ana := w.person(7, "en")
		ana.does(naming...)
		s := &spoiler{w: w, chat: "7", method: "sendDocument", how: telegramtest.TooManyRequests(30), times: 1}
		w.srv.Fail(s.fail)
		ana.Says("/mydata")
		w.pass(time.Minute, w.quiet)
		if calls := s.calls(); len(calls) != 2 || calls[1].Sub(calls[0]) < 30*time.Second {
			t.Errorf("sent at %v", calls)
		}
		if !slices.ContainsFunc(ana.Screen(), func(m telegramtest.Shown) bool { return m.Document != nil }) {
			t.Error("the file has not come")
		}
	})
}

// TestNobodyIsThere: a chat that is gone is not tried again, and what is there
// stays.
func TestNobodyIsThere(t *testing.T) {
	t.Parallel()
	for name, how := range map[string]*telegramtest.Failure{
		"blocked":     refusal(http.StatusForbidden, "Forbidden: bot was blocked by the user"),
		"deactivated": refusal(http.StatusForbidden, "Forbidden: user is deactivated"),
		"not found":   refusal(http.StatusBadRequest, "Bad Request: chat not found"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{mode: polling})
			ana := w.person(7, "en")
			ana.does(append(naming[:3:3], "Riobamba")...)
			s := &spoiler{w: w, chat: "7", method: "sendMessage", how: how, times: 1000}
			w.srv.Fail(s.fail)
			ana.does("Ecuador")
			for range 3 {
				w.clock.Pass(time.Hour)
				if err := w.bot.Sweep(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if n := len(s.calls()); n != 1 {
				t.Errorf("tried %d times", n)
			}
			w.srv.Fail(nil)
			ana.does("The City of Riobamba")
			if ana.answer("country") != "EC" || !strings.Contains(ana.Last().Text, "City of Riobamba") && ana.answer("entity_name") == "" {
				t.Errorf("after the return: %q", ana.Last().Text)
			}
		})
	}
}

// TestAMessageThatCannotBeDrawnOver is sent anew.
func TestAMessageThatCannotBeDrawnOver(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"} {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, setup{})
			ana := w.person(7, "en")
			ana.does(append(naming[:3:3], "Riobamba", "Ecuador", "The City of Riobamba")...)
			s := &spoiler{w: w, chat: "7", method: "editMessageText", how: refusal(http.StatusBadRequest, "Bad Request: "+words), times: 1}
			w.srv.Fail(s.fail)
			before := ana.Last()
			ana.does("*4")
			if now := ana.Last(); now.ID == before.ID || !slices.Equal(ticked(now), []string{"4"}) {
				t.Errorf("it shows %v", now.Buttons)
			}
			ana.does("*5")
			if now := ana.Last(); !slices.Equal(ticked(now), []string{"4", "5"}) || len(ana.shown(before.ID)) != 1 {
				t.Errorf("then it shows %v", now.Buttons)
			}
		})
	}
}

// TestTwoPollers: the operator is told, and the poll goes on when it may.
func TestTwoPollers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, setup{mode: polling})
	ana := w.person(7, "en")
	w.await("it polls", w.srv.Polling)
	s := &spoiler{w: w, method: "getUpdates", how: refusal(http.StatusConflict, "Conflict: terminated by other getUpdates request"), times: 3}
	w.srv.Fail(s.fail)
	ana.Says("/start") // which the poll that waits brings
	w.pass(time.Minute, func() bool { return len(w.noticed()) == 3 })
	if !slices.Contains(w.noticed(), telegram.PollConflict) {
		t.Errorf("told the operator %v", w.noticed())
	}
	at := s.calls()
	if took := at[2].Sub(at[0]); took < 3*time.Second {
		t.Errorf("three polls within %v", took)
	}
	ana.presses("draft")
	w.pass(time.Minute, func() bool { return len(ana.Screen()) == 3 })
}

package ops_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/ops"
	"pledgebot/conversation"
	"pledgebot/store"
	"pledgebot/store/memory"
)

const (
	canaryUser = "555000111"
	canaryText = "canary text"
)

var canary = store.Address{Platform: "tg", User: canaryUser}

// A stub answers everything with one error.
type stub struct{ err error }

func (s *stub) Handle(context.Context, bot.Update) error     { return s.err }
func (s *stub) Deliver(context.Context, store.Address) error { return s.err }
func (s *stub) SetAside(context.Context, store.Aside) error  { return s.err }
func (*stub) Platform() string                               { return "tg" }
func (*stub) Serves(store.Address) bool                      { return true }
func (s *stub) Send(context.Context, store.Address, bot.Message) (conversation.Mark, error) {
	return 7, s.err
}

func TestUpdatesAreCounted(t *testing.T) {
	t.Parallel()
	c, s := newClock(), &stub{}
	m := ops.NewMetrics("v1", c.Now)
	arrived := 0
	h := m.ObserveHandler(s, func() { arrived++ })
	u := bot.Update{ID: "tg:1:m:" + canaryUser, From: canary, Event: conversation.Said{Text: canaryText}}
	for _, err := range []error{nil, nil, fmt.Errorf("load: %w", store.ErrAway), errors.New(canaryText)} {
		s.err = err
		if got := h.Handle(t.Context(), u); !errors.Is(got, err) {
			t.Errorf("%v became %v", err, got)
		}
	}
	s.err = nil
	if err := h.SetAside(t.Context(), store.Aside{Platform: "tg", User: canaryUser, Raw: []byte(canaryText), Why: canaryText}); err != nil {
		t.Error(err)
	}
	for outcome, want := range map[string]float64{"kept": 2, "away": 1, "failed": 1} {
		if got := value(t, m, "pledgebot_updates_total", map[string]string{"kind": "said", "outcome": outcome}); got != want {
			t.Errorf("%s: %v", outcome, got)
		}
	}
	if got := value(t, m, "pledgebot_updates_total", map[string]string{"kind": "unread", "outcome": "set aside"}); got != 1 {
		t.Errorf("set aside: %v", got)
	}
	if got := value(t, m, "pledgebot_handle_seconds", nil); got != 4 || arrived != 2 {
		t.Errorf("%v measured, %d arrived", got, arrived)
	}
	anonymous(t, m)
}

func TestSendsAreCounted(t *testing.T) {
	t.Parallel()
	c, s := newClock(), &stub{}
	m := ops.NewMetrics("v1", c.Now)
	taken := 0
	sender := m.ObserveSender(s, func() { taken++ })
	fates := map[string]error{
		"sent": nil, "unknown": errors.New(canaryText), "gone": &bot.SendError{Fate: bot.Gone, Err: errors.New(canaryText)},
		"throttled": fmt.Errorf("send: %w", &bot.SendError{Fate: bot.Throttled, Err: errors.New("429")}),
	}
	for _, err := range fates {
		s.err = err
		mark, got := sender.Send(t.Context(), canary, bot.Message{Class: conversation.Nudge, Text: canaryText})
		if mark != 7 || !errors.Is(got, err) {
			t.Errorf("%v became %v, %v", err, mark, got)
		}
	}
	for fate := range fates {
		if got := value(t, m, "pledgebot_sends_total", map[string]string{"class": "nudge", "fate": fate}); got != 1 {
			t.Errorf("%s: %v", fate, got)
		}
	}
	if taken != 1 {
		t.Errorf("%d taken", taken)
	}
	anonymous(t, m)
}

func TestStoresAreCounted(t *testing.T) {
	t.Parallel()
	m := ops.NewMetrics("v1", newClock().Now)
	d := m.ObserveDialogs(memory.New())
	if _, _, err := d.Load(t.Context(), canary); !errors.Is(err, store.ErrNotFound) {
		t.Fatal(err)
	}
	if err := d.Commit(t.Context(), canary, store.Dialog{Turn: 1}); err != nil {
		t.Fatal(err)
	}
	if err := d.Commit(t.Context(), canary, store.Dialog{Turn: 1, Run: "another"}); !errors.Is(err, store.ErrStale) {
		t.Fatal(err)
	}
	away := m.ObserveDeliveries(awayDeliveries{})
	if _, err := away.Claim(t.Context(), "tg", noon, 1); !errors.Is(err, store.ErrAway) {
		t.Fatal(err)
	}
	for outcome, want := range map[string]float64{"kept": 1, "stale": 1} {
		if got := value(t, m, "pledgebot_commits_total", map[string]string{"store": "dialogs", "outcome": outcome}); got != want {
			t.Errorf("%s: %v", outcome, got)
		}
	}
	if got := value(t, m, "pledgebot_store_errors_total", map[string]string{"store": "deliveries", "kind": "away"}); got != 1 {
		t.Errorf("away: %v", got)
	}
	anonymous(t, m)
}

type awayDeliveries struct{ store.Deliveries }

func (awayDeliveries) Claim(context.Context, string, time.Time, int) ([]store.Delivery, error) {
	return nil, fmt.Errorf("claim: %w", store.ErrAway)
}

// anonymous fails if a label tells of a person or a text.
func anonymous(t *testing.T, m *ops.Metrics) {
	t.Helper()
	families, err := m.Registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if text := f.String(); strings.Contains(text, "canary") || strings.Contains(text, canaryUser) {
			t.Errorf("%s tells: %s", f.GetName(), text)
		}
	}
}

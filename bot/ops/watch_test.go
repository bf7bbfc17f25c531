package ops_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/bot/ops"
	"pledgebot/bot/ops/alarm"
	"pledgebot/conversation"
	"pledgebot/store"
	"pledgebot/store/memory"
)

// A desk at which a watch is kept, and what the operator has read.
type desk struct {
	clock   *clock
	watch   *ops.Watch
	backlog *backlog
	dialogs store.Dialogs
	away    map[string]error // by check
	free    uint64
	lines   []string
}

func (d *desk) Notify(_ context.Context, line string) error {
	d.lines = append(d.lines, line)
	return nil
}

func newDesk() *desk {
	d := &desk{clock: newClock(), backlog: &backlog{}, dialogs: memory.New(), away: map[string]error{}, free: 5 << 30}
	check := func(name string) ops.Check {
		return ops.Check{Name: name, Do: func(context.Context) error { return d.away[name] }}
	}
	d.watch = &ops.Watch{
		Health:  &ops.Health{Checks: []ops.Check{check(ops.CheckDatabase), check(ops.CheckDialogs)}},
		Metrics: ops.NewMetrics("v1", d.clock.Now), Noticed: &ops.Noticed{Now: d.clock.Now}, Dialogs: d.dialogs, Backlogs: d.backlog,
		Room: func() (uint64, uint64, error) { return d.free, 10 << 30, nil },
		Post: &alarm.Post{Notifier: d, Log: slog.New(slog.DiscardHandler)}, Now: d.clock.Now,
	}
	return d
}

// rounds lets time go by, with a round each ten seconds.
func (d *desk) rounds(t *testing.T, long time.Duration) {
	t.Helper()
	for range long / (10 * time.Second) {
		d.clock.wind(10 * time.Second)
		if err := d.watch.Round(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWhatComesAndGoesIsOneIncident: a webhook of which every other update
// arrives fails, and two programs that poll in turns are in conflict.
func TestWhatComesAndGoesIsOneIncident(t *testing.T) {
	t.Parallel()
	for _, what := range []alarm.Name{ops.PollConflict, ops.WebhookFailing} {
		d := newDesk()
		for range 10 {
			d.watch.Noticed.Notice(what)
			d.rounds(t, 10*time.Second)
			d.watch.Noticed.Clear(what)
			d.rounds(t, 50*time.Second)
		}
		d.rounds(t, 10*time.Minute)
		if len(d.lines) != 2 || !strings.HasPrefix(d.lines[0], "ALARM") || !strings.HasPrefix(d.lines[1], "OVER") {
			t.Errorf("%s: %q", what, d.lines)
		}
	}
}

// TestWhatHappensOnceIsNoIncident: a rolling upgrade has a short conflict.
func TestWhatHappensOnceIsNoIncident(t *testing.T) {
	t.Parallel()
	d := newDesk()
	d.watch.Noticed.Notice(ops.PollConflict)
	d.rounds(t, 20*time.Second)
	d.watch.Noticed.Clear(ops.PollConflict)
	d.rounds(t, 10*time.Minute)
	if len(d.lines) > 0 {
		t.Errorf("lines %q", d.lines)
	}
}

func TestEveryIncidentIsToldOnceAndCleared(t *testing.T) {
	t.Parallel()
	cases := map[alarm.Name]struct{ wrong, right func(*desk) }{
		ops.TokenRefused: {
			func(d *desk) { d.watch.Noticed.Notice(ops.TokenRefused) },
			func(d *desk) { d.watch.Noticed.Clear(ops.TokenRefused) },
		},
		ops.PollConflict: {
			func(d *desk) { d.watch.Noticed.Notice(ops.PollConflict) },
			func(d *desk) { d.watch.Noticed.Clear(ops.PollConflict) },
		},
		ops.WebhookFailing: {
			func(d *desk) { d.watch.Noticed.Notice(ops.WebhookFailing) },
			func(d *desk) { d.watch.Noticed.Clear(ops.WebhookFailing) },
		},
		ops.DatabaseAway: {
			func(d *desk) { d.away[ops.CheckDatabase] = errors.New("away") },
			func(d *desk) { d.away[ops.CheckDatabase] = nil },
		},
		ops.RedisAway: {
			func(d *desk) { d.away[ops.CheckDialogs] = errors.New("away") },
			func(d *desk) { d.away[ops.CheckDialogs] = nil },
		},
		ops.QueueOld: {
			func(d *desk) { d.backlog.b.OldestDue = noon.Add(-ops.QueueAge) },
			func(d *desk) { d.backlog.b.OldestDue = time.Time{} },
		},
		ops.NudgeUnknown: {
			func(d *desk) { d.backlog.b.LastUnknown = noon },
			func(d *desk) { d.backlog.b.LastUnknown = noon.Add(-ops.UnknownFor) },
		},
		ops.DiskFull: {
			func(d *desk) { d.free = ops.LeastFree - 1 },
			func(d *desk) { d.free = 5 << 30 },
		},
		ops.SetAside: {
			func(d *desk) { d.backlog.b.Asides = 3 },
			func(d *desk) { d.backlog.b.Asides = 0 },
		},
	}
	for _, name := range []alarm.Name{ops.SlackRefused, ops.SlackUnsafe, ops.SlackMalformed, ops.MailFailing} {
		cases[name] = struct{ wrong, right func(*desk) }{
			func(d *desk) { d.watch.Noticed.Notice(name) },
			func(d *desk) { d.watch.Noticed.Clear(name) },
		}
	}
	for name := range ops.Dampings() {
		c, ok := cases[name]
		if !ok {
			t.Errorf("%s is not tried", name)
			continue
		}
		d := newDesk()
		d.rounds(t, time.Minute)
		c.wrong(d)
		d.rounds(t, 6*time.Minute)
		if got := value(t, d.watch.Metrics, "pledgebot_incident_open", map[string]string{"incident": string(name)}); got != 1 {
			t.Errorf("%s: the metric says %v", name, got)
		}
		c.right(d)
		d.rounds(t, 6*time.Minute)
		if len(d.lines) != 2 || !strings.HasPrefix(d.lines[0], "ALARM "+string(name)+", since ") ||
			!strings.HasPrefix(d.lines[1], "OVER "+string(name)+", at ") {
			t.Errorf("%s: the operator read %q", name, d.lines)
		}
	}
}

func TestRepliesThatWait(t *testing.T) {
	t.Parallel()
	d := newDesk()
	owed := store.Dialog{
		Turn: 1, Inputs: []store.Input{{ID: "a", At: noon.Add(-time.Hour)}, {ID: "b", At: noon}},
		Owed: []store.Owed{{ID: "o", Reply: conversation.Reply{}}}, Taken: store.Taken{Replica: "dead", At: noon},
	}
	if err := d.dialogs.Commit(t.Context(), canary, owed); err != nil {
		t.Fatal(err)
	}
	d.rounds(t, ops.QueueAge)
	if len(d.lines) > 0 {
		t.Errorf("told too early: %q", d.lines)
	}
	d.rounds(t, time.Minute)
	if len(d.lines) != 1 || !strings.HasPrefix(d.lines[0], "ALARM queue too old, ") || strings.Contains(d.lines[0], canaryUser) {
		t.Errorf("read %q", d.lines)
	}
	if got := value(t, d.watch.Metrics, "pledgebot_queue_age_seconds", map[string]string{"queue": "replies"}); got != (16 * time.Minute).Seconds() {
		t.Errorf("age %v", got)
	}
}

func TestOneReplicaIsOnDuty(t *testing.T) {
	t.Parallel()
	d := newDesk()
	duty := false
	d.watch.OnDuty = func(bool) bool { return duty }
	d.backlog.b.Asides = 1
	d.rounds(t, time.Minute)
	if len(d.lines) > 0 {
		t.Errorf("told off duty: %q", d.lines)
	}
	duty = true
	d.backlog.b.Asides = 0
	d.rounds(t, 3*time.Minute)
	if !slices.ContainsFunc(d.lines, func(l string) bool { return strings.HasPrefix(l, "OVER updates set aside") }) {
		t.Errorf("read %q", d.lines)
	}
}

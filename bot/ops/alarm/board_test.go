package alarm_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pledgebot/bot/ops/alarm"
)

func TestBoardWritesTwoLines(t *testing.T) {
	t.Parallel()
	b := alarm.Board{Damping: map[alarm.Name]alarm.Damping{"disk nearly full": {Begin: time.Minute}}}
	bad := []alarm.Reading{{Name: "disk nearly full", Bad: true, Detail: "120 MB free"}}
	var lines []string
	lines = append(lines, b.Take(noon, bad)...)
	lines = append(lines, b.Take(noon.Add(time.Minute), bad)...)
	lines = append(lines, b.Take(noon.Add(2*time.Minute), bad)...)
	if !b.Open("disk nearly full") {
		t.Error("not open")
	}
	lines = append(lines, b.Take(noon.Add(3*time.Minute), nil)...) // not read this time
	lines = append(lines, b.Take(noon.Add(4*time.Minute), []alarm.Reading{{Name: "disk nearly full"}})...)
	want := []string{
		"ALARM disk nearly full, since 1 March 12:00 UTC: 120 MB free. See docs/operations.md.",
		"OVER disk nearly full, at 1 March 12:04 UTC. It began at 1 March 12:00 UTC.",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("lines %q", lines)
	}
}

// A box is an operator who can be out of reach.
type box struct {
	out   bool
	lines []string
}

func (b *box) Notify(_ context.Context, line string) error {
	if b.out {
		return errors.New("out of reach")
	}
	b.lines = append(b.lines, line)
	return nil
}

// TestPostLosesNothing: whenever the operator can be reached, and however the
// readings go, in the end each line has been read once, in order.
func TestPostLosesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var log bytes.Buffer
		operator := &box{}
		p := &alarm.Post{Notifier: operator, Log: slog.New(slog.NewTextHandler(&log, nil))}
		var want []string
		for i := range rapid.IntRange(0, 60).Draw(t, "rounds") {
			line := fmt.Sprintf("line %d.", i)
			want = append(want, line)
			p.Add(line)
			operator.out = rapid.Bool().Draw(t, "out")
			if err := p.Flush(t.Context()); (err != nil) != operator.out {
				t.Fatalf("out of reach %v: %v", operator.out, err)
			}
		}
		operator.out = false
		if err := p.Flush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(operator.lines, want) || p.Waiting() > 0 {
			t.Fatalf("read %q, %d wait", operator.lines, p.Waiting())
		}
		for _, line := range want {
			if !strings.Contains(log.String(), line) {
				t.Fatalf("not logged: %s", line)
			}
		}
	})
}

func TestPostWithoutAnOperatorLogs(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	p := &alarm.Post{Log: slog.New(slog.NewTextHandler(&log, nil))}
	p.Add("ALARM x.")
	if err := p.Flush(t.Context()); err != nil || p.Waiting() > 0 || !strings.Contains(log.String(), "ALARM x.") {
		t.Fatalf("%v, %d wait, log %q", err, p.Waiting(), log.String())
	}
}

func TestPostIsBounded(t *testing.T) {
	t.Parallel()
	p := &alarm.Post{Notifier: &box{out: true}, Log: slog.New(slog.DiscardHandler)}
	for i := range 1000 {
		p.Add(fmt.Sprint(i))
	}
	if p.Waiting() != 200 {
		t.Fatalf("%d wait", p.Waiting())
	}
}

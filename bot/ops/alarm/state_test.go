package alarm_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"pledgebot/bot/ops/alarm"
)

var noon = time.Date(2027, time.March, 1, 12, 0, 0, 0, time.UTC)

// A reading at a time, of which histories are made.
type reading struct {
	at  time.Time
	bad bool
}

func histories(t *rapid.T) []reading {
	now := noon
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) reading {
		now = now.Add(time.Duration(rapid.IntRange(0, 40).Draw(t, "seconds")) * time.Second)
		return reading{at: now, bad: rapid.Bool().Draw(t, "bad")}
	}), 0, 60).Draw(t, "history")
}

// held is for how long the readings up to the last one have all been the same.
func held(history []reading) time.Duration {
	last := history[len(history)-1]
	since := last.at
	for i := len(history) - 1; i >= 0 && history[i].bad == last.bad; i-- {
		since = history[i].at
	}
	return last.at.Sub(since)
}

// TestOneLineAtEachEnd: whatever is read, an incident begins exactly when bad
// readings have held for long enough and none is open, and ends exactly when
// good ones have and one is.
func TestOneLineAtEachEnd(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := alarm.Damping{
			Begin: time.Duration(rapid.IntRange(0, 90).Draw(t, "begin")) * time.Second,
			End:   time.Duration(rapid.IntRange(0, 90).Draw(t, "end")) * time.Second,
		}
		history := histories(t)
		var s alarm.State
		open := false
		for i, r := range history {
			var edge alarm.Edge
			s, edge = s.Next(r.at, r.bad, d)
			want, lasted := alarm.None, held(history[:i+1])
			switch {
			case !open && r.bad && lasted >= d.Begin:
				want, open = alarm.Began, true
			case open && !r.bad && lasted >= d.End:
				want, open = alarm.Ended, false
			}
			if edge != want || s.Open != open {
				t.Fatalf("reading %d (%v): edge %v, open %v; want %v, %v", i, r.bad, edge, s.Open, want, open)
			}
		}
	})
}

func TestFlappingIsOneIncident(t *testing.T) {
	t.Parallel()
	d := alarm.Damping{Begin: 30 * time.Second, End: time.Minute}
	var s alarm.State
	var edges []alarm.Edge
	now := noon
	take := func(bad bool, times int) {
		for range times {
			now = now.Add(10 * time.Second)
			var edge alarm.Edge
			if s, edge = s.Next(now, bad, d); edge != alarm.None {
				edges = append(edges, edge)
			}
		}
	}
	for range 20 { // too short to begin
		take(true, 3)
		take(false, 1)
	}
	if len(edges) > 0 {
		t.Fatalf("began while it flapped: %v", edges)
	}
	take(true, 4)
	for range 20 { // too short to end
		take(false, 6)
		take(true, 1)
	}
	take(false, 7)
	if len(edges) != 2 || edges[0] != alarm.Began || edges[1] != alarm.Ended {
		t.Fatalf("edges %v", edges)
	}
}

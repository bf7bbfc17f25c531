package pledge_test

import (
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// named is a pledge that health was named for, with the moment from which on its
// owner is silent.
func named(t *testing.T) (pledge.Pledge, time.Time) {
	t.Helper()
	p, _ := shared(t)
	p, facts := apply(t, p, ana, pledge.Appoint{Person: health.Person})
	if !p.Hears(call.Default(), health.Person, facts[0]) {
		t.Error("the successor is not told")
	}
	return p, p.SilentFrom()
}

// TestASuccessorWaitsForSilence: who was named takes the pledge over once nothing was
// heard from its owner, nobody else does, and any word of the owner puts it off.
func TestASuccessorWaitsForSilence(t *testing.T) {
	t.Parallel()
	p, from := named(t)
	unnamed, _ := apply(t, p, ana, pledge.Appoint{})
	gone, _ := apply(t, p, ana, pledge.Dismiss{Person: health.Person})
	back, _ := apply(t, gone, ana, pledge.Involve{Seat: pledge.Reader, Secret: "t"})
	back, _ = apply(t, back, health, pledge.Join{Secret: "t", Office: "Health"})
	heard, _, _ := pledge.Apply(call.Default(), plainWords{}, p, from.Add(-time.Hour), ana, pledge.Keep{})
	left, _ := pledge.Erase(call.Default(), p, nil, ana.Person, now)
	for name, tc := range map[string]struct {
		p    pledge.Pledge
		by   pledge.Actor
		at   time.Time
		want pledge.Refusal
	}{
		"in time":              {p, health, from, ""},
		"too soon":             {p, health, from.Add(-1), pledge.TooSoon},
		"the owner was there":  {heard, health, from, pledge.TooSoon},
		"the owner was erased": {left.Pledge, health, now, ""},
		"not named any more":   {unnamed, health, from, pledge.NotAllowed},
		"let out and in again": {back, health, from, pledge.NotAllowed},
		"somebody else":        {p, other, from, pledge.NotAllowed},
		"the owner":            {p, ana, from, pledge.NotAllowed},
		"nobody":               {p, pledge.Actor{}, from, pledge.NotAllowed},
		"the team":             {p, desk, from, pledge.NotAllowed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after, facts, refusal := pledge.Apply(call.Default(), plainWords{}, tc.p, tc.at, tc.by, pledge.Succeed{})
			if refusal != tc.want {
				t.Fatalf("refused: %q", refusal)
			}
			if refusal == "" && (after.Owner() != tc.by.Person || len(after.Seats) != 1 || after.Successor != "" || facts[0].Seat != pledge.Contributor || after.Silent(tc.at)) {
				t.Errorf("owner %q on seats %v after %+v", after.Owner(), after.Seats, facts)
			}
		})
	}
	for name, who := range map[string]pledge.Person{"a stranger": other.Person, "the owner": ana.Person} {
		if _, _, refusal := pledge.Apply(call.Default(), plainWords{}, p, now, ana, pledge.Appoint{Person: who}); refusal != pledge.Unsupported {
			t.Errorf("%s as a successor: %q", name, refusal)
		}
	}
}

// TestTheTeamReseatsASilentPledge: with a reason, after a silence, and only until the
// owner says a word.
func TestTheTeamReseatsASilentPledge(t *testing.T) {
	t.Parallel()
	sent := submitted(t)
	from := sent.SilentFrom()
	do := func(p pledge.Pledge, at time.Time, by pledge.Actor, cmd pledge.Command) (pledge.Pledge, pledge.Refusal) {
		after, _, refusal := pledge.Apply(call.Default(), plainWords{}, p, at, by, cmd)
		return after, refusal
	}
	for name, tc := range map[string]struct {
		note string
		at   time.Time
		want pledge.Refusal
	}{
		"too soon":         {"Nobody answers", from.Add(-1), pledge.TooSoon},
		"without a reason": {"", from, pledge.NoteRequired},
		"in time":          {"Nobody answers", from, ""},
	} {
		if _, refusal := do(sent, tc.at, desk, pledge.Reseat{Secret: "s", Note: tc.note}); refusal != tc.want {
			t.Errorf("%s: %q", name, refusal)
		}
	}
	free, _ := do(sent, from, desk, pledge.Reseat{Secret: "s", Note: "Nobody answers"})
	taken, refusal := do(free, from.Add(time.Hour), other, pledge.Take{Secret: "s"})
	if refusal != "" || taken.Owner() != other.Person || taken.Handover != nil {
		t.Errorf("%q, and the owner is %q", refusal, taken.Owner())
	}
	kept, refusal := do(free, from.Add(time.Minute), ana, pledge.Keep{})
	if refusal != "" {
		t.Fatal(refusal)
	}
	if _, refusal = do(kept, from.Add(time.Hour), other, pledge.Take{Secret: "s"}); refusal != pledge.CodeSpent {
		t.Errorf("after a word of the owner: %q", refusal)
	}
	own, _ := do(kept, from.Add(time.Hour), ana, pledge.Offer{Secret: "mine"})
	if _, refusal = do(own, from.Add(2*time.Hour), other, pledge.Take{Secret: "mine"}); refusal != "" {
		t.Errorf("the owner's own code: %q", refusal)
	}
}

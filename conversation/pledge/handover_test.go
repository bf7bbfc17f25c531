package pledge_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// TestHandover: whoever brings the newest code in time takes the owner's seat,
// once; whatever else is brought is refused alike.
func TestHandover(t *testing.T) {
	t.Parallel()
	first, _ := apply(t, submitted(t), ana, pledge.Offer{Secret: "one"})
	second, facts := apply(t, first, ana, pledge.Offer{Secret: "two"})
	if strings.Contains(encode(t, second), "two") || strings.Contains(encode(t, facts), "two") {
		t.Error("the secret is kept")
	}
	taken, _ := apply(t, second, other, pledge.Take{Secret: "two"})
	if len(taken.Seats) != 1 || taken.Seats[other.Person] != pledge.Owner {
		t.Errorf("seats %v", taken.Seats)
	}
	deleted, _ := apply(t, complete(t), ana, pledge.Offer{Secret: "one"})
	deleted, _ = apply(t, deleted, ana, pledge.Delete{})
	third := pledge.Actor{Person: "tty:third"}
	const day = 24 * time.Hour
	for name, tc := range map[string]struct {
		p      pledge.Pledge
		actor  pledge.Actor
		secret string
		after  time.Duration
		want   pledge.Refusal
	}{
		"in time":             {second, other, "two", pledge.HandoverDays * day, ""},
		"too late":            {second, other, "two", pledge.HandoverDays*day + 1, pledge.CodeSpent},
		"an earlier one":      {second, other, "one", 0, pledge.CodeSpent},
		"none":                {second, other, "", 0, pledge.CodeSpent},
		"a second time":       {taken, third, "two", 0, pledge.CodeSpent},
		"by who had the seat": {taken, ana, "two", 0, pledge.CodeSpent},
		"none was given":      {submitted(t), other, "two", 0, pledge.CodeSpent},
		"of a deleted draft":  {deleted, other, "one", 0, pledge.CodeSpent},
		"of what never was":   {pledge.Pledge{ID: "p9"}, other, "two", 0, pledge.CodeSpent},
		"the owner's own try": {second, ana, "two", 0, ""},
		"of another pledge's": {pledge.Pledge{ID: "p2", State: pledge.Draft, Handover: second.Handover}, other, "two", 0, pledge.CodeSpent},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after, facts, refusal := pledge.Apply(call.Default(), plainWords{}, tc.p, now.Add(tc.after), tc.actor, pledge.Take{Secret: tc.secret})
			if refusal != tc.want {
				t.Errorf("refused: %q", refusal)
			}
			if moved := len(facts) > 0; moved != (tc.want == "" && tc.actor != ana) || moved != (after.Handover == nil && tc.p.Handover != nil) {
				t.Errorf("%d facts, %v left", len(facts), after.Handover)
			}
		})
	}
	if _, _, refusal := pledge.Apply(call.Default(), plainWords{}, taken, now, ana, pledge.Recall{}); refusal != pledge.NotAllowed {
		t.Errorf("who handed it over may still act: %q", refusal)
	}
}

func TestCodes(t *testing.T) {
	t.Parallel()
	id, secret, ok := pledge.Coded(" H-5F2A-Secret\n")
	if !ok || id != "5f2a" || secret != "secret" {
		t.Errorf("%q %q %v", id, secret, ok)
	}
	if code := pledge.Code("0123456789abcdef01234567", strings.Repeat("a", 26)); len(code) > 64 {
		t.Errorf("a link carries 64 characters, and this has %d", len(code))
	}
	for _, text := range []string{"", "h-", "h-5f2a", "h--x", "h-5f2a-", "Half-time", "h-5f2a-one two", "start h-5f2a-x"} {
		if _, _, ok := pledge.Coded(text); ok {
			t.Errorf("%q is taken for a code", text)
		}
	}
}

// TestEraseFollowsTheFacts: what is left of a pledge is what its facts say,
// and a second erasure finds nothing to do.
func TestEraseFollowsTheFacts(t *testing.T) {
	t.Parallel()
	p, facts := apply(t, pledge.Pledge{}, ana, pledge.Create{ID: "p1", Lang: "en", First: set("place_name", "Riobamba")})
	for _, cmd := range []pledge.Command{set("contact_email", "movilidad@riobamba.gob.ec"), set("contact_role", "Mobility office"), pledge.Offer{Secret: "one"}} {
		var more []pledge.Fact
		p, more = apply(t, p, ana, cmd)
		facts = append(facts, more...)
	}
	p, more := apply(t, p, other, pledge.Take{Secret: "one"})
	facts = append(facts, more...)
	left, changed := pledge.Erase(call.Default(), p, facts, ana.Person, now)
	if !changed || left.Gone {
		t.Fatalf("changed %v, gone %v", changed, left.Gone)
	}
	replayed := pledge.Pledge{}
	for _, f := range left.Facts {
		replayed = pledge.Fold(replayed, f)
	}
	if encode(t, replayed) != encode(t, left.Pledge) {
		t.Errorf("replayed:\n%s\nleft:\n%s", encode(t, replayed), encode(t, left.Pledge))
	}
	if all := encode(t, left); strings.Contains(all, string(ana.Person)) || strings.Contains(all, "movilidad@") || !strings.Contains(all, "Mobility office") {
		t.Errorf("left: %s", all)
	}
	if pledge.Check(call.Default(), left.Pledge) != pledge.Check(call.Default(), p) {
		t.Error("the check code has moved")
	}
	if _, again := pledge.Erase(call.Default(), left.Pledge, left.Facts, ana.Person, now); again {
		t.Error("erased twice")
	}
	if _, early := pledge.Erase(call.Default(), p, facts, ana.Person, now.Add(-time.Hour)); early {
		t.Error("what came later is erased")
	}
	if last, _ := pledge.Erase(call.Default(), left.Pledge, left.Facts, other.Person, now); !last.Gone {
		t.Error("the draft outlives its last owner")
	}
}

// TestEraseLeavesWhatCameLater, also where the seat itself is older.
func TestEraseLeavesWhatCameLater(t *testing.T) {
	t.Parallel()
	p := complete(t) // with an address
	p.Seats = map[pledge.Person]pledge.Seat{ana.Person: pledge.Owner, other.Person: "reader"}
	p, facts, refusal := pledge.Apply(call.Default(), plainWords{}, p, now.Add(2*time.Hour), ana, set("contact_name", "Mobility desk"))
	if refusal != "" {
		t.Fatal(refusal)
	}
	left, changed := pledge.Erase(call.Default(), p, facts, ana.Person, now.Add(time.Hour))
	if !changed || left.Gone || !left.Pledge.Value("contact_email").Empty() || left.Pledge.Answers["country"].By == ana.Person {
		t.Errorf("left: %s", encode(t, left.Pledge))
	}
	if a := left.Pledge.Answers["contact_name"]; a.By != ana.Person || a.Value.Empty() || left.Facts[0].By != ana.Person {
		t.Errorf("what came later: %+v", a)
	}
}

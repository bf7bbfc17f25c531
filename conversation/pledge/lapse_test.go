package pledge_test

import (
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A warning is no touch, it is given once, and any change of the draft ends it.
func TestWarningEndsWithTheNextTouch(t *testing.T) {
	t.Parallel()
	draft := complete(t)
	warn := pledge.Warn{Seen: draft.Rev, On: "2028-03-01"}
	warned, facts, refusal := pledge.Apply(call.Default(), plainWords{}, draft, now.Add(time.Hour), pledge.Actor{}, warn)
	if refusal != "" || len(facts) != 1 || facts[0].By != "" || warned.Lapses != warn.On || !warned.Touched.Equal(draft.Touched) {
		t.Fatalf("%q, %+v, lapses %q, touched %v after %v", refusal, facts, warned.Lapses, warned.Touched, draft.Touched)
	}
	warn.Seen = warned.Rev
	if _, _, again := pledge.Apply(call.Default(), plainWords{}, warned, now, pledge.Actor{}, warn); again != pledge.AlreadyDone {
		t.Errorf("a second warning: %q", again)
	}
	for name, cmd := range map[string]pledge.Command{"keep": pledge.Keep{}, "amend": set("population", "5")} {
		after, _, refusal := pledge.Apply(call.Default(), plainWords{}, warned, now.Add(2*time.Hour), ana, cmd)
		if refusal != "" || after.Lapses != "" || !after.Touched.Equal(now.Add(2*time.Hour)) {
			t.Errorf("%s: %q, lapses %q, touched %v", name, refusal, after.Lapses, after.Touched)
		}
	}
}

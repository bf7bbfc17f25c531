package pledge_test

import (
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// amending is an accepted pledge of which the city has changed the title and said
// something on a consent.
func amending(t *testing.T) (accepted, p pledge.Pledge) {
	t.Helper()
	sent := submitted(t)
	accepted, _ = apply(t, sent, desk, pledge.Accept{Check: sent.Submitted.Check})
	p, _ = applyAt(t, accepted, now.AddDate(0, 6, 0), ana, pledge.Revise{})
	title := set("title", "A plan against racism, with twelve measures")
	title.Seen = p.Answers["title"].Rev
	p, _ = apply(t, p, ana, title)
	p, _ = apply(t, p, ana, set("consent_quote", "yes"))
	return accepted, p
}

// sends has the city sign off and submit what stands.
func sends(t *testing.T, p pledge.Pledge, at time.Time) pledge.Pledge {
	t.Helper()
	approval := set("approvals", "office=Mayor's office\x1edate=2027-06-01")
	approval.Seen = p.Answers["approvals"].Rev
	p, _ = applyAt(t, p, at, ana, approval)
	p, _ = applyAt(t, p, at, ana, pledge.Submit{Check: pledge.Check(call.Default(), p)})
	return p
}

// TestWhatWasAcceptedStandsWhileItIsChanged, and is replaced when the change is
// accepted; the report stays due as reckoned from the first acceptance.
func TestWhatWasAcceptedStandsWhileItIsChanged(t *testing.T) {
	t.Parallel()
	c := call.Default()
	accepted, p := amending(t)
	if p.State != pledge.Amending || !p.Writable() || p.InForce(c).Value("title").First() != accepted.Value("title").First() || p.InForce(c).State != pledge.Accepted {
		t.Fatalf("%s, %q in force", p.State, p.InForce(c).Value("title"))
	}
	if got := p.Amended(c); len(got) != 1 || got[0] != "title" {
		t.Errorf("changed: %v", got)
	}
	later := now.AddDate(0, 6, 1)
	p = sends(t, p, later)
	if p.State != pledge.Submitted || p.Submitted.Reference != accepted.Submitted.Reference || p.Submitted.Expected != accepted.Decided.Due {
		t.Errorf("%s as %s, a report expected %s and due %s", p.State, p.Submitted.Reference, p.Submitted.Expected, accepted.Decided.Due)
	}
	asked, _ := applyAt(t, p, later, desk, pledge.Inquire{Field: "title", Note: "Which twelve?"})
	if asked.InForce(c).State != pledge.Accepted || asked.InForce(c).Value("consent_quote").First() != "yes" {
		t.Errorf("in force while asked: %s, %v", asked.InForce(c).State, asked.InForce(c).Value("consent_quote"))
	}
	again, _ := applyAt(t, p, later, desk, pledge.Accept{Check: p.Submitted.Check})
	if again.State != pledge.Accepted || again.Standing != nil || !again.Amends() || again.Decided.Due != accepted.Decided.Due || again.Value("title").First() == accepted.Value("title").First() {
		t.Errorf("%s, due %s, %q", again.State, again.Decided.Due, again.Value("title"))
	}
	back, _ := applyAt(t, again, later, desk, pledge.Reconsider{})
	if back.State != pledge.Submitted || back.Standing == nil || back.InForce(c).Value("title").First() != accepted.Value("title").First() || !back.Decided.At.Equal(accepted.Decided.At) {
		t.Errorf("after it was taken back: %s, standing %v", back.State, back.Standing != nil)
	}
}

// TestAChangeThatIsDeclinedLeavesWhatWasAccepted, as does one that the city abandons or
// takes back first; a decline can be taken back.
func TestAChangeThatIsDeclinedLeavesWhatWasAccepted(t *testing.T) {
	t.Parallel()
	accepted, p := amending(t)
	later := now.AddDate(0, 6, 1)
	sent := sends(t, p, later)
	declined, facts := applyAt(t, sent, later, desk, pledge.Decline{Note: "The title says less."})
	if !declined.Decides(facts[0]) {
		t.Error("the decline does not stand")
	}
	recalled, _ := applyAt(t, sent, later, ana, pledge.Recall{})
	if recalled.State != pledge.Amending || recalled.Value("title").First() == accepted.Value("title").First() {
		t.Errorf("taken back it is %s, %q", recalled.State, recalled.Value("title"))
	}
	abandoned, _ := applyAt(t, recalled, later, ana, pledge.Abandon{})
	for name, p := range map[string]pledge.Pledge{"declined": declined, "abandoned": abandoned} {
		if p.State != pledge.Accepted || p.Standing != nil || p.Value("title").First() != accepted.Value("title").First() || p.Decided.Due != accepted.Decided.Due ||
			p.Submitted.Check != accepted.Submitted.Check || p.Value("consent_quote").First() != "yes" {
			t.Errorf("%s: %s, %q, due %s", name, p.State, p.Value("title"), p.Decided.Due)
		}
	}
	back, _ := applyAt(t, declined, later, desk, pledge.Reconsider{})
	if back.State != pledge.Submitted || back.Value("title").First() != sent.Value("title").First() || back.Submitted.Check != sent.Submitted.Check || back.Standing == nil {
		t.Errorf("after the decline was taken back: %s, %q", back.State, back.Value("title"))
	}
	if _, _, why := pledge.Apply(call.Default(), plainWords{}, declined, later.Add(pledge.TakeBackFor), desk, pledge.Reconsider{}); why != pledge.TooLate {
		t.Errorf("too late: %q", why)
	}
	withdrawn, _ := applyAt(t, p, later, ana, pledge.Withdraw{Note: "The council has decided otherwise."})
	if withdrawn.InForce(call.Default()).State != pledge.Withdrawn {
		t.Errorf("withdrawn while it is changed, it is %s", withdrawn.InForce(call.Default()).State)
	}
	reinstated, _ := applyAt(t, withdrawn, later, ana, pledge.Reinstate{})
	if reinstated.State != pledge.Amending || reinstated.Value("title").First() != p.Value("title").First() {
		t.Errorf("after that was taken back: %s, %q", reinstated.State, reinstated.Value("title"))
	}
}

// TestAnErasedWriterIsInNoVersion.
func TestAnErasedWriterIsInNoVersion(t *testing.T) {
	t.Parallel()
	_, p := amending(t)
	r, changed := pledge.Erase(call.Default(), p, nil, ana.Person, now.AddDate(1, 0, 0))
	if !changed || r.Gone {
		t.Fatalf("changed %v, gone %v", changed, r.Gone)
	}
	for key, a := range r.Pledge.Standing.Answers {
		if a.By == ana.Person || key == "contact_email" {
			t.Errorf("%s is %v by %s", key, a.Value, a.By)
		}
	}
	if r.Pledge.Standing.Submitted.By == ana.Person {
		t.Error("it was submitted by them")
	}
}

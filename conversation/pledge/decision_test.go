package pledge_test

import (
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A decision that is taken back leaves the pledge as it was before, with its open
// questions and who takes care of it.
func TestDecisionTakenBack(t *testing.T) {
	t.Parallel()
	sent := submitted(t)
	claimed, _ := apply(t, sent, desk, pledge.Claim{})
	asked, _ := apply(t, claimed, desk, pledge.Inquire{Field: "title", Note: "Which homes?"})
	for name, tc := range map[string]struct {
		before pledge.Pledge
		cmd    pledge.Command
	}{
		"accepted": {claimed, pledge.Accept{Check: sent.Submitted.Check}},
		"declined": {asked, pledge.Decline{Note: "It is no pledge."}},
	} {
		decided, _ := apply(t, tc.before, desk, tc.cmd)
		if decided.Claim != nil || len(decided.Questions) > 0 || decided.State == tc.before.State {
			t.Errorf("%s: nothing was decided: %s", name, decided.State)
		}
		back, _ := apply(t, decided, desk, pledge.Reconsider{})
		if back.State != tc.before.State || back.Decided != nil || len(back.Questions) != len(tc.before.Questions) {
			t.Errorf("%s: %s with %d questions, decided %v", name, back.State, len(back.Questions), back.Decided)
		}
		if back.Claim == nil || back.Claim.By != desk.Person || back.Claim.Rev != back.Rev {
			t.Errorf("%s: the claim is %+v", name, back.Claim)
		}
	}
}

// A question is on its way, arrives, and is opened; one that is worded otherwise is
// on its way again. What is told late takes nothing back.
func TestHowFarAQuestionHasCome(t *testing.T) {
	t.Parallel()
	p, id := inquired(t)
	service := pledge.Actor{}
	reach := func(want pledge.Reach, cmd pledge.Command, actor pledge.Actor, facts int) {
		t.Helper()
		after, became := applyAt(t, p, now.Add(time.Hour), actor, cmd)
		p = after
		if q, _ := p.Question(id); q.Reach != want || len(became) != facts || facts > 0 && !q.ReachedAt.Equal(now.Add(time.Hour)) && want != "" {
			t.Errorf("after %#v it is %q since %s, by %d facts", cmd, q.Reach, q.ReachedAt, len(became))
		}
	}
	reach(pledge.Stranded, pledge.Track{Question: id, Reach: pledge.Stranded}, service, 1)
	reach(pledge.Arrived, pledge.Track{Question: id, Reach: pledge.Arrived}, service, 1)
	reach(pledge.Arrived, pledge.Track{Question: id, Reach: pledge.Arrived}, service, 0)
	reach(pledge.Opened, pledge.Heed{Question: id}, ana, 1)
	reach(pledge.Opened, pledge.Heed{Question: id}, ana, 0)
	reach(pledge.Opened, pledge.Track{Question: id, Reach: pledge.Stranded}, service, 0)
	reach("", pledge.Correct{Question: id, Note: "In total?"}, desk, 1)
}

// The team reads a draft while the city shows it, and never once it is the city's
// again: hidden, deleted, or taken back after it was sent.
func TestWhoReadsADraft(t *testing.T) {
	t.Parallel()
	reads := func(p pledge.Pledge) bool { return pledge.MayRead(desk, p, "title") }
	draft := complete(t)
	shown, _ := apply(t, draft, ana, pledge.Disclose{})
	hidden, _ := apply(t, shown, ana, pledge.Conceal{})
	deleted, _ := apply(t, shown, ana, pledge.Delete{})
	signed, _ := apply(t, shown, ana, set("approvals", "office=Despacho de la Alcaldía\x1edate=2026-11-30"))
	sent, _ := apply(t, signed, ana, pledge.Submit{Check: pledge.Check(call.Default(), signed)})
	back, _ := apply(t, sent, ana, pledge.Recall{})
	for name, tc := range map[string]struct {
		p    pledge.Pledge
		want bool
	}{"draft": {draft, false}, "shown": {shown, true}, "hidden": {hidden, false}, "deleted": {deleted, false}, "sent": {sent, true}, "taken back": {back, false}} {
		if reads(tc.p) != tc.want {
			t.Errorf("%s: the team reads it: %v", name, !tc.want)
		}
		if pledge.MayRead(other, tc.p, "title") {
			t.Errorf("%s: a stranger reads it", name)
		}
	}
}

package pledge_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// accepted is a pledge that the team has taken on, due on 2028-07-30.
func accepted(t testing.TB) pledge.Pledge {
	p := submitted(t)
	p, _ = apply(t, p, desk, pledge.Accept{Check: p.Submitted.Check})
	return p
}

// dueSoon is a moment in the ninety days before that.
var dueSoon = time.Date(2028, 6, 20, 9, 0, 0, 0, time.UTC)

// give changes an answer as it stands.
func give(t testing.TB, p pledge.Pledge, at time.Time, key call.FieldKey, v ...string) pledge.Pledge {
	t.Helper()
	a := set(key, v...)
	a.Seen = p.Answers[key].Rev
	p, _ = applyAt(t, p, at, ana, a)
	return p
}

// withStatus answers for each item that a report follows.
func withStatus(p pledge.Pledge, of ...string) call.Value {
	f := call.Default().Using(call.UseResults)
	var out call.Value
	for i, item := range p.Value(f.Key) {
		parts := call.Parts(item)
		said := strings.Split(of[min(i, len(of)-1)], "|")
		for j, key := range []string{"status", "value", "note"} {
			if j < len(said) {
				parts[key] = said[j]
			}
		}
		out = append(out, f.Item(parts))
	}
	return out
}

// written is a report with all that it needs but its sign-off.
func written(t testing.TB, p pledge.Pledge, at time.Time) pledge.Pledge {
	t.Helper()
	p, _ = applyAt(t, p, at, ana, pledge.BeginReport{})
	p = give(t, p, at, "results", withStatus(p, "under_way")...)
	for key, v := range map[call.FieldKey]string{
		"stage": "in_progress", "outlook": "delayed", "summary": "The office opened in March and has answered 900 enquiries.",
		"next_steps": "A second office opens in autumn.", "head_changed": "no", "contact_changed": "no", "report_publish": "whole",
	} {
		p = give(t, p, at, key, v)
	}
	return p
}

// sent is that report, submitted.
func sent(t testing.TB, p pledge.Pledge, at time.Time) pledge.Pledge {
	t.Helper()
	p = give(t, p, at, "approvals", "office=Mayor's office\x1edate="+at.Format(time.DateOnly))
	p, _ = applyAt(t, p, at, ana, pledge.Submit{Check: pledge.Check(call.Default(), p)})
	return p
}

// texts are the pledge's own answers.
func texts(p pledge.Pledge) map[call.FieldKey]call.Value {
	out := map[call.FieldKey]call.Value{}
	for _, e := range pledge.Record(call.Default(), p.InForce(call.Default())) {
		out[e.Field.Key] = e.Answer.Value
	}
	return out
}

func TestAReportFollowsThePledge(t *testing.T) {
	t.Parallel()
	c := call.Default()
	p := accepted(t)
	before := texts(p)
	p, _ = applyAt(t, p, dueSoon, ana, pledge.BeginReport{})
	if p.State != pledge.Reporting || p.Progress.N != 1 || p.Progress.Interim || p.Due() != "2028-07-30" {
		t.Fatalf("begun: %s, %+v, due %s", p.State, p.Progress, p.Due())
	}
	items := p.Value("results")
	if len(items) != 1 || call.Parts(items[0])["of"] != "indicator" || call.Parts(items[0])["what"] == "" {
		t.Errorf("it follows %q", items)
	}
	bare := accepted(t)
	bare.Answers = maps.Clone(bare.Answers)
	delete(bare.Answers, "indicators")
	bare, _ = applyAt(t, bare, dueSoon, ana, pledge.BeginReport{})
	if whole := bare.Value("results"); len(whole) != 1 || call.Parts(whole[0])["of"] != "pledge" || call.Parts(whole[0])["what"] != strings.Join(strings.Fields(bare.Value("commitment").First()), " ") {
		t.Errorf("without an indicator it follows %q", whole)
	}
	if points := pledge.Points(c, p); points[0] != (pledge.Point{Key: "results", Gap: pledge.Unsettled}) || slices.ContainsFunc(points, func(at pledge.Point) bool { return at.Key == "title" || at.Key == call.TemplateKey }) {
		t.Errorf("it waits for %v", points)
	}
	for _, a := range []pledge.Amend{set("title", "Another title altogether"), set(call.TemplateKey, "own"), set("p5-plan.number", "13")} {
		a.Seen = p.Answers[a.Field].Rev
		if _, _, why := pledge.Apply(c, plainWords{}, p, dueSoon, ana, a); why != pledge.Unsupported {
			t.Errorf("%s while a report is written: %q", a.Field, why)
		}
	}
	a := set("summary", "A summary of what was done.")
	if _, _, why := pledge.Apply(c, plainWords{}, accepted(t), dueSoon, ana, a); why != pledge.WrongState {
		t.Errorf("a report that was not begun: %q", why)
	}
	draft := complete(t)
	if _, _, why := pledge.Apply(c, plainWords{}, draft, now, ana, a); why != pledge.Unsupported {
		t.Errorf("a report in a draft: %q", why)
	}
	p = sent(t, written(t, accepted(t), dueSoon), dueSoon)
	if p.State != pledge.Submitted || p.Submitted.Reference != "CLA-2026-0001" || p.Submitted.Expected != "2028-07-30" || p.Overdue("2029-01-01") || p.Reminders(c) != nil {
		t.Errorf("sent: %s, %+v, reminders %v", p.State, p.Submitted, p.Reminders(c))
	}
	if _, _, why := pledge.Apply(c, plainWords{}, p, dueSoon, desk, pledge.Decline{Note: "no"}); why != pledge.WrongState {
		t.Errorf("a report is declined: %q", why)
	}
	p, facts := applyAt(t, p, dueSoon.AddDate(0, 0, 9), desk, pledge.Accept{Check: p.Submitted.Check})
	if p.State != pledge.Accepted || p.Progress != nil || len(p.Reports) != 1 || p.Due() != "2030-07-30" || facts[0].Report != 1 {
		t.Fatalf("accepted: %s, %d reports, due %s, %+v", p.State, len(p.Reports), p.Due(), facts[0])
	}
	if after := texts(p); !reflect.DeepEqual(before, after) || p.Submitted.Check == p.Reports[0].Submitted.Check {
		t.Errorf("the pledge itself has changed: %v, was %v", after, before)
	}
	if r := pledge.ReportRecord(c, p.Reports[0]); len(r) != 9 || p.Reports[0].Answers["summary"].Value.Empty() || !p.Reports[0].Answers["title"].Value.Empty() {
		t.Errorf("the report has %d answers", len(r))
	}
	if !p.Overdue("2030-07-31") || p.Overdue("2030-07-30") {
		t.Error("the next is late when it is not, or the other way round")
	}
}

// TestAReportIsBoundToItsPledge: the same words of a report on another text, or of another
// report, have another code.
func TestAReportIsBoundToItsPledge(t *testing.T) {
	t.Parallel()
	c := call.Default()
	p := written(t, accepted(t), dueSoon)
	code := pledge.Check(c, p)
	standing := *p.Standing
	standing.Submitted.Check = "00000-00000"
	other := p
	other.Standing = &standing
	second := p
	second.Progress = &pledge.Progress{N: 2, Rev: p.Progress.Rev}
	if code == pledge.Check(c, other) || code == pledge.Check(c, second) || code == pledge.Check(c, p.InForce(c)) {
		t.Error("two texts have one code")
	}
}

// TestAnUpdateLeavesTheDueDate: what comes long before its time is no answer to what is due.
func TestAnUpdateLeavesTheDueDate(t *testing.T) {
	t.Parallel()
	early := dueSoon.AddDate(-1, 0, 0)
	p := sent(t, written(t, accepted(t), early), early)
	if !p.Progress.Interim || p.Reminders(call.Default()) == nil {
		t.Errorf("%+v, reminders %v", p.Progress, p.Reminders(call.Default()))
	}
	p, _ = applyAt(t, p, early, desk, pledge.Accept{Check: p.Submitted.Check})
	if p.Due() != "2028-07-30" || !p.Reports[0].Interim || !p.Overdue("2028-07-31") {
		t.Errorf("due %s, %+v", p.Due(), p.Reports[0])
	}
}

// TestAReportIsPutAside, and what was written is there when it is begun again, also where
// the pledge names other things by then.
func TestAReportIsPutAside(t *testing.T) {
	t.Parallel()
	c := call.Default()
	p := written(t, accepted(t), dueSoon)
	before := texts(p)
	p, _ = applyAt(t, p, dueSoon, ana, pledge.Abandon{})
	if p.State != pledge.Accepted || p.Progress != nil || !reflect.DeepEqual(texts(p), before) || !p.Answers["summary"].Value.Empty() {
		t.Fatalf("put aside: %s", p.State)
	}
	p, _ = applyAt(t, p, dueSoon, ana, pledge.BeginReport{})
	if points := pledge.Points(c, p); len(points) != 1 || points[0].Key != "approvals" || len(p.Aside) > 0 {
		t.Errorf("begun again it waits for %v", points)
	}
	p, _ = applyAt(t, p, dueSoon, ana, pledge.Abandon{})
	p, _ = applyAt(t, p, dueSoon, ana, pledge.Revise{})
	p = give(t, p, dueSoon, "actions", "Open an office", "Train the staff")
	p = give(t, p, dueSoon, "approvals", "office=Mayor's office\x1edate=2028-06-20")
	p, _ = applyAt(t, p, dueSoon, ana, pledge.Submit{Check: pledge.Check(c, p)})
	p, _ = applyAt(t, p, dueSoon, desk, pledge.Accept{Check: p.Submitted.Check})
	p, _ = applyAt(t, p, dueSoon, ana, pledge.BeginReport{})
	if points := pledge.Points(c, p); len(p.Value("results")) != 3 || points[0].Key != "results" || len(points) != 2 {
		t.Errorf("of a pledge that has changed it follows %q and waits for %v", p.Value("results"), points)
	}
}

// TestTheAcceptanceOfAReportIsTakenBack, as any decision, before the city is told.
func TestTheAcceptanceOfAReportIsTakenBack(t *testing.T) {
	t.Parallel()
	was := sent(t, written(t, accepted(t), dueSoon), dueSoon)
	p, _ := applyAt(t, was, dueSoon, desk, pledge.Accept{Check: was.Submitted.Check})
	if _, _, why := pledge.Apply(call.Default(), plainWords{}, p, dueSoon.Add(pledge.TakeBackFor), desk, pledge.Reconsider{}); why != pledge.TooLate {
		t.Errorf("an hour later: %q", why)
	}
	p, _ = applyAt(t, p, dueSoon.Add(time.Second), desk, pledge.Reconsider{})
	if p.State != was.State || !reflect.DeepEqual(p.Progress, was.Progress) || len(p.Reports) != 0 || !maps.EqualFunc(p.Answers, was.Answers, func(a, b pledge.Answer) bool { return reflect.DeepEqual(a, b) }) || p.Submitted.Check != was.Submitted.Check {
		t.Errorf("taken back it is %s, %+v, %d reports", p.State, p.Progress, len(p.Reports))
	}
	p, _ = applyAt(t, p, dueSoon.Add(time.Minute), desk, pledge.Accept{Check: p.Submitted.Check})
	if len(p.Reports) != 1 || p.Due() != "2030-07-30" {
		t.Errorf("accepted again: %d reports, due %s", len(p.Reports), p.Due())
	}
}

// TestAnOutcomeClosesThePledge: no report is due any more, and none can be begun.
func TestAnOutcomeClosesThePledge(t *testing.T) {
	t.Parallel()
	c := call.Default()
	for _, ends := range []map[call.FieldKey]string{{"stage": "fulfilled"}, {"outlook": "closed"}} {
		p := written(t, accepted(t), dueSoon)
		for key, v := range ends {
			p = give(t, p, dueSoon, key, v)
		}
		if points := pledge.Points(c, p); points[0].Key != "outcome" {
			t.Errorf("%v waits for %v", ends, points)
		}
		p = sent(t, give(t, p, dueSoon, "outcome", "partly"), dueSoon)
		p, facts := applyAt(t, p, dueSoon, desk, pledge.Accept{Check: p.Submitted.Check})
		if p.Closed != "partly" || p.Due() != "" || p.Reminders(c) != nil || facts[0].Expected != "" || p.Overdue("2040-01-01") {
			t.Errorf("%v: closed %q, due %q, %+v", ends, p.Closed, p.Due(), facts[0])
		}
		if _, _, why := pledge.Apply(c, plainWords{}, p, dueSoon, ana, pledge.BeginReport{}); why != pledge.AlreadyDone {
			t.Errorf("another report: %q", why)
		}
	}
	p := give(t, written(t, accepted(t), dueSoon), dueSoon, "stage", "planning")
	if points := pledge.Points(c, p); len(points) != 1 {
		t.Errorf("in planning it waits for %v", points)
	}
}

// TestATroubledItemWantsAWord: what changed, was dropped or not measured is explained, and an
// indicator that is done has its figure.
func TestATroubledItemWantsAWord(t *testing.T) {
	t.Parallel()
	c := call.Default()
	p := accepted(t)
	p.Answers = maps.Clone(p.Answers)
	p.Answers["indicators"] = pledge.Answer{Value: call.Value{"name=families advised\x1etarget=40"}}
	p.Answers["actions"] = pledge.Answer{Value: call.Value{"Open an office"}}
	for _, tt := range []struct {
		of   []string
		open bool
	}{
		{[]string{"under_way"}, false},
		{[]string{"finished|38", "finished"}, false},
		{[]string{"finished", "finished"}, true},
		{[]string{"not_measured", "finished"}, true},
		{[]string{"not_measured||Nobody counted.", "dropped"}, true},
		{[]string{"changed|12|Fewer came.", "dropped||No budget."}, false},
	} {
		p := written(t, p, dueSoon)
		if n := len(p.Value("results")); n != 2 {
			t.Fatalf("it follows %q", p.Value("results"))
		}
		p = give(t, p, dueSoon, "results", withStatus(p, tt.of...)...)
		if open := pledge.Points(c, p)[0].Key == "results"; open != tt.open {
			t.Errorf("%v: waits %v", tt.of, open)
		}
	}
}

// TestAnErasedWriterIsInNoReport: neither in one on its way, nor in those that were
// accepted or put aside.
func TestAnErasedWriterIsInNoReport(t *testing.T) {
	t.Parallel()
	on := sent(t, written(t, accepted(t), dueSoon), dueSoon)
	taken, _ := applyAt(t, on, dueSoon, desk, pledge.Accept{Check: on.Submitted.Check})
	aside, _ := applyAt(t, written(t, accepted(t), dueSoon), dueSoon, ana, pledge.Abandon{})
	for name, p := range map[string]pledge.Pledge{"on its way": on, "accepted": taken, "put aside": aside} {
		left, changed := pledge.Erase(call.Default(), p, nil, ana.Person, dueSoon.AddDate(1, 0, 0))
		text, err := json.Marshal(left.Pledge)
		if err != nil || !changed || strings.Contains(string(text), string(ana.Person)) {
			t.Errorf("%s: changed %v, %v:\n%s", name, changed, err, text)
		}
	}
}

// TestTheSignOffOfThePledgeStays: that of a report is its own.
func TestTheSignOffOfThePledgeStays(t *testing.T) {
	t.Parallel()
	p := accepted(t)
	p.Signed = &pledge.Signature{By: "tty:mayor", Check: p.Submitted.Check}
	begun, _ := applyAt(t, p, dueSoon, ana, pledge.BeginReport{})
	if begun.Signed != nil || len(begun.Changes(call.Default())) > 0 {
		t.Error("the pledge's sign-off counts for its report")
	}
	left, _ := applyAt(t, begun, dueSoon, ana, pledge.Abandon{})
	if !reflect.DeepEqual(left.Signed, p.Signed) || !reflect.DeepEqual(begun.InForce(call.Default()).Signed, p.Signed) {
		t.Error("the pledge has lost its sign-off")
	}
}

// TestAReportIsReplayed: the facts alone give the pledge with its reports.
func TestAReportIsReplayed(t *testing.T) {
	t.Parallel()
	var p, again pledge.Pledge
	do := func(at time.Time, a pledge.Actor, cmd pledge.Command) {
		after, facts := applyAt(t, p, at, a, cmd)
		p, facts = pledge.Number(after, facts, "CLA-2026-0001")
		for _, f := range facts {
			again = pledge.Fold(again, f)
		}
		if !reflect.DeepEqual(p, again) {
			t.Fatalf("after %T the facts give another pledge", cmd)
		}
	}
	amend := func(at time.Time, key call.FieldKey, v ...string) {
		a := set(key, v...)
		a.Seen = p.Answers[key].Rev
		do(at, ana, a)
	}
	do(now, ana, pledge.Create{ID: "p1", Lang: "en", First: set("place_name", "Riobamba")})
	for _, a := range []pledge.Amend{
		set("country", "EC"), set("entity_name", "The City of Riobamba"), set("priorities", "5"), set("template", "p5-plan"),
		set("p5-plan.number", "12"), set("p5-plan.by_date", "2028-06"), set("consent_publish", "full_text"),
		set("contact_email", "migration@riobamba.gob.ec"), set("approvals", "office=Mayor's office\x1edate=2026-11-20"),
	} {
		amend(now, a.Field, a.Value...)
	}
	do(now, ana, pledge.Submit{Check: pledge.Check(call.Default(), p)})
	do(now, desk, pledge.Accept{Check: p.Submitted.Check})
	for year := range 3 {
		at := dueSoon.AddDate(2*year, 0, 0)
		do(at, ana, pledge.BeginReport{})
		amend(at, "summary", "The office opened in March.")
		do(at, ana, pledge.Abandon{})
		do(at, ana, pledge.BeginReport{})
		amend(at, "results", withStatus(p, "under_way")...)
		for _, kv := range [][2]string{{"stage", "planning"}, {"outlook", "on_track"}, {"next_steps", "A second office opens."}, {"head_changed", "no"}, {"contact_changed", "yes"}, {"report_publish", "not_now"}} {
			amend(at, call.FieldKey(kv[0]), kv[1])
		}
		do(at, ana, pledge.Translate{Lang: "es"})
		do(at, ana, pledge.Translate{Lang: "en"})
		amend(at, "summary", "The office opened in March and is busy.")
		amend(at, "next_steps", "A second office opens in May.")
		amend(at, "results", withStatus(p, "finished|12")...)
		amend(at, "approvals", "office=Mayor's office\x1edate="+at.Format(time.DateOnly))
		do(at, ana, pledge.Submit{Check: pledge.Check(call.Default(), p)})
		do(at, ana, pledge.Recall{})
		if p.State != pledge.Reporting {
			t.Fatalf("taken back it is %s", p.State)
		}
		do(at, ana, pledge.Submit{Check: pledge.Check(call.Default(), p)})
		do(at, desk, pledge.Accept{Check: p.Submitted.Check})
		do(at, desk, pledge.Reconsider{})
		do(at, desk, pledge.Inquire{Field: "summary", Note: "How many?"})
		do(at, ana, pledge.Reply{Question: p.Questions[0].ID, Text: "Nine hundred.", Seen: p.Questions[0].Rev})
		do(at, ana, pledge.Submit{Check: pledge.Check(call.Default(), p)})
		do(at, desk, pledge.Accept{Check: p.Submitted.Check})
		if len(p.Reports) != year+1 || p.Lang != "en" {
			t.Fatalf("%d reports, in %s", len(p.Reports), p.Lang)
		}
	}
}

// TestAChangeAfterAReportLeavesItsDay: what comes next was reckoned from the report, or
// shifted by the team.
func TestAChangeAfterAReportLeavesItsDay(t *testing.T) {
	t.Parallel()
	change := func(p pledge.Pledge, at time.Time) pledge.Pledge {
		p, _ = applyAt(t, p, at, ana, pledge.Revise{})
		p = give(t, p, at, "population", "225000")
		p = sent(t, p, at)
		p, _ = applyAt(t, p, at, desk, pledge.Accept{Check: p.Submitted.Check})
		return p
	}
	p := sent(t, written(t, accepted(t), dueSoon), dueSoon)
	p, _ = applyAt(t, p, dueSoon, desk, pledge.Accept{Check: p.Submitted.Check})
	if p = change(p, dueSoon.AddDate(0, 0, 9)); p.Due() != "2030-07-30" {
		t.Errorf("after a change it is due on %s", p.Due())
	}
	head := pledge.Actor{Person: "desk:a", Role: pledge.Administrator, Org: "UCLG"}
	p, _ = applyAt(t, accepted(t), now, head, pledge.ShiftDue{Day: "2028-11-15", Note: "The council is elected in October."})
	if p = change(p, dueSoon); p.Due() != "2028-11-15" || p.Reminders(call.Default())[3].Day != "2028-11-15" {
		t.Errorf("shifted, and changed, it is due on %s", p.Due())
	}
	for name, shift := range map[string]pledge.ShiftDue{"no day": {Day: "soon", Note: "x"}, "past": {Day: "2026-01-01", Note: "x"}, "no reason": {Day: "2028-12-01"}, "the same": {Day: "2028-11-15", Note: "x"}} {
		if _, facts, why := pledge.Apply(call.Default(), plainWords{}, p, now, head, shift); why == "" || len(facts) > 0 {
			t.Errorf("%s is taken", name)
		}
	}
	if _, _, why := pledge.Apply(call.Default(), plainWords{}, p, now, desk, pledge.ShiftDue{Day: "2028-12-01", Note: "x"}); why != pledge.NotAllowed {
		t.Errorf("by a reviewer: %q", why)
	}
	p = sent(t, give(t, give(t, written(t, accepted(t), dueSoon), dueSoon, "stage", "fulfilled"), dueSoon, "outcome", "achieved"), dueSoon)
	p, _ = applyAt(t, p, dueSoon, desk, pledge.Accept{Check: p.Submitted.Check})
	if _, _, why := pledge.Apply(call.Default(), plainWords{}, p, dueSoon, ana, pledge.Revise{}); why != pledge.WrongState {
		t.Errorf("what is closed is changed: %q", why)
	}
}

package pledge_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

var page = pledge.File{Ref: "tg:page", Type: "application/pdf", Size: 40_000}

// reported is a pledge whose owner reports a sign-off by somebody who is named.
func reported(t *testing.T) pledge.Pledge {
	t.Helper()
	p := forSignOff(t)
	p, _ = apply(t, p, ana, pledge.Amend{
		Field: "approvals", Value: call.Value{"office=City council\x1eperson=María Pérez\x1edate=2026-11-20"}, Seen: p.Answers["approvals"].Rev,
	})
	return p
}

// TestAScanStandsBesideTheSignOffItIsOf: of the words it was sent for, and no others;
// a sign-off given here needs none.
func TestAScanStandsBesideTheSignOffItIsOf(t *testing.T) {
	t.Parallel()
	c := call.Default()
	scanned, facts := apply(t, reported(t), ana, pledge.Attach{File: page})
	if s := scanned.Scanned(c); s == nil || s.File != page || s.By != ana.Person || len(facts) != 1 {
		t.Fatalf("%+v after %+v", s, facts)
	}
	changed, _ := apply(t, scanned, ana, pledge.Amend{Field: "title", Value: call.Value{"Quite another title of the plan"}, Seen: scanned.Answers["title"].Rev})
	again, _ := apply(t, changed, ana, pledge.Amend{Field: "approvals", Value: call.Value{"office=City council\x1edate=2026-11-21"}, Seen: changed.Answers["approvals"].Rev})
	if again.Scanned(c) != nil {
		t.Error("the scan stands beside another sign-off")
	}
	for name, tc := range map[string]struct {
		p    pledge.Pledge
		file pledge.File
		want pledge.Refusal
	}{
		"before a sign-off":    {forSignOff(t), page, pledge.Incomplete},
		"of a void one":        {changed, page, pledge.Incomplete},
		"no picture":           {scanned, pledge.File{Ref: "tg:f", Type: "text/html", Size: 9}, pledge.Unfit},
		"nothing":              {scanned, pledge.File{}, pledge.Unfit},
		"too large":            {scanned, pledge.File{Ref: "tg:f", Type: "image/png", Size: pledge.ScanMost + 1}, pledge.TooLarge},
		"another in its place": {scanned, pledge.File{Ref: "tg:f", Type: "image/png", Size: pledge.ScanMost}, ""},
	} {
		if _, _, refusal := pledge.Apply(c, plainWords{}, tc.p, now, ana, pledge.Attach{File: tc.file}); refusal != tc.want {
			t.Errorf("%s: %q", name, refusal)
		}
	}
	presented, _ := apply(t, forSignOff(t), ana, pledge.Present{Check: checkOf(forSignOff(t))})
	own, _ := apply(t, presented, mayor, pledge.SignOff{Check: checkOf(presented)})
	if _, _, refusal := pledge.Apply(c, plainWords{}, own, now, ana, pledge.Attach{File: page}); refusal != pledge.Incomplete {
		t.Errorf("beside a sign-off given here: %q", refusal)
	}
}

// TestASignOffSaysMoreOfItself: who signs and the council's number come one after the
// other, and neither puts the other out.
func TestASignOffSaysMoreOfItself(t *testing.T) {
	t.Parallel()
	p := forSignOff(t)
	check := checkOf(p)
	p, _ = apply(t, p, ana, pledge.Present{Check: check})
	p, _ = apply(t, p, mayor, pledge.SignOff{Check: check})
	p, _ = apply(t, p, mayor, pledge.SignOff{Check: check, Signer: "María Pérez"})
	p, _ = apply(t, p, mayor, pledge.SignOff{Check: check, Decision: "2026-114"})
	want := "office=Mayor's office\x1eperson=María Pérez\x1edate=" + now.Format(time.DateOnly) + "\x1edecision=2026-114"
	if got := p.Value("approvals").First(); got != want || !p.Own(call.Default()) {
		t.Errorf("recorded as %q", got)
	}
}

// TestErasingTakesTheSignersName and the scan with it, and leaves the office.
func TestErasingTakesTheSignersName(t *testing.T) {
	t.Parallel()
	scanned, facts := apply(t, reported(t), ana, pledge.Attach{File: page})
	all := append([]pledge.Fact{{Pledge: "p1", Rev: 1, Kind: pledge.Answered, By: ana.Person, At: now, Field: "approvals", Value: scanned.Value("approvals"), Typed: "María Pérez"}}, facts...)
	left, changed := pledge.Erase(call.Default(), scanned, all, ana.Person, now)
	if !changed || left.Pledge.Value("approvals").First() != "office=City council\x1edate=2026-11-20" {
		t.Errorf("left %q", left.Pledge.Value("approvals"))
	}
	for _, trace := range []string{"María", "tg:page"} {
		if strings.Contains(encode(t, left), trace) {
			t.Errorf("%q is left", trace)
		}
	}
}

package pledge_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// health is somebody who comes with a colleague's link.
var health = pledge.Actor{Person: "tty:health"}

// shared is a draft on which health writes one section, with its history.
func shared(t testing.TB) (pledge.Pledge, []pledge.Fact) {
	draft := complete(t)
	p, one := apply(t, draft, ana, pledge.Involve{Seat: pledge.Contributor, Sections: []call.Section{"detail"}, Secret: "s"})
	p, two := apply(t, p, health, pledge.Join{Secret: "s", Office: "Health Department"})
	return p, append(one, two...)
}

// A link works for 72 hours, once, and for nobody who has a seat; whatever is wrong
// with one is refused alike.
func TestALinkWorksOnce(t *testing.T) {
	t.Parallel()
	p, _ := apply(t, complete(t), ana, pledge.Involve{Seat: pledge.Reader, Secret: "s"})
	until := now.Add(pledge.OpenHours * time.Hour)
	closed, _ := apply(t, p, ana, pledge.Uninvite{Opening: p.Openings[0].ID})
	deleted, _ := apply(t, p, ana, pledge.Delete{})
	taken, _ := apply(t, p, other, pledge.Join{Secret: "s", Office: "Housing"})
	for name, tc := range map[string]struct {
		p      pledge.Pledge
		by     pledge.Actor
		brings string
		at     time.Time
		want   pledge.Refusal
	}{
		"in time":            {p, health, "s", until, ""},
		"too late":           {p, health, "s", until.Add(time.Nanosecond), pledge.CodeSpent},
		"another secret":     {p, health, "t", now, pledge.CodeSpent},
		"taken back":         {closed, health, "s", now, pledge.CodeSpent},
		"of a deleted draft": {deleted, health, "s", now, pledge.CodeSpent},
		"taken already":      {taken, health, "s", now, pledge.CodeSpent},
		"by the owner":       {p, ana, "s", now, pledge.NotAllowed},
		"by the team":        {p, desk, "s", now, pledge.NotAllowed},
	} {
		if _, _, refusal := pledge.Apply(call.Default(), plainWords{}, tc.p, tc.at, tc.by, pledge.Join{Secret: tc.brings, Office: "Health"}); refusal != tc.want {
			t.Errorf("%s: %q, want %q", name, refusal, tc.want)
		}
	}
	if text, _ := json.Marshal(p); strings.Contains(string(text), `"s"`) {
		t.Errorf("the secret is kept: %s", text)
	}
	later, _ := applyAt(t, p, until.Add(time.Hour), ana, pledge.Involve{Seat: pledge.Reader, Secret: "u"})
	if len(later.Openings) != 1 {
		t.Errorf("%d offers are kept", len(later.Openings))
	}
}

// Each hears what is theirs to know, and nobody of what they did themselves.
func TestWhoHearsWhat(t *testing.T) {
	t.Parallel()
	p, joined := shared(t)
	p.State = pledge.ChangesRequested
	p.Questions = []pledge.Question{{ID: "1.0", Field: "title"}, {ID: "2.0", Field: "description"}}
	for name, tc := range map[string]struct {
		f           pledge.Fact
		owner, them bool
	}{
		"who came":              {joined[1], true, false},
		"asked on the promise":  {pledge.Fact{Kind: pledge.Corrected, About: "1.0", Org: "UCLG"}, true, false},
		"asked on their part":   {pledge.Fact{Kind: pledge.Corrected, About: "2.0", Org: "UCLG"}, true, true},
		"accepted":              {pledge.Fact{Kind: pledge.WasAccepted, By: desk.Person}, true, true},
		"submitted by ana":      {pledge.Fact{Kind: pledge.WasSubmitted, By: ana.Person}, false, true},
		"a draft lapses":        {pledge.Fact{Kind: pledge.Warned}, true, false},
		"somebody asks":         {pledge.Fact{Kind: pledge.Petitioned, By: "tty:eva"}, true, false},
		"an answer":             {pledge.Fact{Kind: pledge.Answered, By: ana.Person}, false, false},
		"let go by ana":         {pledge.Fact{Kind: pledge.Dismissed, By: ana.Person, Whom: health.Person, Seat: pledge.Contributor}, false, true},
		"a mail refused":        {pledge.Fact{Kind: pledge.Bounced}, true, false},
		"left":                  {pledge.Fact{Kind: pledge.Dismissed, By: health.Person, Whom: health.Person, Seat: pledge.Contributor}, true, false},
		"a request turned down": {pledge.Fact{Kind: pledge.Dismissed, By: ana.Person, Whom: health.Person}, false, false},
	} {
		if p.Hears(call.Default(), ana.Person, tc.f) != tc.owner || p.Hears(call.Default(), health.Person, tc.f) != tc.them {
			t.Errorf("%s: the owner hears it: %v, the colleague: %v", name, !tc.owner, !tc.them)
		}
	}
}

// Of a colleague who is erased there is no trace, neither of one who only asked; what
// they wrote stays, by the role.
func TestErasingAColleague(t *testing.T) {
	t.Parallel()
	p, facts := shared(t)
	p, wrote := apply(t, p, health, set("description", strings.Repeat("What families need. ", 12)))
	p, let := apply(t, p, health, pledge.Leave{})
	p, asked := apply(t, p, health, pledge.Petition{Office: "Doctor Canary of the Health Department"})
	p, admitted := apply(t, p, ana, pledge.Admit{Person: health.Person, Seat: pledge.Reader})
	for _, more := range [][]pledge.Fact{wrote, let, asked, admitted} {
		facts = append(facts, more...)
	}
	left, changed := pledge.Erase(call.Default(), p, facts, health.Person, now.Add(time.Hour))
	text, _ := json.Marshal(left)
	if !changed || strings.Contains(string(text), string(health.Person)) || strings.Contains(string(text), "Canary") {
		t.Errorf("left: %s", text)
	}
	if left.Pledge.Value("description").Empty() || len(left.Pledge.Seats) != 1 || len(left.Pledge.Members) > 0 {
		t.Errorf("%v, seats %v", left.Pledge.Value("description"), left.Pledge.Seats)
	}
	waiting, more := apply(t, complete(t), health, pledge.Petition{Office: "Doctor Canary"})
	left, changed = pledge.Erase(call.Default(), waiting, more, health.Person, now.Add(time.Hour))
	if text, _ = json.Marshal(left); !changed || strings.Contains(string(text), "Canary") || strings.Contains(string(text), string(health.Person)) {
		t.Errorf("of a request: %s", text)
	}
}

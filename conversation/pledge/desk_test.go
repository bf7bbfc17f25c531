package pledge_test

import (
	"testing"

	"pledgebot/conversation/pledge"
)

func TestStaff(t *testing.T) {
	t.Parallel()
	administrator := pledge.Desk{Role: pledge.Administrator, Org: "UCLG"}
	reviewer := pledge.Desk{Role: pledge.Reviewer, Org: "IOM"}
	alone := pledge.Team{"desk:a": administrator, "desk:r": reviewer}
	two := pledge.Team{"desk:a": administrator, "desk:b": administrator}
	boss := pledge.Actor{Person: "desk:a", Role: pledge.Administrator, Org: "UCLG"}
	for name, tc := range map[string]struct {
		team pledge.Team
		by   pledge.Actor
		who  pledge.Person
		to   pledge.Desk
		want pledge.Refusal
	}{
		"gives a role":               {alone, boss, "desk:n", reviewer, ""},
		"for the whole team":         {alone, boss, "desk:n", pledge.Desk{Role: pledge.Editor}, ""},
		"takes a role":               {alone, boss, "desk:r", pledge.Desk{}, ""},
		"the service begins":         {nil, pledge.Actor{}, "desk:a", administrator, ""},
		"a reviewer":                 {alone, desk, "desk:n", reviewer, pledge.NotAllowed},
		"an editor":                  {alone, pledge.Actor{Person: "desk:e", Role: pledge.Editor}, "desk:e", administrator, pledge.NotAllowed},
		"the city":                   {alone, ana, "tty:ana", administrator, pledge.NotAllowed},
		"no such role":               {alone, boss, "desk:n", pledge.Desk{Role: "queen"}, pledge.Unsupported},
		"no such organisation":       {alone, boss, "desk:n", pledge.Desk{Role: pledge.Editor, Org: "ACME"}, pledge.Unsupported},
		"an organisation, no role":   {alone, boss, "desk:n", pledge.Desk{Org: "UCLG"}, pledge.Unsupported},
		"nobody":                     {alone, boss, "", reviewer, pledge.Unsupported},
		"the last leaves":            {alone, boss, "desk:a", pledge.Desk{}, pledge.LastAdministrator},
		"the last becomes less":      {alone, boss, "desk:a", reviewer, pledge.LastAdministrator},
		"the last changes sides":     {alone, boss, "desk:a", pledge.Desk{Role: pledge.Administrator, Org: "MMC"}, ""},
		"the last, by somebody":      {alone, pledge.Actor{Person: "desk:local", Role: pledge.Administrator}, "desk:a", pledge.Desk{}, pledge.LastAdministrator},
		"one of two leaves":          {two, boss, "desk:a", pledge.Desk{}, ""},
		"one of two sends the other": {two, boss, "desk:b", pledge.Desk{}, ""},
	} {
		if got := tc.team.Staff(tc.by, tc.who, tc.to); got != tc.want {
			t.Errorf("%s: %q, not %q", name, got, tc.want)
		}
	}
}

func TestAnotherAdministrator(t *testing.T) {
	t.Parallel()
	administrator := pledge.Desk{Role: pledge.Administrator}
	team := pledge.Team{"desk:c": administrator, "desk:b": administrator, "desk:a": {Role: pledge.Editor}}
	for but, want := range map[pledge.Person]pledge.Person{"": "desk:b", "desk:b": "desk:c", "desk:c": "desk:b"} {
		if got := team.Administrator(but); got != want {
			t.Errorf("beside %q: %q, not %q", but, got, want)
		}
	}
}

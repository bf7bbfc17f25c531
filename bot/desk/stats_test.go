package desk_test

import (
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// A town is a pledge that says something, and then what happened to it, an hour
// each after the other but for the wait.
type town struct {
	place, country, consent, basis string
	people, money                  string
	kind                           string
	wait                           time.Duration
	then                           []pledge.Fact
}

func (c town) facts(id pledge.ID) []pledge.Fact {
	all := []pledge.Fact{{Kind: pledge.Created, Lang: "es"}}
	for key, v := range map[call.FieldKey]string{
		"place_name": c.place, "country": c.country, "consent_publish": c.consent, "beneficiary_count": c.people,
		"beneficiary_basis": c.basis, "budget_committed": c.money, "kind": c.kind, "priorities": "4", "gcm_objectives": "15",
	} {
		if v != "" {
			all = append(all, pledge.Fact{Kind: pledge.Answered, Field: key, Value: call.Value{v}})
		}
	}
	all = append(all, pledge.Fact{Kind: pledge.WasSubmitted, Reference: "CLA-2026-0001"})
	at := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	for i := range all {
		all[i].At = at
	}
	for i, f := range c.then {
		f.At = at.Add(c.wait + time.Duration(i)*time.Hour)
		all = append(all, f)
	}
	for i := range all {
		all[i].Pledge, all[i].Rev, all[i].By = id, i+1, "tty:maria"
	}
	return all
}

func TestStatsCountWhatWasSent(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	accepted := []pledge.Fact{{Kind: pledge.WasAccepted, Expected: "2028-06-30"}}
	unsent := []pledge.Fact{
		{Kind: pledge.Inquired, Field: "title"},
		{Kind: pledge.Answered, Field: "beneficiary_count", Value: call.Value{"999999"}},
	}
	a := &archive{library: library{role: pledge.Reviewer}, facts: map[pledge.ID][]pledge.Fact{
		"accepted":  town{place: "Quito", country: "EC", consent: "full_text", people: "1500", basis: "total", money: "USD 60000", kind: "new_commitment", wait: 2 * day, then: accepted}.facts("accepted"),
		"asked":     town{place: "QUITO", country: "EC", consent: "not_now", people: "40", money: "USD 0.75", kind: "expansion", wait: 4*day + time.Hour, then: unsent}.facts("asked"),
		"submitted": town{place: "Dakar", country: "SN", consent: "title_and_city", people: "200", basis: "per_year", money: "EUR 10000.25"}.facts("submitted"),
		"declined":  town{place: "Lima", country: "PE", consent: "full_text", people: "7", wait: 9 * day, then: []pledge.Fact{{Kind: pledge.WasDeclined}}}.facts("declined"),
		"recalled":  town{place: "Cali", country: "CO", consent: "full_text", people: "3", then: []pledge.Fact{{Kind: pledge.Recalled}}}.facts("recalled"),
		"draft":     town{place: "Secret", country: "BO", people: "5"}.facts("draft")[:5],
	}}
	out := commanded(t, deskOn(t, a, a), "en", "stats")
	var read []string
	for _, line := range out.Form.Lines {
		text := ""
		for _, span := range line {
			text += span.Text
		}
		read = append(read, strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(text))
	}
	all := strings.Join(read, "\n")
	for _, want := range []string{
		"As of 30 November 2026.",
		"By state: Draft 2 (0) · Submitted 1 (1) · Changes requested 1 (0) · Accepted 1 (1) · Declined 1 (1)",
		"Governments: 2 (2)", "Countries: 2 (2)", "By priority: Social integration 3 (2)", "By language: Español 3 (2)",
		"New or existing: Expansion 1 (0) · New commitment 1 (1)",
		"Objectives of the Compacts: Migration objectives: Access to basic services 3 (2)",
		"People to be reached: Estimate 40 (0) · Per year 200 (200) · In total 1,500 (1,500)",
		"Own money: EUR 10,000 (10,000) · USD 60,001 (60,000)",
		"Median wait: days: 5 (2)",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q does not stand in\n%s", want, all)
		}
	}
	for _, unsent := range []string{"999,999", "Secret", "Bolivia", "Colombia"} {
		if strings.Contains(all, unsent) {
			t.Errorf("%q stands in\n%s", unsent, all)
		}
	}
}

func TestStatsOfNothing(t *testing.T) {
	t.Parallel()
	a := &archive{library: library{role: pledge.Editor}}
	out := commanded(t, deskOn(t, a, a), "en", "cifras")
	if n := len(out.Form.Lines); n != 23 || out.Form.Lines[1][1].Text != "none yet" {
		t.Errorf("%d lines: %+v", n, out.Form.Lines)
	}
}

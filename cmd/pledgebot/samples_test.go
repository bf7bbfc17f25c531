package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// ofThemselves are answers that nobody typed: the product proposed them.
var ofThemselves = []string{"compacts", "gcm_objectives", "gcr_objectives", "sdgs"}

// TestSamples drafts and submits ten real pledges, each in its own language,
// by several people at once in one store.
func TestSamples(t *testing.T) {
	t.Parallel()
	samples, d := readSamples(t, time.Now())
	if len(samples) != 10 {
		t.Errorf("%d samples instead of ten", len(samples))
	}
	dir := t.TempDir()
	receipts := make([]message, len(samples))
	t.Run("drafted", func(t *testing.T) {
		for i, s := range samples {
			t.Run(s.ID, func(t *testing.T) {
				t.Parallel()
				receipts[i] = s.complete(d).draft(t, dir, d)
			})
		}
	})
	all := export(t, dir)
	if len(all) != len(samples) {
		t.Errorf("%d pledges are exported instead of %d", len(all), len(samples))
	}
	for i, s := range samples {
		s.complete(d).compare(t, dir, d, receipts[i], all)
	}
}

// draft goes from the menu to the receipt: the questions first, then what can
// only be said from the preview.
func (s sample) draft(t *testing.T, dir string, d defaults) message {
	c := startChat(t, dir, "--lang", s.Language, "--as", s.ID)
	c.follow(s.guide(d), "preview")
	for _, option := range []struct{ field, id string }{{"admin_level", s.level()}, {"kind", s.Kind}} {
		c.send(choose(option.field))
		c.at(option.field)
		c.send(choose(option.id))
	}
	s.offered(c, d)
	c.at("preview")
	c.send(choose("submit"))
	c.follow(s.guide(d), "confirm")
	c.send(choose("submit"))
	receipt := c.submitted()
	c.leave()
	return receipt
}

// guide answers the questions.
func (s sample) guide(d defaults) guide {
	return guide{
		"menu":            {choose("draft")},
		"privacy":         {choose("continue")},
		"place_name":      {say(s.City)},
		"country":         {say(d.Countries[s.Country])},
		"entity_name":     {say(s.answers(d)["entity_name"][0])},
		"priorities":      tick(s.priorities()...),
		"template":        {choose("own")},
		"sub_areas":       tick(s.SubAreas...),
		"commitment":      {say(s.Description)},
		"title":           {say(s.Title)},
		"target_date":     {say(d.inWords(s.Language, s.Timeline.Target))},
		"consent_publish": {choose(d.Publish)},
		"contact_email":   {say(s.mail(d))},
		"approvals":       {say(d.Office[s.Language] + ", " + d.inWords(s.Language, d.agreed))},
	}
}

// offered says what is only offered: each field is one press away from the
// preview and leads back to it.
func (s sample) offered(c *chat, d defaults) {
	lines := map[string][]string{
		"beneficiaries": {say(s.Beneficiaries), choose("done")},
		"partners":      list(s.Partners),
		"actions":       list(s.Actions),
		"indicators":    nil,
		"joint_with":    nil,
		"start_date":    nil,
	}
	for _, i := range s.Indicators {
		target := choose("skip")
		if i.Target > 0 {
			target = say(d.figures(s.Language, i.Target))
		}
		lines["indicators"] = append(lines["indicators"],
			choose("add"), say(i.Name), choose("skip"), choose("skip"), target, choose("skip"))
	}
	for _, j := range s.JointWith {
		lines["joint_with"] = append(lines["joint_with"], choose("add"), say(j.City), say(d.Countries[j.Country]))
	}
	for _, groups := range []string{"indicators", "joint_with"} {
		lines[groups] = append(lines[groups], choose("done"))
	}
	if s.Timeline.Start != "" {
		lines["start_date"] = []string{say(d.inWords(s.Language, s.Timeline.Start))}
	}
	for _, field := range slices.Sorted(maps.Keys(lines)) {
		if more := lines[field]; len(more) > 0 {
			c.at("preview")
			c.send(choose(field))
			c.at(field)
			c.send(more...)
		}
	}
}

func list(items []string) []string {
	if len(items) == 0 {
		return nil
	}
	return []string{say(strings.Join(items, "\n"))}
}

// compare holds a receipt against the list, the record and the export.
func (s sample) compare(t *testing.T, dir string, d defaults, receipt message, all []exported) {
	t.Helper()
	i := slices.IndexFunc(all, func(x exported) bool { return x.Reference == receipt.Reference })
	if i < 0 || receipt.Reference == "" {
		t.Errorf("%s: %q is not exported", s.ID, receipt.Reference)
		return
	}
	x := all[i]
	if x.Check != receipt.Check || x.Expected != receipt.Expected || x.State != "submitted" || x.Language != s.Language {
		t.Errorf("%s: exported %q %q %q %q; receipt %q %q", s.ID, x.State, x.Language, x.Check, x.Expected, receipt.Check, receipt.Expected)
	}
	shown := pledgebot(t, dir, "pledges", "show", receipt.Reference)
	if first, _, _ := strings.Cut(shown, "\n"); first != receipt.Reference+" · submitted · "+receipt.Check {
		t.Errorf("%s: shown as %q", s.ID, first)
	}
	want := s.answers(d)
	for key, value := range x.Answers {
		if !slices.Contains(ofThemselves, key) && !slices.Equal(value, want[key]) {
			t.Errorf("%s: %s is %q, typed was %q", s.ID, key, value, want[key])
		}
	}
	for key, value := range want {
		if _, ok := x.Answers[key]; !ok {
			t.Errorf("%s: %s is missing; typed was %q", s.ID, key, value)
		}
	}
}

// The samples are shorter than the limits. A text that is as long as it may be
// is kept to its last character.
func TestLongestCommitment(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	longest := cut(strings.Repeat("We promise a place more. ", 24), 599) + "1"
	c := startChat(t, dir, "--lang", "en")
	g := newcomer().with(inOwnWords("A title that is long enough")).with(guide{"commitment": {say(longest)}})
	c.follow(g, "confirm")
	c.send(choose("submit"))
	c.leave()
	if got := export(t, dir)[0].Answers["commitment"]; !slices.Equal(got, []string{longest}) {
		t.Errorf("kept %q", got)
	}
}

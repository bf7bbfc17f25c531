package call_test

import (
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// The slots of each template in the order of asking: people think of what and
// how many before by when, and of partners last.
var slots = map[call.TemplateID]string{
	"p1-body":      "body by_date departments frequency",
	"p1-voice":     "mechanism number by_date",
	"p1-partner":   "plan_do by_date result partners",
	"p2-work":      "number people by_date measures partners",
	"p2-permit":    "permit by_date baseline target",
	"p2-skills":    "number people by_date sectors partners",
	"p3-place":     "area number by_date hazard measures",
	"p3-plan":      "by_date languages partners",
	"p4h-access":   "service number people from_date",
	"p4h-language": "number by_date languages staff_number",
	"p4e-school":   "number by_date days",
	"p4e-adult":    "number from_date partners",
	"p4ho-homes":   "number people by_date measures",
	"p4ho-rights":  "number by_date partners",
	"p5-plan":      "number by_date",
	"p5-campaign":  "campaign number by_date indicator",
	"p6-service":   "service people number by_date",
	"p6-nofear":    "services number by_date",
	"p6-sponsor":   "number people by_date partners",
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	c := call.Default()
	if len(c.Templates) != len(slots) {
		t.Errorf("there are %d templates", len(c.Templates))
	}
	for _, template := range c.Templates {
		names := make([]string, len(template.Slots))
		for i, s := range template.Slots {
			names[i] = string(s.Name)
		}
		if got := strings.Join(names, " "); got != slots[template.ID] {
			t.Errorf("%s asks %q", template.ID, got)
		}
	}
}

// Where people are counted, one person could be recognised: the least is two,
// and the number is that of the beneficiaries.
func TestCountsOfPeople(t *testing.T) {
	t.Parallel()
	people := strings.Fields("p2-work p2-skills p3-place p4h-access p4e-school p5-campaign p6-sponsor")
	for _, template := range call.Default().Templates {
		counts := slices.Contains(people, string(template.ID))
		f, ok := call.Default().Field(template.Key("number"))
		if counts != (ok && f.Limits.Min == 2) {
			t.Errorf("%s: the least number is %d", template.ID, f.Limits.Min)
		}
		fills := slices.ContainsFunc(template.Fills, func(f call.Fill) bool { return f.Field == "beneficiary_count" && f.Slot == "number" })
		if counts != fills {
			t.Errorf("%s fills the count of beneficiaries: %v", template.ID, fills)
		}
	}
}

// The questions that everybody is asked, and what a pledge and a report cannot do without.
func TestAskedAndRequired(t *testing.T) {
	t.Parallel()
	var asked, required, private, personal, unchecked, reported, spared []string
	for _, f := range call.Default().Fields {
		if f.Stage == call.Reporting {
			if f.Ask == call.Asked && f.Required {
				reported = append(reported, string(f.Key))
			}
			if !f.Checked {
				spared = append(spared, string(f.Key))
			}
			if f.Private || f.Personal || f.Lasts() {
				t.Errorf("%s of a report is private, of a person, or may be changed at any time", f.Key)
			}
			continue
		}
		if f.Ask == call.Asked {
			asked = append(asked, string(f.Key))
		}
		if f.Required {
			required = append(required, string(f.Key))
		}
		if f.Private {
			private = append(private, string(f.Key))
		}
		if f.Personal {
			personal = append(personal, string(f.Key))
		}
		if !f.Checked {
			unchecked = append(unchecked, string(f.Key))
		}
	}
	for _, test := range []struct {
		name, want string
		got        []string
	}{
		{"asked", "place_name country entity_name priorities sub_areas commitment title target_date consent_publish contact_email approvals", asked},
		{"required", "place_name country entity_name admin_level priorities sub_areas commitment title target_date consent_publish contact_email approvals", required},
		{"private", "contact_email contact_role contact_name second_contact consent_name consent_un consent_quote consent_peers consent_mail", private},
		{"personal", "contact_email contact_name second_contact", personal},
		{"unchecked", "gcm_objectives gcr_objectives sdgs links consent_publish contact_email contact_role contact_name second_contact consent_name consent_un consent_quote consent_peers consent_mail approvals", unchecked},
		{"asked in a report", "results stage outlook outcome summary next_steps head_changed contact_changed report_publish", reported},
		{"unchecked in a report", "head_changed contact_changed", spared},
	} {
		if got := strings.Join(test.got, " "); got != test.want {
			t.Errorf("%s: %s", test.name, got)
		}
	}
}

func TestFindFields(t *testing.T) {
	t.Parallel()
	c := call.Default()
	for _, u := range call.Uses {
		if got := c.Using(u); got.Use != u {
			t.Errorf("use %s finds %q", u, got.Key)
		}
	}
	if got := c.Listing("sub_areas").Key; got != "sub_areas" {
		t.Errorf("sub-areas are asked in %q", got)
	}
	for _, key := range []call.FieldKey{"none", "p2-work.none", "p9-x.number", "own.number"} {
		if f, ok := c.Field(key); ok {
			t.Errorf("%s finds %+v", key, f)
		}
	}
	if _, ok := c.Template(call.OwnWords); ok {
		t.Error("own words are a template")
	}
	if c.Names.Mailbox != "" || c.Names.ReportYears != 2 || c.Names.TargetDays != 30 || c.Names.ReviewDays != 0 {
		t.Errorf("the names are %+v", c.Names)
	}
}

func TestGroupItems(t *testing.T) {
	t.Parallel()
	f, _ := call.Default().Field("approvals")
	parts := map[string]string{"date": "2026-12-02", "office": "Mayor = chair", "decision": ""}
	item := f.Item(parts)
	if item != "office=Mayor = chair\x1edate=2026-12-02" {
		t.Errorf("the item is %q", item)
	}
	if got := call.Parts(item); len(got) != 2 || got["office"] != parts["office"] || got["date"] != parts["date"] {
		t.Errorf("the parts are %q", got)
	}
}

func TestCoaching(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		answers []string
		want    string
	}{
		{nil, "date whom measured"},
		{[]string{"commitment", "We will open a desk."}, "number date whom measured"},
		{[]string{"commitment", "We will open ٣ desks.", "target_date", "2028", "beneficiaries", "women", "indicators", "name=x"}, ""},
		{[]string{"target_date", "2028", "beneficiaries", "women", "indicators", "name=x", "kind", "renewal"}, "new"},
		{[]string{"target_date", "2028", "beneficiaries", "women", "indicators", "name=x", "kind", "renewal", "description", "more"}, ""},
	} {
		if got := strings.Join(call.Default().Coaching(setting(test.answers...).Answer), " "); got != test.want {
			t.Errorf("%q gives %q, not %q", test.answers, got, test.want)
		}
	}
}

func TestCoachUnless(t *testing.T) {
	t.Parallel()
	c, err := load(small(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Coaching(setting("level", "state").Answer); !slices.Equal(got, []string{"new"}) {
		t.Errorf("the rules are %q", got)
	}
	if got := c.Coaching(setting("level", "state", "areas", "1").Answer); got != nil {
		t.Errorf("the rules are %q", got)
	}
}

// Every text has a key of its own kind and arguments with names.
func TestTextKeys(t *testing.T) {
	t.Parallel()
	keys := call.TextKeys()
	if len(keys) < 40 {
		t.Errorf("there are %d texts", len(keys))
	}
	for key, args := range keys {
		kind, code, _ := strings.Cut(key, ".")
		if !slices.Contains([]string{"problem", "hint", "note"}, kind) || code == "" || slices.Contains(args, "") {
			t.Errorf("%s %q", key, args)
		}
	}
	clear(keys)
	if len(call.TextKeys()) == 0 {
		t.Error("the list can be changed from outside")
	}
}

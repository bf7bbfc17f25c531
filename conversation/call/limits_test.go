package call_test

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

const today = "2026-11-23"

// setting answers from pairs of key and value.
func setting(pairs ...string) call.Setting {
	return call.Setting{Today: today, Answer: func(key call.FieldKey) call.Value {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == string(key) {
				return call.Value{pairs[i+1]}
			}
		}
		return nil
	}}
}

func TestCheckLimits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		key, value, want string
		set              call.Setting
	}{
		{key: "title", value: ""},
		{key: "title", value: "Housing desk", set: setting()},
		{key: "title", value: "Short", want: "problem.too_short"},
		{key: "title", value: strings.Repeat("é", 160)},
		{key: "title", value: strings.Repeat("é", 161), want: "problem.too_long"},
		{key: "title", value: "On two\nlines of text", want: "problem.line_break"},
		{key: "entity_name", value: "12345", want: "problem.only_digits"},
		{key: "description", value: "short\nis fine"},
		{key: "p2-work.people", value: "500", want: "problem.only_digits"},

		{key: "admin_level", value: "state"},
		{key: "admin_level", value: "planet", want: "problem.choose"},
		{key: "admin_level", value: "city;state", want: "problem.choose"},
		{key: "priorities", value: "1;6"},
		{key: "priorities", value: "7", want: "problem.choose"},
		{key: "sdgs", value: "1;2;3;4;5;6", want: "problem.too_many"},
		{key: "beneficiaries", value: "women;" + strings.Repeat("x", 300)},
		{key: "beneficiaries", value: strings.Repeat("x", 301), want: "problem.too_long"},

		{key: "partners", value: "Caritas;UNHCR"},
		{key: "partners", value: "Caritas;X", want: "problem.too_short"},
		{key: "p2-work.partners", value: strings.TrimSuffix(strings.Repeat("xx;", 16), ";"), want: "problem.too_many"},
		{key: "country", value: "EC"},
		{key: "country", value: "XX", want: "problem.country"},
		{key: "links", value: "https://a.org"},

		{key: "p2-work.number", value: "2"},
		{key: "p2-work.number", value: "1", want: "problem.group_of_two"},
		{key: "p1-voice.number", value: "0", want: "problem.whole_number"},
		{key: "p1-voice.number", value: "10000001", want: "problem.whole_number"},
		{key: "p1-voice.number", value: strings.Repeat("9", 24), want: "problem.number_too_large"},
		{key: "p2-permit.target", value: "30"},
		{key: "p2-permit.target", value: "30", set: setting("p2-permit.baseline", "45")},
		{key: "p2-permit.target", value: "45", set: setting("p2-permit.baseline", "45"), want: "problem.number_below"},
		{key: "p2-permit.baseline", value: "20", set: setting("p2-permit.target", "30"), want: "problem.number_above"},

		{key: "target_date", value: "2026", set: setting()},
		{key: "target_date", value: today, set: setting()},
		{key: "target_date", value: "2026-11-22", set: setting(), want: "problem.date_past"},
		{key: "target_date", value: "2025", set: setting(), want: "problem.date_past"},
		{key: "target_date", value: "1970-01-01", set: setting(), want: "problem.date_past"},
		{key: "target_date", value: "2036-11-23", set: setting()},
		{key: "target_date", value: "2036-11-24", set: setting(), want: "problem.date_far"},
		{key: "target_date", value: "1970"},
		{key: "target_date", value: "never", want: "problem.date"},
		{key: "target_date", value: "2028", set: setting("start_date", "2028-03")},
		{key: "target_date", value: "2028-03", set: setting("start_date", "2028-03-31"), want: "problem.date_after"},
		{key: "target_date", value: "2027", set: setting("start_date", "2028"), want: "problem.date_after"},
		{key: "start_date", value: "2029", set: setting("target_date", "2028-06"), want: "problem.date_before"},
		{key: "start_date", value: "2019", set: setting("target_date", "2028-06")},

		{key: "second_contact", value: "a@x.org", set: setting("contact_email", "A@x.org"), want: "problem.email_same"},
		{key: "second_contact", value: "b@x.org", set: setting("contact_email", "a@x.org")},
		{key: "budget_committed", value: "USD 60000"},
		{key: "approvals", value: "office=Mayor\x1edate=2026-12-02"},
		{key: "approvals", value: "office=Mayor", want: "problem.part_missing"},
		{key: "approvals", value: "office=M\x1edate=2026", want: "problem.too_short"},
		{key: "milestones", value: "date=2020\x1etext=open", set: setting(), want: "problem.date_past"},
	} {
		t.Run(test.key+" "+test.value, func(t *testing.T) {
			t.Parallel()
			f, ok := call.Default().Field(call.FieldKey(test.key))
			if !ok {
				t.Fatalf("there is no field %s", test.key)
			}
			var v call.Value
			if test.value != "" {
				v = strings.Split(test.value, ";")
			}
			got := ""
			if problem := call.Default().Check(f, v, test.set); problem != nil {
				got = problem.Key
			}
			if got != test.want {
				t.Errorf("the problem is %q, not %q", got, test.want)
			}
		})
	}
}

func TestCheckSaysWhy(t *testing.T) {
	t.Parallel()
	c := call.Default()
	field := func(key call.FieldKey) call.Field { f, _ := c.Field(key); return f }

	p := c.Check(field("title"), call.Value{"Housing"}, setting())
	if p.Args["length"].Value != "7" || p.Args["limit"].Value != "10" || p.Args["limit"].As != call.AsCount {
		t.Errorf("too short: %+v", p.Args)
	}
	p = c.Check(field("p1-voice.number"), call.Value{"0"}, setting())
	if p.Args["min"].Value != "1" || p.Args["max"].Value != "10000000" || p.Args["example"].Value != "1500" {
		t.Errorf("out of range: %+v", p.Args)
	}
	p = c.Check(field("target_date"), call.Value{"2027"}, setting("start_date", "2028"))
	if p.Args["date"].Value != "2028" || p.Args["field"].Text.Key != "field.start_date.label" {
		t.Errorf("too early: %+v", p.Args)
	}
	money := call.Field{Kind: call.Money, Limits: call.Limits{Min: 10, Max: 100}}
	for value, within := range map[string]bool{"EUR 9.99": false, "EUR 10": true, "EUR 100": true, "EUR 101": false} {
		if got := c.Check(money, call.Value{value}, setting()) == nil; got != within {
			t.Errorf("%s is within limits: %v", value, got)
		}
	}
}

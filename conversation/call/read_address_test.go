package call_test

import (
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

func TestReadEmail(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.Email}, []readCase{
		{"ana@ciudad.gov.co", "ana@ciudad.gov.co"},
		{"Ana@Ciudad.GOV.co.", "Ana@ciudad.gov.co"},
		{"mailto:a@x.org", "a@x.org"},
		{"Migration Office <migration@example.org>", "migration@example.org"},
		{"ана@пример.рф", "ана@пример.рф"},
		{"a\u200bna@x.org", "ana@x.org"},
		{"ana@xn--80ak6aa92e.com", "ana@xn--80ak6aa92e.com"},
		{"ana@[127.0.0.1]", "problem.email"},
		{"ana@127.0.0.1", "problem.email"},
		{"ana@city", "problem.email"},
		{"ana@-x.org", "problem.email"},
		{"ana@x..org", "problem.email"},
		{`"a b"@x.org`, "problem.email"},
		{`"a@b"@x.org`, "problem.email"},
		{"a@x.org, b@x.org", "problem.email"},
		{"a@x.org\nb@x.org", "problem.email"},
		{"https://user:pass@host/", "problem.email"},
		{"ana", "problem.email"},
		{strings.Repeat("a", 65) + "@x.org", "problem.email"},
		{" ", "problem.empty"},
	})
	if r := (call.Field{Kind: call.Email}).Read("Office <o@x.org>"); r.Note == nil || r.Note.Args["address"].Value != "o@x.org" {
		t.Errorf("the note is %+v", r.Note)
	}
	if r := (call.Field{Kind: call.Email}).Read("o@x.org"); r.Note != nil {
		t.Errorf("the note is %+v", r.Note)
	}
}

func TestReadLink(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.Link}, []readCase{
		{"https://city.gov/plan?a=b#c", "https://city.gov/plan?a=b#c"},
		{"HTTP://City.gov:8080/Plan", "http://city.gov:8080/Plan"},
		{"<https://ciudad.gob.ec/año>", "https://ciudad.gob.ec/año"},
		{"https://user:pass@city.gov/x@y", "https://city.gov/x@y"},
		{"www.city.gov/plan", "? https://www.city.gov/plan"},
		{"https://bit.ly/x", "problem.link_short"},
		{"bit.ly/x", "problem.link_short"},
		{"https://user:pass@host/", "problem.link"},
		{"ana@city.gov", "problem.link"},
		{"ftp://city.gov", "problem.link"},
		{"javascript:alert(1)", "problem.link"},
		{"https://127.0.0.1/", "problem.link"},
		{"https://localhost/", "problem.link"},
		{`https://city.gov\@evil.org`, "problem.link"},
		{"https://city.gov/a b", "problem.link"},
		{"https://city.gov/%zz", "problem.link"},
		{"https://city.gov:x/", "problem.link"},
		{"https://city.gov/" + strings.Repeat("a", 2000), "problem.link"},
		{"", "problem.empty"},
	})
	if r := (call.Field{Kind: call.Link}).Read("https://u:p@city.gov/"); r.Note == nil || r.Note.Key != "note.link_credentials" {
		t.Errorf("the note is %+v", r.Note)
	}
}

func TestHints(t *testing.T) {
	t.Parallel()
	c := call.Default()
	words := call.Field{Kind: call.Words, Limits: call.Limits{Max: 100, Warn: 10, Short: 3}}
	for _, test := range []struct {
		field call.Field
		value string
		want  string
	}{
		{words, "just fine", ""},
		{words, "longer than ten", "hint.long"},
		{words, "so", "hint.short"},
		{words, "turn\u202e", "hint.hidden_marks"},
		{call.Field{Kind: call.SomeOf, Limits: call.Limits{Warn: 1}}, "a;b", "hint.many"},
		{call.Field{Kind: call.Email}, "ana@gmail.com", "hint.free_mail"},
		{call.Field{Kind: call.Email}, "ana@yahoo.com.mx", "hint.free_mail"},
		{call.Field{Kind: call.Email}, "ana@mail.riobamba.gob.ec", ""},
		{call.Field{Kind: call.Email}, "ana@xn--80ak6aa92e.com", "hint.lookalike"},
		{call.Field{Kind: call.Email}, "ана@x.org", "hint.email_unicode"},
		{call.Field{Kind: call.Link}, "http://x.org/", "hint.link_open"},
		{call.Field{Kind: call.Link}, "https://xn--bcher-kva.example/", "hint.lookalike"},
		{call.Field{Kind: call.ListOf, Each: call.Link}, "https://x.org/;http://x.org/", "hint.link_open"},
		{call.Field{Kind: call.Whole}, "5", ""},
		{words, "", ""},
	} {
		t.Run(test.value, func(t *testing.T) {
			t.Parallel()
			var v call.Value
			if test.value != "" {
				v = strings.Split(test.value, ";")
			}
			var keys []string
			for _, h := range c.Hints(test.field, v) {
				keys = append(keys, h.Key)
			}
			if got := strings.Join(keys, " "); got != test.want {
				t.Errorf("the hints are %q, not %q", got, test.want)
			}
		})
	}
}

// An encoded name is shown with the letters that it stands for.
func TestLookalikeShowsLetters(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{
		"xn--bcher-kva.example":                       "bücher.example",
		"xn--80ak6aa92e.com":                          "аррӏе.com",
		"XN--MGBERP4A5D4AR.xn--wgbh1c":                "السعودية.مصر",
		"xn--99999999999999999999.org":                "xn--99999999999999999999.org",
		"xn--a-.org":                                  "a.org",
		"xn--ihqwcrb4cv8a8dqg056pqjye.cn":             "他们为什么不说中文.cn",
		"xn--" + strings.Repeat("9", 55) + ".example": "xn--" + strings.Repeat("9", 55) + ".example",
	} {
		hints := call.Default().Hints(call.Field{Kind: call.Email}, call.Value{"a@" + host})
		if len(hints) != 1 || hints[0].Args["domain"].Value != want {
			t.Errorf("%s gives %+v", host, hints)
		}
	}
}

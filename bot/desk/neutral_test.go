package desk_test

import (
	"strings"
	"testing"

	"pledgebot/bot/desk"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

func TestNeutral(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"":                        "",
		"40 homes":                "40 homes",
		"rent = costs":            "rent = costs",
		"=1+1":                    "'=1+1",
		"+34 600":                 "'+34 600",
		"-5":                      "'-5",
		"@SUM(A1)":                "'@SUM(A1)",
		"|calc":                   "'|calc",
		"%1":                      "'%1",
		"'=1":                     "''=1",
		"'t is so":                "''t is so",
		" =1":                     "' =1",
		"\u00a0=1":                "'\u00a0=1",
		"\u200b=1":                "'\u200b=1", // an invisible character that spreadsheets skip
		"\u202e=1":                "'\u202e=1",
		"\n=1":                    "'\n=1",
		"\t1":                     "'\t1",
		"\r1":                     "'\r1",
		"＝1":                      "'＝1", // what some keyboards write for =
		"＋1":                      "'＋1",
		"Öffnung":                 "Öffnung",
		"عمّان":                   "عمّان",
		"–5":                      "–5",
		strings.Repeat(" ", 9):    strings.Repeat(" ", 9),
		"migration@city.example":  "migration@city.example",
		"https://city.example/=1": "https://city.example/=1",
	} {
		got := desk.Neutral(cell)
		if got != want {
			t.Errorf("%q becomes %q, want %q", cell, got, want)
		}
		if back := strings.TrimPrefix(got, "'"); got != cell && back != cell {
			t.Errorf("%q comes back as %q", cell, back)
		}
	}
}

func FuzzNeutral(f *testing.F) {
	for _, cell := range []string{"", "=1", "'", "\u200b\t=", "a=b"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		got := desk.Neutral(cell)
		if got != cell && got != "'"+cell {
			t.Errorf("%q becomes %q", cell, got)
		}
		if first := strings.TrimLeft(got, " \u00a0\u200b"); first != "" && strings.ContainsRune("=+-@", rune(first[0])) {
			t.Errorf("%q is still a formula", got)
		}
		if desk.Neutral(got) == got && got != cell {
			t.Errorf("%q cannot be told from %q typed as it is", cell, got)
		}
	})
}

func TestRowSaysNothingOfADraft(t *testing.T) {
	t.Parallel()
	draft := received()
	draft.State, draft.Submitted = pledge.Draft, nil
	got := desk.Row(call.Default(), team, draft)
	want := desk.Listed{Reference: "-", State: "draft", Place: "Riobamba", Country: "EC", Changed: "2026-11-25"}
	if got != want {
		t.Errorf("row %+v, want %+v", got, want)
	}
	if got := desk.Row(call.Default(), team, received()); got.Reference != "CLA-2026-0001" || got.Title == "" {
		t.Errorf("row of a submission: %+v", got)
	}
}

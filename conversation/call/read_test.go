package call_test

import (
	"slices"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// A readCase says what a text reads as: a value, readings to confirm (parted
// by |), or a problem's key.
type readCase struct{ text, want string }

// said writes a reading in the form of a readCase.
func said(r call.Reading) string {
	switch {
	case r.Problem != nil:
		return r.Problem.Key
	case len(r.Confirm) > 0:
		readings := make([]string, len(r.Confirm))
		for i, v := range r.Confirm {
			readings[i] = strings.Join(v, ";")
		}
		return "? " + strings.Join(readings, " | ")
	}
	return strings.Join(r.Value, ";")
}

func checkReadings(t *testing.T, f call.Field, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if got := said(f.Read(c.text)); got != c.want {
				t.Errorf("%q reads as %q, not %q", c.text, got, c.want)
			}
		})
	}
}

func TestReadWords(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.Words}, []readCase{
		{"  Riobamba \n", "Riobamba"},
		{"Bogota\u0301", "Bogotá"},
		{"\x1b[2J\x07hello\b", "[2Jhello"},
		{"a\x00b\x1ec\x1fd", "abcd"},
		{"one\r\ntwo\rthree\ttab", "one\ntwo\nthree tab"},
		{"bad \xed\xa0\xbd end", "bad \uFFFD end"},
		{"Budget approved\u202edetcejer ton\u202c", "Budget approved\u202edetcejer ton\u202c"},
		{"Straße ΟΔΟΣ ﬁre 👨‍👩‍👧‍👦", "Straße ΟΔΟΣ ﬁre 👨‍👩‍👧‍👦"},
		{"Lоndon", "Lоndon"},
		{"It ends.", "It ends."},
		{" \u200b\u2060 ", "problem.empty"},
		{"\u2800\u3164\ufffc", "problem.empty"},
		{"", "problem.empty"},
	})
}

func TestReadPhrase(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.Words, Limits: call.Limits{Phrase: true}}, []readCase{
		{"a migration committee.", "a migration committee"},
		{"The City of Washington, D.C.", "The City of Washington, D.C."},
		{"and so on...", "and so on..."},
		{"a .", "a"},
		{".", "."},
		{"Lоndon", "? London"}, // the o is Cyrillic
		{"Ville de Νice", "? Ville de Nice"},
		{"Москва", "Москва"},
		{"Αθήνα / Athens", "Αθήνα / Athens"},
	})
}

func TestReadChoice(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.OneOf, Choices: call.Choices{Options: []call.OptionID{"full_text", "not_now"}}}, []readCase{
		{"full_text", "full_text"},
		{" Not_Now ", "not_now"},
		{"other", "problem.choose"},
		{"", "problem.empty"},
	})
	checkReadings(t, call.Field{Kind: call.YesNo}, []readCase{{"yes", "yes"}, {"No", "no"}, {"oui", "problem.choose"}})
	checkReadings(t, call.Field{Kind: call.Groups}, []readCase{{"anything", "problem.choose"}})
}

func TestReadChosen(t *testing.T) {
	t.Parallel()
	f := call.Field{Kind: call.SomeOf, Choices: call.Choices{Options: []call.OptionID{"1", "2", "3"}}}
	checkReadings(t, f, []readCase{
		{"3; 1;1", "1;3"},
		{"3, 1", "1;3"},
		{"2", "2"},
		{"1\n4", "problem.choose"},
		{";", "problem.empty"},
	})
	f.Limits.Own = 300
	checkReadings(t, f, []readCase{
		{"newly arrived families; 2", "2;newly arrived families"},
		{"families, children", "families, children"},
		{"b\na\nb", "b;a"},
	})
}

func TestReadList(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.ListOf}, []readCase{
		{"Caritas, UNHCR", "Caritas;UNHCR"},
		{"Caritas (Ibarra, Quito), UNHCR", "Caritas (Ibarra, Quito);UNHCR"},
		{"1,500 families, 20 schools", "1,500 families;20 schools"},
		{"A, B;", "A, B"},
		{"A; B, C", "A;B, C"},
		{"- one\n• two.\n\n2) three", "one;two;three"},
		{"a; a", "a"},
		{"Lоndon; Paris", "? London;Paris"},
		{" ;\n\u200b", "problem.empty"},
	})
	checkReadings(t, call.Field{Kind: call.ListOf, Each: call.Link}, []readCase{
		{"https://a.org/x\nhttps://b.org", "https://a.org/x;https://b.org"},
		{"https://a.org/x\nb.org", "? https://a.org/x;https://b.org"},
		{"- https://a.org/x,y;z, https://b.org.", "https://a.org/x,y;z;https://b.org"},
		{"https://a.org/x\nnone", "problem.link"},
	})
}

func TestReadCountry(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: call.Country}, []readCase{
		{"EC", "EC"}, {" ec ", "EC"}, {"UK", "? GB"}, {"XX", "problem.country"}, {"Ecuador", "problem.country"}, {" ", "problem.empty"},
	})
	if got := call.Countries(); len(got) != 249 || !slices.IsSorted(got) {
		t.Errorf("there are %d countries, sorted %v", len(got), slices.IsSorted(got))
	}
}

func TestReadUnknownKind(t *testing.T) {
	t.Parallel()
	checkReadings(t, call.Field{Kind: "other"}, []readCase{{"x", "problem.choose"}})
}

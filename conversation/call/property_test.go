package call_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation/call"
)

// fields are one of each kind that is read from text, without limits of length.
var fields = []call.Field{
	{Kind: call.Words},
	{Kind: call.Words, Limits: call.Limits{Phrase: true}},
	{Kind: call.OneOf, Choices: call.Choices{Options: []call.OptionID{"a", "b_c", "3"}}},
	{Kind: call.SomeOf, Choices: call.Choices{Options: []call.OptionID{"a", "b_c", "3"}}},
	{Kind: call.SomeOf, Choices: call.Choices{Options: []call.OptionID{"a", "b_c", "3"}}, Limits: call.Limits{Own: 300}},
	{Kind: call.ListOf},
	{Kind: call.ListOf, Each: call.Link},
	{Kind: call.Whole, Limits: call.Limits{Min: 1, Max: 1000}},
	{Kind: call.Date},
	{Kind: call.Money},
	{Kind: call.Email},
	{Kind: call.Link},
	{Kind: call.Country},
	{Kind: call.YesNo},
	{Kind: call.Group, Parts: []call.Field{{Key: "a", Kind: call.Words}}},
}

// typed draws what people, and those who are none, may type.
func typed() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringMatching(`[-+~$€]?[0-9 .,'’]{1,12}( ?(%|k|M|USD|EUR|euros|families))?`),
		rapid.StringMatching(`[0-9]{1,4}([-/. ][0-9]{1,4}){0,2}( BE)?`),
		rapid.StringMatching(`[a-zé.\-]{1,8}@[a-z0-9.\-]{1,8}\.(org|рф|com)`),
		rapid.StringMatching(`(https?://)?([a-z]{1,4}:[a-z]{1,4}@)?[a-z0-9.\-]{1,9}\.org(:80)?(/[a-zé%?#&=;,]{0,9})?`),
		rapid.StringMatching(`([-•] |1\. )?[a-cо. ]{1,5}([,;\n] ?(b_c|3|[a-c(). ]{1,5})){0,3}`),
		rapid.Map(rapid.SliceOfN(rapid.RuneFrom([]rune("ab .,;\n\r\t\x1e\x1f\u200b\u202e\u0301é٣½-")), 1, 12), func(r []rune) string { return string(r) }),
	)
}

// canonical is a value as it may be typed again. A semicolon at the end says
// that commas part nothing.
func canonical(f call.Field, v call.Value) string {
	if f.Kind == call.ListOf && f.Each == "" {
		return strings.Join(v, ";") + ";"
	}
	return strings.Join(v, "\n")
}

// soundReading holds what every reading must keep.
func soundReading(f call.Field, r call.Reading) error {
	set := 0
	for _, is := range []bool{!r.Value.Empty(), len(r.Confirm) > 0, r.Problem != nil} {
		if is {
			set++
		}
	}
	if set != 1 || r.Note != nil && r.Value.Empty() {
		return fmt.Errorf("value %q, confirm %q, problem %v, note %v", r.Value, r.Confirm, r.Problem, r.Note)
	}
	for _, v := range append(r.Confirm, r.Value) {
		for _, item := range v {
			if strings.ContainsAny(item, "\x1e\x1f\x00") || strings.ToValidUTF8(item, "") != item || strings.TrimSpace(item) == "" {
				return fmt.Errorf("item %q", item)
			}
		}
	}
	for _, v := range append(r.Confirm, r.Value) {
		if again := f.Read(canonical(f, v)); !v.Empty() && !slices.Equal(again.Value, v) {
			return fmt.Errorf("%q reads again as %q, confirm %q, problem %v", v, again.Value, again.Confirm, again.Problem)
		}
	}
	return nil
}

func TestReadIsSound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(fields).Draw(t, "field")
		text := typed().Draw(t, "text")
		if err := soundReading(f, f.Read(text)); err != nil {
			t.Errorf("%s %q: %v", f.Kind, text, err)
		}
	})
}

// Check and Hints take any value that was read, in any setting.
func TestCheckNeverPanics(t *testing.T) {
	t.Parallel()
	c := call.Default()
	keys := []call.FieldKey{"target_date", "p2-permit.target", "p2-permit.baseline", "approvals", "second_contact", "partners"}
	rapid.Check(t, func(t *rapid.T) {
		f, _ := c.Field(rapid.SampledFrom(keys).Draw(t, "key"))
		v := call.Value(rapid.SliceOfN(typed(), 0, 3).Draw(t, "value"))
		other := rapid.SampledFrom([]string{"", "2028", "2028-02-30", "12", "office=x", "a@b.org"}).Draw(t, "other")
		s := call.Setting{Today: rapid.SampledFrom([]string{"", today, "x"}).Draw(t, "today")}
		s.Answer = func(call.FieldKey) call.Value { return call.Value{other} }
		c.Check(f, v, s)
		c.Hints(f, v)
	})
}

// FuzzRead: any text reads as something, in every kind.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"1.250.000", "about 40", "03/04/2030", "2573 BE", "Office <a@x.org>", "https://u:p@x.org/", "€1,5M", "A; B\n- c",
		"\u200b\u202e", "\xed\xa0\xbd", "a\u0301", "xn--", "¼", "ec",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, field := range fields {
			if err := soundReading(field, field.Read(text)); err != nil {
				t.Errorf("%s %q: %v", field.Kind, text, err)
			}
		}
	})
}

package locales

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pledgebot/conversation/call"
)

var ways = []call.As{
	call.AsWords, call.AsNumber, call.AsCount, call.AsDate, call.AsBy, call.AsFrom, call.AsList, call.AsEntity,
	call.AsAnswer, call.AsOption, call.AsLang, call.AsNested, call.AsNestedList, call.AsLines, call.AsSentences, "",
}

// anyText draws a text with any arguments, given or forgotten, whose words have
// no braces of their own.
func anyText(keys []string, depth int) *rapid.Generator[call.Text] {
	return rapid.Custom(func(t *rapid.T) call.Text {
		word := rapid.StringMatching(`[^{}%]{0,12}`)
		text := call.Text{Key: rapid.SampledFrom(keys).Draw(t, "key"), Args: map[string]call.Arg{}}
		for _, gap := range []string{"name", "n", "entity", "by_date", "what"} {
			if !rapid.Bool().Draw(t, "given") {
				continue
			}
			arg := call.Arg{
				As: rapid.SampledFrom(ways).Draw(t, "as"), Value: word.Draw(t, "value"),
				Values: rapid.SliceOfN(word, 0, 3).Draw(t, "values"),
				Field:  rapid.SampledFrom([]call.FieldKey{"title", "priorities", "milestones", "x"}).Draw(t, "field"),
			}
			if depth > 0 && rapid.Bool().Draw(t, "nested") {
				inner := anyText(keys, depth-1).Draw(t, "text")
				arg.Text, arg.Texts = &inner, []call.Text{inner, inner}
			}
			text.Args[gap] = arg
		}
		return text
	})
}

func TestTextIsAlwaysASentence(t *testing.T) {
	t.Parallel()
	c := catalogue(t).With(call.Default())
	keys := []string{"test.hello", "test.days", "test.permit.sentence", "test.sub.title", "test.none", "test.only.here", ""}
	rapid.Check(t, func(t *rapid.T) {
		text := anyText(keys, 2).Draw(t, "text")
		lang := rapid.SampledFrom([]call.Lang{"en", "es", "fr", "xx", ""}).Draw(t, "lang")
		got := c.Text(lang, text)
		if strings.ContainsAny(got, "{}") || strings.Contains(got, "<no value>") || strings.Contains(got, "%!") {
			t.Fatalf("%+v is %q", text, got)
		}
	})
}

func anyQuestion() *rapid.Generator[call.Question] {
	return rapid.Custom(func(t *rapid.T) call.Question {
		return call.Question{
			Kind:  rapid.SampledFrom(kinds).Draw(t, "kind"),
			Form:  rapid.SampledFrom([]string{"", "plural", "infinitive", "languages", "from"}).Draw(t, "form"),
			Multi: rapid.Bool().Draw(t, "multi"), Long: rapid.Bool().Draw(t, "long"),
			Options: offer(rapid.SliceOf(rapid.SampledFrom([]string{"economy", "documents", "back", "yes", "no", "done", "none"})).Draw(t, "options")...),
		}
	})
}

var kinds = []call.Kind{
	"", call.Words, call.OneOf, call.SomeOf, call.ListOf, call.Whole, call.Date, call.Money, call.Email, call.Link,
	call.Country, call.YesNo, call.Group, call.Groups,
}

// A reading is one thing, and an answer is never empty where something was typed.
func TestReadIsOneThing(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuestion().Draw(t, "question")
		typed := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"skip", "“skip”", "1, 2", "/back", "Back", "May 2027", "A, B and C"})).Draw(t, "typed")
		m := c.Read(rapid.SampledFrom(c.Langs()).Draw(t, "lang"), q, typed)
		if m.Word != "" && len(m.Options) > 0 || m.Lang != "" && m.Word != call.WordLanguage {
			t.Fatalf("%q is %+v", typed, m)
		}
		if m.Text == "" && typed != "" || m.Doubt && m.Text == typed {
			t.Fatalf("%q is %+v", typed, m)
		}
		if len(m.Options) > 1 && !q.Multi {
			t.Fatalf("%q chooses %v", typed, m.Options)
		}
	})
}

// What was written in words is read back in every language.
func TestDatesComeBack(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	rapid.Check(t, func(t *rapid.T) {
		d := partialDate{year: rapid.IntRange(1000, 9999).Draw(t, "year"), month: rapid.IntRange(0, 12).Draw(t, "month")}
		if d.month > 0 {
			d.day = rapid.IntRange(0, 28).Draw(t, "day")
		}
		said := c.show(c.locale(rapid.SampledFrom(c.Langs()).Draw(t, "written")), call.Arg{As: rapid.SampledFrom([]call.As{call.AsDate, call.AsBy, call.AsFrom}).Draw(t, "as"), Value: d.iso()})
		for _, lang := range c.Langs() {
			if m := c.Read(lang, call.Question{Kind: call.Date}, said); m.Text != d.iso() || m.Doubt {
				t.Fatalf("%s: %q is %+v, want %s", lang, said, m, d.iso())
			}
		}
	})
}

func TestNumbersComeBack(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	f := call.Field{Kind: call.Whole}
	rapid.Check(t, func(t *rapid.T) {
		n := fmt.Sprint(rapid.Int64Range(0, 9_999_999_999).Draw(t, "n"))
		lang := rapid.SampledFrom(c.Langs()).Draw(t, "lang")
		said := c.show(c.locale(lang), call.Arg{As: call.AsNumber, Value: n})
		r := f.Read(c.Read(lang, call.Question{Kind: call.Whole}, said).Text)
		if r.Value.First() != n && (len(r.Confirm) == 0 || r.Confirm[0].First() != n) {
			t.Fatalf("%s: %q is %+v, want %s", lang, said, r, n)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, typed := range []string{"", "/", "“skip”", "/start@Bot x", "1, 3 y 4", "15 de marzo de 2027", "Q2 2031", "Ecuаdor", "A, B and (C", "\xff\u202E", "¿?", "''"} {
		f.Add(typed, 0)
	}
	c := catalogue(f)
	f.Fuzz(func(t *testing.T, typed string, n int) {
		kind := kinds[uint(n)%uint(len(kinds))]
		for _, lang := range c.Langs() {
			q := call.Question{Kind: kind, Form: "plural", Multi: n%2 == 0, Long: n%3 == 0, Options: offer("economy", "climate", "back", "yes")}
			if m := c.Read(lang, q, typed); m.Text == "" && typed != "" {
				t.Errorf("%q is %+v", typed, m)
			}
			c.Countries(lang, typed)
		}
	})
}

func BenchmarkText(b *testing.B) {
	c := catalogue(b)
	days := call.Text{Key: "test.days", Args: map[string]call.Arg{"n": {As: call.AsCount, Value: "20"}}}
	for name, text := range map[string]call.Text{
		"plain":  call.Say("test.plain"),
		"words":  {Key: "test.hello", Args: map[string]call.Arg{"name": {As: call.AsWords, Value: "Ana"}}},
		"plural": days,
		"sentence": {Key: "test.permit.sentence", Args: map[string]call.Arg{
			"entity": {As: call.AsWords, Value: "La Alcaldía de Riobamba"}, "permit": {As: call.AsWords, Value: "el permiso"},
			"by_date": {As: call.AsBy, Value: "2028-06-30"}, "baseline": {As: call.AsNumber, Value: "1500"},
			"target": {As: call.AsNested, Text: &days},
		}},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Text("es", text)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	c := catalogue(b)
	q := call.Question{Kind: call.Words, Options: offer("back", "skip", "help")}
	b.ReportAllocs()
	for b.Loop() {
		c.Read("es", q, "Una oficina de orientación para familias recién llegadas")
	}
}

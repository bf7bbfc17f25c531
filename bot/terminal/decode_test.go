package terminal

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDecode(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]request{
		`{"text":"40"}`:                                    {verb: verbText, text: "40"},
		` { "text" : "a\nb" } `:                            {verb: verbText, text: "a\nb"},
		`{"text":"bad \ud83d end"}`:                        {verb: verbText, text: "bad \uFFFD end"},
		"{\"text\":\"\xff\"}":                              {verb: verbText, text: "\uFFFD"},
		`{"te\u0078t":"\ud83d\ude00"}`:                     {verb: verbText, text: "😀"},
		`{"choose":"1"}`:                                   {verb: verbChoose, text: "1"},
		`{"press":{"prompt":"p","option":"o"}}`:            {verb: verbPress, prompt: "p", option: "o"},
		`{"press":{"option":"","prompt":""}}`:              {verb: verbPress},
		`{"text":"{\"press\":{}}"}`:                        {verb: verbText, text: `{"press":{}}`},
		`{"text":"` + strings.Repeat("ü", 1000) + `"}`:     {verb: verbText, text: strings.Repeat("ü", 1000)},
		`{"press":{"prompt":"\u0000","option":"\ud800x"}}`: {verb: verbPress, prompt: "\x00", option: "\uFFFDx"},
	} {
		t.Run(line[:min(len(line), 40)], func(t *testing.T) {
			t.Parallel()
			got, wrong := decode(line)
			if wrong != nil || got != want {
				t.Errorf("%s is %+v (%v), want %+v", line, got, wrong, want)
			}
		})
	}
}

func TestDecodeIsStrict(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		``:                          "[terminal.bad_json]",
		`hello`:                     "[terminal.bad_json]",
		`"text"`:                    "[terminal.bad_json]",
		`[{"text":"a"}]`:            "[terminal.bad_json]",
		`null`:                      "[terminal.bad_json]",
		`{"text":"a"`:               "[terminal.bad_json]",
		`{"text":"a",}`:             "[terminal.bad_json]",
		`{"text":"a"} {"text":"b"}`: "[terminal.bad_json]",
		"{\"text\":\"a\tb\"}":       "[terminal.bad_json]",
		`{"text":"\x"}`:             "[terminal.bad_json]",
		`{}`:                        "[terminal.bad_verb]",
		`{"text":"a","choose":"b"}`: "[terminal.bad_verb]",
		`{"text":"a","text":"b"}`:   "[terminal.bad_verb]",
		`{"Text":"a"}`:              "[terminal.bad_key key=Text]",
		`{"text":"a","id":1}`:       "[terminal.bad_key key=id]",
		`{"":"a"}`:                  "[terminal.bad_key key=]",
		`{"text":1}`:                "[terminal.bad_value key=text]",
		`{"text":1e999}`:            "[terminal.bad_value key=text]",
		`{"text":null}`:             "[terminal.bad_value key=text]",
		`{"text":{"text":"a"}}`:     "[terminal.bad_value key=text]",
		`{"choose":["a"]}`:          "[terminal.bad_value key=choose]",
		`{"press":"o"}`:             "[terminal.bad_press]",
		`{"press":{}}`:              "[terminal.bad_press]",
		`{"press":{"option":"o"}}`:  "[terminal.bad_press]",
		`{"press":[]}`:              "[terminal.bad_press]",
		`{"press":{"option":true}}`: "[terminal.bad_value key=option]",
		`{"press":{"wanted":"o"}}`:  "[terminal.bad_key key=wanted]",
		`{"press":{"option":"o","option":"o","prompt":"p"}}`:            "[terminal.bad_press]",
		`{"press":{"option":"o","prompt":"p"},"text":"a"}`:              "[terminal.bad_verb]",
		`{"` + strings.Repeat("x", 100) + `":""}`:                       "[terminal.bad_key key=" + strings.Repeat("x", 40) + "…]",
		strings.Repeat(`{"press":`, 20000) + strings.Repeat("}", 20000): "[terminal.bad_json]",
	} {
		t.Run(line[:min(len(line), 40)], func(t *testing.T) {
			t.Parallel()
			_, wrong := decode(line)
			if wrong == nil {
				t.Fatalf("%s was read", line)
			}
			if got := (keyed{}).Text("", *wrong); got != want {
				t.Errorf("%s is %s, want %s", line, got, want)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for _, line := range []string{
		`{"text":"40"}`, `{"choose":"x"}`, `{"press":{"prompt":"p","option":"o"}}`, `{"text":"\ud83d"}`, `{"press":{"prompt":1}}`, `{}`, `[`, "\xff",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r, wrong := decode(line)
		if wrong != nil {
			if _, ok := Lines()[wrong.Key]; !ok {
				t.Errorf("%q is refused with the unknown text %s", line, wrong.Key)
			}
			return
		}
		if r.verb != verbText && r.verb != verbChoose && r.verb != verbPress {
			t.Errorf("%q has the verb %q", line, r.verb)
		}
		for _, s := range []string{r.text, string(r.prompt), string(r.option)} {
			if !utf8.ValidString(s) {
				t.Errorf("%q reads as invalid %q", line, s)
			}
		}
		again := map[verb]any{r.verb: r.text}
		if r.verb == verbPress {
			again[r.verb] = map[string]any{"prompt": r.prompt, "option": r.option}
		}
		if twice, wrong := decode(encode(again)); wrong != nil || twice != r {
			t.Errorf("%q is %+v, written again %+v (%v)", line, r, twice, wrong)
		}
	})
}

package call_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"pledgebot/conversation/call"
)

// small is the text of the smallest Call that makes sense.
func small(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func load(text string) (*call.Call, error) {
	return call.Load(strings.NewReader(text), "small.yaml")
}

func TestLoadSmall(t *testing.T) {
	t.Parallel()
	c, err := load(small(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Listing("priorities").Choices.Options; len(got) != 2 || got[1] != "2" {
		t.Errorf("choices from priorities are %v", got)
	}
	if f, ok := c.Field("t-one.people"); !ok || f.Kind != call.Words || !f.Limits.Phrase {
		t.Errorf("the slot of words comes as %+v", f)
	}
	if p, _ := c.Field("publish"); p.Choices.Options[1] != "no" {
		t.Errorf("choices are %v", p.Choices.Options)
	}
}

// Every mistake in one file is told in one go, each at its line and column.
func TestLoadTellsEveryMistake(t *testing.T) {
	t.Parallel()
	text := small(t)
	for _, change := range []struct{ old, new string }{
		{"version: 2", "version: 0"},
		{"key: place, kind: words", "key: Place, kind: wordz"},
		{"ask: asked, stage: draft, use: country", "ask: often, stage: draft, colour: red"},
		{"field: areas, in: [2]", "field: areas, in: [2, 9]"},
		{"after: begin", "after: beginning"},
		{"priority: 2", "priority: 7"},
		{"below: number", "below: people"},
		{"no_digit: promise", "no_digit: promises"},
	} {
		if !strings.Contains(text, change.old) {
			t.Fatalf("the file has no %q", change.old)
		}
		text = strings.Replace(text, change.old, change.new, 1)
	}
	_, err := load(text)
	var problems call.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("the error is %v", err)
	}
	want := strings.TrimSpace(`
small.yaml:2:10: version must be 1 or more
small.yaml:9:1: no field has use country
small.yaml:10:11: "Place" is no key: small letters, figures and _ are wanted
small.yaml:10:24: "Place" cannot be of kind "wordz"
small.yaml:10:62: use place wants kind words, "Place" is wordz
small.yaml:11:40: ask of "country" must be asked, derived, offered or later
small.yaml:11:61: unknown name "colour"
small.yaml:19:32: field "areas" has no option "9"
small.yaml:22:91: there is no other date "beginning"
small.yaml:41:69: since of "agreed" must not be later than version 0
small.yaml:44:15: there is no priority "7"
small.yaml:48:78: template "t-one" has no other whole_number slot "people"
small.yaml:61:28: there is no field "promises"`)
	if got := problems.Error(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// A value of the wrong sort leaves the rest unjudged, but all of these are told.
func TestLoadTellsEveryWrongSort(t *testing.T) {
	t.Parallel()
	text := strings.NewReplacer(
		"version: 2", "version: two",
		"limits: {items: [1, 2]}", "limits: {items: [1, 2, 3]}",
		"coach:\n", "coach: none\nrest:\n",
		"required: true", `required: "yes"`,
		"priority: 2", "priority:",
		"key: count,", "key: [count],",
	).Replace(small(t))
	_, err := load(text)
	want := strings.TrimSpace(`
small.yaml:2:10: a whole number is wanted here
small.yaml:13:96: a list of 2 is wanted here
small.yaml:26:11: a name or text is wanted here; put it in quotation marks
small.yaml:39:44: true or false is wanted here
small.yaml:44:5: a name or text is wanted here; put it in quotation marks
small.yaml:60:8: a list is wanted here
small.yaml:61:1: unknown name "rest"`)
	if err == nil || err.Error() != want {
		t.Errorf("got:\n%v\nwant:\n%s", err, want)
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"nothing":   {"", "x.yaml:1:1: "},
		"no yaml":   {"version: [1", "x.yaml:1:"},
		"two files": {"version: 1\n---\nversion: 2", "x.yaml:1:1: one document is wanted, there are 2"},
		"a list":    {"- 1", "x.yaml:1:1: names with values are wanted here"},
		"twice":     {"version: 1\nversion: 2", `x.yaml:2:1: "version" stands twice`},
		"alias":     {"version: 1\nnames: &n {}\nfields: *n", "x.yaml:3:"},
		"too large": {strings.Repeat("#", 1<<20+1), "x.yaml:1:1: the file is larger than 1048576 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := call.Load(strings.NewReader(c.text), "x.yaml")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v", err)
			}
		})
	}
}

type broken struct{}

var errBroken = errors.New("broken")

func (broken) Read([]byte) (int, error) { return 0, errBroken }

func TestLoadCannotRead(t *testing.T) {
	t.Parallel()
	if _, err := call.Load(broken{}, "x.yaml"); !errors.Is(err, errBroken) {
		t.Errorf("the error is %v", err)
	}
}

// FuzzLoad: any file gives a Call or an error, never neither and never a panic.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(small(f)))
	f.Add([]byte("version: 1\nfields: [{key: a, kind: words}]"))
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("fields:\n  - if: {in: [1]}\n    limits: {items: [0]}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := call.Load(bytes.NewReader(data), "x.yaml")
		if (c == nil) == (err == nil) {
			t.Errorf("call %v, error %v", c, err)
		}
	})
}

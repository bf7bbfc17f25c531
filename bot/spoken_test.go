package bot_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pledgebot/bot"
)

// longest is what the strictest platform takes in one message, in UTF-16 units.
const longest = 4096

// broken is what a text looks like when something went into it that should not,
// or did not.
var broken = []*regexp.Regexp{
	regexp.MustCompile(`[{}]`),                                  // a gap that nothing was filled into
	regexp.MustCompile(`%!|<no value>`),                         // what Go says instead
	regexp.MustCompile("—"),                                     // what stands for a missing text
	regexp.MustCompile(`[^ \n] {2,}`),                           // a part that was empty
	regexp.MustCompile(`\s[.,]|\(\)|“”`),                        // likewise
	regexp.MustCompile("\x1e|\x1f"),                             // a value as it is stored
	regexp.MustCompile(`\b(field|slot|template|option)\.[a-z]`), // a key
}

// TestNothingSpokenIsBroken looks at every message of every story.
func TestNothingSpokenIsBroken(t *testing.T) {
	t.Parallel()
	for _, file := range stories(t) {
		t.Run(strings.TrimPrefix(file, "testdata/"), func(t *testing.T) {
			t.Parallel()
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := tell(t, file, string(script))
			if len(s.shown) == 0 {
				t.Error("nothing was shown")
			}
			for _, m := range s.shown {
				sound(t, m)
			}
			if n := s.texts.Missing(); n > 0 {
				t.Errorf("%d texts or arguments were missing", n)
			}
		})
	}
}

func sound(t *testing.T, m bot.Message) {
	t.Helper()
	all := []string{m.Text, m.Paper}
	for _, o := range m.Options {
		all = append(all, o.Label, o.Detail, o.Group)
		if o.Label == "" {
			t.Errorf("option %s of %s has no label", o.ID, m.Field)
		}
	}
	for _, text := range all {
		for _, b := range broken {
			if found := b.FindString(text); found != "" {
				t.Errorf("%q in a message of %q: %s", found, m.Field, text)
			}
		}
	}
	if length := len(utf16.Encode([]rune(strings.Join(all, "\n")))); length > longest && m.Field != "preview" && m.Paper == "" {
		t.Errorf("a message of %q has %d UTF-16 units: %s", m.Field, length, m.Text)
	}
	if ids := slices.Compact(sorted(m)); len(ids) != len(m.Options) {
		t.Errorf("options of %q are there twice: %v", m.Field, sorted(m))
	}
}

// sorted are the ids of a message's options.
func sorted(m bot.Message) []string {
	var ids []string
	for _, o := range m.Options {
		ids = append(ids, string(o.ID))
	}
	slices.Sort(ids)
	return ids
}

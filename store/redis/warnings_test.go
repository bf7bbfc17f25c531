package redis_test

import (
	"slices"
	"strings"
	"testing"
)

func TestWarnings(t *testing.T) {
	t.Parallel()
	need(t)
	app := slices.Clip([]string{"--user", "app", "on", ">s3cret", "~pledgebot:*", "+@all", "-config"})
	for name, c := range map[string]struct {
		args []string
		want []string // what each begins with
	}{
		"well kept":      {[]string{"--appendonly", "yes", "--maxmemory", "100mb", "--maxmemory-policy", "noeviction"}, nil},
		"save points":    {[]string{"--save", "3600 1"}, nil},
		"no disk":        {nil, []string{"Redis writes nothing to disk"}},
		"drops dialogs":  {[]string{"--appendonly", "yes", "--maxmemory", "100mb", "--maxmemory-policy", "volatile-lru"}, []string{"Redis drops dialogs"}},
		"no limit":       {[]string{"--appendonly", "yes", "--maxmemory-policy", "allkeys-lru"}, nil},
		"no CONFIG":      {append(app, "--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lfu"), []string{"It could not be checked whether Redis writes", "Redis drops dialogs"}},
		"CONFIG and AOF": {append(app, "--appendonly", "yes"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := private(t, c.args...).url()
			if len(c.args) > 0 && c.args[0] == "--user" {
				url = strings.Replace(url, "://", "://app:s3cret@", 1)
			}
			wantWarnings(t, openAt(t, url).Warnings(t.Context()), c.want...)
		})
	}
}

func TestWhatCannotBeReadIsUnchecked(t *testing.T) {
	t.Parallel()
	srv := private(t)
	s := openAt(t, srv.url())
	srv.kill()
	wantWarnings(t, s.Warnings(t.Context()), "It could not be checked what Redis does", "It could not be checked whether Redis writes")
}

// wantWarnings wants sentences that begin so and name what it means for people.
func wantWarnings(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("warnings %q", got)
	}
	for i, w := range got {
		if !strings.HasPrefix(w, want[i]) || !strings.Contains(w, "would be asked a question again") || !strings.HasSuffix(w, ".") {
			t.Errorf("warning %q, want %q…", w, want[i])
		}
	}
}

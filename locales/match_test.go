package locales

import (
	"testing"

	"pledgebot/conversation/call"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	c := catalogue(t)
	for _, tt := range []struct {
		tags []string
		want call.Lang
		ok   bool
	}{
		{[]string{"es-MX"}, "es", true},
		{[]string{"es-419"}, "es", true},
		{[]string{"fr-CA"}, "fr", true},
		{[]string{"en-GB"}, "en", true},
		{[]string{"es_MX.UTF-8"}, "es", true},
		{[]string{"fr_FR@euro"}, "fr", true},
		{[]string{"qu"}, "es", true},
		{[]string{"de", "fr"}, "fr", true},
		{[]string{"", "fr"}, "fr", true},
		{[]string{"C"}, "", false},
		{[]string{"C.UTF-8"}, "", false},
		{[]string{"POSIX"}, "", false},
		{[]string{""}, "", false},
		{nil, "", false},
		{[]string{"und"}, "", false},
		{[]string{"de"}, "", false},
		{[]string{"not a tag"}, "", false},
	} {
		if got, ok := c.Match(tt.tags...); got != tt.want || ok != tt.ok {
			t.Errorf("Match(%q) = %q, %v, want %q, %v", tt.tags, got, ok, tt.want, tt.ok)
		}
	}
}

package locales

import (
	"strings"

	"golang.org/x/text/language"

	"pledgebot/conversation/call"
)

// Match finds the language that serves a person best, whose wishes come as tags
// in order of preference: "es-MX", "fr_CA.UTF-8". It reports false where none
// of them says anything ("", "C", "POSIX") or none is served.
func (c *Catalogue) Match(tags ...string) (call.Lang, bool) {
	var wanted []language.Tag
	for _, s := range tags {
		if tag, ok := parseTag(s); ok {
			wanted = append(wanted, tag)
		}
	}
	if len(wanted) == 0 {
		return "", false
	}
	_, i, confidence := c.matcher.Match(wanted...)
	if confidence == language.No {
		return "", false
	}
	return c.langs[i], true
}

func (c *Catalogue) newMatcher() language.Matcher {
	tags := make([]language.Tag, len(c.langs))
	for i, lang := range c.langs {
		tags[i] = c.locales[lang].tag
	}
	return language.NewMatcher(tags)
}

// parseTag reads a BCP 47 tag or the name of a POSIX locale.
func parseTag(s string) (language.Tag, bool) {
	s, _, _ = strings.Cut(s, ".")
	s, _, _ = strings.Cut(s, "@")
	s = strings.TrimSpace(strings.ReplaceAll(s, "_", "-"))
	if s == "" || strings.EqualFold(s, "C") || strings.EqualFold(s, "POSIX") {
		return language.Und, false
	}
	tag, err := language.Parse(s)
	return tag, err == nil && tag != language.Und
}

package logs

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// shortest is the length below which a word is not hidden: it would be found
// everywhere, and guarding it here would be no guard.
const shortest = 4

// A Redactor takes known secrets out of a text.
type Redactor struct{ replace *strings.Replacer }

// NewRedactor knows secrets as they are and as they are written in a URL or
// in JSON. Of a URL with a password it also knows the password alone.
func NewRedactor(secrets ...string) Redactor {
	var all []string
	for _, s := range secrets {
		all = append(all, forms(s)...)
		if u, err := url.Parse(s); err == nil && u.User != nil {
			password, _ := u.User.Password()
			all = append(all, forms(password)...)
			_, raw, _ := strings.Cut(strings.TrimPrefix(s[:strings.LastIndex(s, "@")], u.Scheme+"://"), ":")
			all = append(all, forms(raw)...)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) }) // the whole before its parts
	var pairs []string
	for _, s := range slices.Compact(all) {
		if len(s) >= shortest {
			pairs = append(pairs, s, "[secret]")
		}
	}
	return Redactor{replace: strings.NewReplacer(pairs...)}
}

// Redact returns a text without the secrets.
func (r Redactor) Redact(text string) string { return r.replace.Replace(text) }

func forms(s string) []string {
	quoted, _ := json.Marshal(s) //nolint:errchkjson // of a string
	return []string{s, url.QueryEscape(s), url.PathEscape(s), strings.Trim(string(quoted), `"`)}
}

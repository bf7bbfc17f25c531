package call

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// longestLink is how long an address of a page may be, in bytes.
const longestLink = 2000

// readLink takes the address of a public page. A user and password in it are
// left out, and that is said; addresses that hide where they lead are refused.
func readLink(text string) Reading {
	text = cleanCode(text)
	if !visible(text) {
		return refused(problemEmpty())
	}
	text = strings.TrimRight(strings.TrimLeft(text, "<"), ">.,;")
	scheme, rest, ok := strings.Cut(text, "://")
	guessed := !ok
	if guessed {
		scheme, rest = "https", text
	}
	scheme = strings.ToLower(scheme)
	if scheme != "https" && scheme != "http" || len(text) > longestLink || strings.ContainsFunc(text, unicode.IsSpace) {
		return refused(problemLink())
	}
	authority, tail := cutAuthority(rest)
	user := strings.LastIndexByte(authority, '@')
	host := strings.ToLower(authority[user+1:])
	link := scheme + "://" + host + tail
	switch name := linkHost(link); {
	case !isHost(name), guessed && user >= 0, !parses(link):
		return refused(problemLink())
	case slices.Contains(shorteners, strings.TrimPrefix(name, "www.")):
		return refused(problemLinkShort())
	case guessed:
		return doubtful(Value{link})
	case user >= 0:
		return Reading{Value: Value{link}, Note: noteCredentials()}
	}
	return read(link)
}

// cutAuthority parts "user@host:port" from the path, query and fragment.
func cutAuthority(rest string) (authority, tail string) {
	if i := strings.IndexAny(rest, `/?#\`); i >= 0 {
		return rest[:i], rest[i:]
	}
	return rest, ""
}

// linkHost is the host of a link that was read, without a port.
func linkHost(link string) string {
	_, rest, _ := strings.Cut(link, "://")
	authority, _ := cutAuthority(rest)
	host, _, _ := strings.Cut(authority, ":")
	return host
}

func parses(link string) bool {
	u, err := url.Parse(link)
	return err == nil && u.User == nil && u.Hostname() == linkHost(link) && !strings.Contains(link, `\`)
}

// shorteners are services whose addresses hide where they lead.
var shorteners = strings.Fields(`
bit.ly buff.ly cutt.ly goo.gl is.gd lnkd.in ow.ly rb.gy rebrand.ly shorturl.at t.co t.ly tiny.cc tinyurl.com v.gd`)

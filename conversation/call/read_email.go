package call

import (
	"net/mail"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest address and longest part before the @, in bytes (RFC 5321).
const (
	longestAddress = 254
	longestLocal   = 64
)

// readEmail takes an address of a mailbox, also out of "Name <address>". The
// domain is written in small letters; letters of any script are kept.
func readEmail(text string) Reading {
	text = cleanCode(text)
	if !visible(text) {
		return refused(problemEmpty())
	}
	bare := strings.Trim(text, " .,;")
	if rest, ok := cutPrefixFold(bare, "mailto:"); ok {
		bare = rest
	}
	parsed, err := mail.ParseAddress(bare)
	if err != nil {
		return refused(problemEmail())
	}
	at := strings.LastIndexByte(parsed.Address, '@')
	address := cleanCode(parsed.Address[:at+1] + strings.ToLower(parsed.Address[at+1:]))
	if !isAddress(address) {
		return refused(problemEmail())
	}
	r := read(address)
	if !strings.EqualFold(address, bare) {
		r.Note = noteEmailTaken(aWords(address))
	}
	return r
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// isAddress refuses what a mail server may take but no office has: quoted
// names, numbers of machines, hosts without a domain.
func isAddress(address string) bool {
	at := strings.LastIndexByte(address, '@')
	local, domain := address[:max(0, at)], address[at+1:]
	if local == "" || len(address) > longestAddress || len(local) > longestLocal {
		return false
	}
	odd := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || strings.ContainsRune(`"(),:;<>@[\]`, r)
	}
	if strings.ContainsFunc(local, odd) || slices.Contains(strings.Split(local, "."), "") {
		return false
	}
	return isHost(domain)
}

// isHost tells whether a name is one of the public network: labels of letters,
// figures and hyphens, the last of them no number.
func isHost(host string) bool {
	labels := strings.Split(host, ".")
	if len(labels) < 2 || len(host) > 253 {
		return false
	}
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' || strings.ContainsFunc(l, notInLabel) {
			return false
		}
	}
	top := labels[len(labels)-1]
	return strings.ContainsFunc(top, unicode.IsLetter)
}

func notInLabel(r rune) bool {
	return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

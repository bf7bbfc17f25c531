package telegramtest

import (
	"net/url"
	"strconv"
	"strings"
)

// endTag closes the innermost tag.
func (p *htmlParser) endTag(begin int) (problem string) {
	if len(p.open) == 0 {
		return where("Unexpected end tag", begin)
	}
	name := strings.ToLower(p.word(">"))
	p.skip()
	if p.peek() != '>' {
		return where("Unclosed end tag", begin)
	}
	p.at++
	t := p.open[len(p.open)-1]
	if name != "" && name != t.name {
		return where("Unmatched end tag", begin) + `, expected "</` + t.name + `>", found "</` + name + `>"`
	}
	p.open = p.open[:len(p.open)-1]
	if p.units == t.offset {
		return ""
	}
	e := Entity{Type: tags[t.name], Offset: t.offset, Length: p.units - t.offset}
	switch t.name {
	case "tg-emoji":
		if id, err := strconv.ParseInt(t.argument, 10, 64); err != nil || id == 0 {
			return "Invalid custom emoji identifier specified"
		}
	case "a":
		if e.URL = t.argument; e.URL == "" {
			e.URL = string(p.out[t.begin:])
		}
		if !linkable(e.URL) {
			return ""
		}
	case "blockquote":
		if t.argument != "" {
			e.Type = "expandable_blockquote"
		}
	case "code":
		e.Language = t.argument
	}
	p.entities = p.join(e)
	return ""
}

// join makes one entity of code in pre.
func (p *htmlParser) join(e Entity) []Entity {
	if n := len(p.entities); n > 0 {
		last := &p.entities[n-1]
		if last.Type == "code" && e.Type == "pre" && last.Offset == e.Offset && last.Length == e.Length && last.Language != "" {
			last.Type = "pre"
			return p.entities
		}
	}
	return append(p.entities, e)
}

// linkable tells whether Telegram makes a link of an address; otherwise it shows
// the words without one.
func linkable(address string) bool {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return strings.Contains(u.Hostname(), ".")
	case "tg", "ton", "tonsite":
		return u.Host != ""
	}
	return false
}

// reference reads a character reference, or the ampersand itself where there is
// none that Telegram knows.
func (p *htmlParser) reference() rune {
	rest := p.src[p.at+1:]
	r, size := numbered(rest)
	if r == 0 {
		r, size = named(rest)
	}
	if r == 0 {
		p.at++
		return '&'
	}
	p.at += 1 + size
	if p.peek() == ';' {
		p.at++
	}
	return r
}

// numbered reads what follows the ampersand of "&#60;" or "&#x3c;".
func numbered(s string) (r rune, size int) {
	digits, ok := strings.CutPrefix(s, "#")
	if !ok {
		return 0, 0
	}
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n := 0
	for n < len(digits) && digit(digits[n]) < base {
		n++
	}
	size = len(s) - len(digits) + n
	v, err := strconv.ParseUint(digits[:n], base, 32)
	if err != nil || v == 0 || v >= 0x10FFFF || size+1 >= 10 {
		return 0, 0
	}
	return rune(v), size
}

func digit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return 16
}

// named reads one of the four names that Telegram knows.
func named(s string) (r rune, size int) {
	for size < len(s) && letter(s[size]) {
		size++
	}
	switch s[:size] {
	case "lt":
		return '<', size
	case "gt":
		return '>', size
	case "amp":
		return '&', size
	case "quot":
		return '"', size
	}
	return 0, 0
}

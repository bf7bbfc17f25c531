package telegramtest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// An Entity is a stretch of a text that looks different. Offset and Length are
// UTF-16 units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
}

// tags are those of parse_mode HTML, with the entity that each makes.
var tags = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
	"tg-spoiler": "spoiler", "span": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time",
	"a": "text_link", "pre": "pre", "code": "code", "blockquote": "blockquote",
}

// A tag that was opened and not yet closed.
type tag struct {
	name, argument string
	offset         int // where its entity starts, in units
	begin          int // the same, in bytes
}

// A htmlParser reads a text once, from the first byte to the last.
type htmlParser struct {
	cleaner
	src      string
	at       int
	open     []tag
	entities []Entity
}

// parseHTML reads a text of parse_mode HTML. The problem is what Telegram says
// after "can't parse entities: ".
func parseHTML(s string) (f formatted, problem string) {
	p := htmlParser{cleaner: cleaner{out: make([]byte, 0, len(s))}, src: s}
	for p.at < len(s) {
		switch c := s[p.at]; {
		case c == '<':
			if problem := p.tag(); problem != "" {
				return formatted{}, problem
			}
		case c == '&':
			r := p.reference()
			if r >= 0xD800 && r <= 0xDFFF {
				return formatted{}, "Text contains invalid Unicode characters after decoding HTML entities, " +
					"check for unmatched surrogate code units"
			}
			p.add(r)
		case c < utf8.RuneSelf:
			p.add(rune(c))
			p.at++
		default:
			r, size := utf8.DecodeRuneInString(s[p.at:])
			p.add(r)
			p.at += size
		}
	}
	if n := len(p.open); n > 0 {
		return formatted{}, `Can't find end tag corresponding to start tag "` + p.open[n-1].name + `"`
	}
	slices.SortStableFunc(p.entities, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
	return p.finish(p.entities), ""
}

// peek is the present byte, or 0 at the end.
func (p *htmlParser) peek() byte {
	if p.at < len(p.src) {
		return p.src[p.at]
	}
	return 0
}

func space(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == 0
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// skip goes over white space, but not over the end.
func (p *htmlParser) skip() {
	for p.peek() != 0 && space(p.peek()) {
		p.at++
	}
}

// word goes to the next white space or one of the other bytes, and gives what
// lies between.
func (p *htmlParser) word(ends string) string {
	begin := p.at
	for !space(p.peek()) && strings.IndexByte(ends, p.peek()) < 0 {
		p.at++
	}
	return p.src[begin:p.at]
}

// tag reads a start tag or an end tag.
func (p *htmlParser) tag() (problem string) {
	begin := p.at
	p.at++
	if p.peek() == '/' {
		p.at++
		return p.endTag(begin)
	}
	return p.startTag(begin)
}

func where(what string, at int) string { return what + " at byte offset " + strconv.Itoa(at) }

func (p *htmlParser) startTag(begin int) (problem string) {
	name := strings.ToLower(p.word(">"))
	if p.peek() == 0 {
		return where("Unclosed start tag", begin)
	}
	if tags[name] == "" {
		return where(`Unsupported start tag "`+name+`"`, begin)
	}
	t := tag{name: name, offset: p.units, begin: len(p.out)}
	for {
		p.skip()
		if p.peek() == '>' {
			break
		}
		if problem := p.attribute(&t, begin); problem != "" {
			return problem
		}
	}
	p.at++
	if name == "span" && t.argument != "spoiler" {
		return where(`Tag "span" must have class "tg-spoiler"`, begin)
	}
	p.open = append(p.open, t)
	return ""
}

// attribute reads one, with its value if it has one.
func (p *htmlParser) attribute(t *tag, begin int) (problem string) {
	name := p.word(`=>/"'`)
	if name == "" {
		return where(`Empty attribute name in the tag "`+t.name+`"`, begin)
	}
	p.skip()
	if p.peek() != '=' {
		if p.peek() == 0 {
			return where(`Unclosed start tag "`+t.name+`"`, begin)
		}
		t.set(name, "")
		return ""
	}
	p.at++
	p.skip()
	if p.peek() == 0 {
		return where(`Unclosed start tag "`+t.name+`"`, begin)
	}
	value, problem := p.value()
	switch {
	case problem != "":
		return problem
	case p.peek() == 0:
		return where("Unclosed start tag", begin)
	}
	t.set(name, value)
	return ""
}

// value reads a quoted text or a bare name.
func (p *htmlParser) value() (value, problem string) {
	quote := p.peek()
	if quote != '"' && quote != '\'' {
		begin := p.at
		for c := p.peek(); letter(c) || c >= '0' && c <= '9' || c == '.' || c == '-'; c = p.peek() {
			p.at++
		}
		if !space(p.peek()) && p.peek() != '>' {
			return "", where("Unexpected end of name token", begin)
		}
		return strings.ToLower(p.src[begin:p.at]), ""
	}
	p.at++
	var out []byte
	for p.peek() != 0 && p.peek() != quote {
		if p.peek() == '&' {
			out = utf8.AppendRune(out, p.reference())
			continue
		}
		out = append(out, p.peek())
		p.at++
	}
	if p.peek() == quote {
		p.at++
	}
	return string(out), ""
}

// set keeps what a tag's entity needs of an attribute.
func (t *tag) set(name, value string) {
	switch t.name + " " + name {
	case "a href", "tg-emoji emoji-id":
		t.argument = value
	case "blockquote expandable":
		t.argument = "1"
	case "code class":
		t.argument, _ = strings.CutPrefix(value, "language-")
	case "span class":
		t.argument, _ = strings.CutPrefix(value, "tg-")
	}
}

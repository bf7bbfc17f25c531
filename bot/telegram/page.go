package telegram

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/rivo/uniseg"

	"pledgebot/bot"
)

// textMost is the longest message, in UTF-16 units after its entities are read
// (Bot API, sendMessage.text).
const textMost = 4096

// A block is a piece of text in one style.
type block struct {
	text string
	bold bool
}

// blocks are a message's paragraphs, then its options where they say more than
// a button can.
func blocks(m bot.Message) []block {
	parts, asks := m.Paragraphs()
	var out []block
	for i, p := range parts {
		if p != "" {
			out = append(out, block{text: p, bold: i == asks && strings.ContainsAny(p, "?\u061f")})
		}
	}
	if !lists(m) {
		return out
	}
	group := ""
	for i, b := range m.Numbered() {
		if b.Listed {
			continue
		}
		if b.Group != group {
			group = b.Group
			out = append(out, block{text: bot.OneLine(group), bold: true})
		}
		line := fmt.Sprintf("%d. %s", i+1, optionLabel(b))
		if b.Detail != "" {
			line += "\n" + bot.Clean(b.Detail)
		}
		out = append(out, block{text: line})
	}
	return out
}

// pages pack blocks into as few messages as they fit, broken between blocks,
// else between lines, else between graphemes. Something can be seen on each.
func pages(blocks []block) [][]block {
	var out [][]block
	var page []block
	room := textMost
	for _, b := range blocks {
		for _, piece := range pieces(b) {
			n := units(piece.text) + 2 // and an empty line before it
			if n > room && len(page) > 0 {
				out, page, room = append(out, page), nil, textMost
			}
			page, room = append(page, piece), room-n
		}
	}
	if len(page) > 0 {
		out = append(out, page)
	}
	return slices.DeleteFunc(out, func(page []block) bool { return blank(bare(page)) })
}

// blank tells whether nothing is left of a text after Telegram has cleaned it;
// it refuses a message of such a text.
func blank(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r), r >= 0x2000 && r <= 0x206f && !unicode.IsGraphic(r):
			return false
		case strings.ContainsRune("\u180e\u2800\ufeff\ufffc\u0333\u033f\u030a", r):
			return false
		}
		return true
	})
}

// pieces are a block in parts that fit one message each.
func pieces(b block) []block {
	const most = textMost - 2
	if units(b.text) <= most {
		return []block{b}
	}
	var out []block
	rest := b.text
	for units(rest) > most {
		at := breakAt(rest, most)
		out = append(out, block{text: strings.TrimRight(rest[:at], "\n "), bold: b.bold})
		rest = strings.TrimLeft(rest[at:], "\n ")
	}
	return append(out, block{text: rest, bold: b.bold})
}

// breakAt is where a text is broken that has more than so many units: after the
// last line that fits, or the last word, or the last grapheme.
func breakAt(s string, most int) int {
	var last, line, word, n int
	for g := uniseg.NewGraphemes(s); g.Next(); {
		n += units(g.Str())
		if n > most {
			break
		}
		_, last = g.Positions()
		switch g.Str() {
		case "\n", "\r\n":
			line = last
		case " ":
			word = last
		}
	}
	switch {
	case line > last/2:
		return line
	case word > last/2:
		return word
	case last > 0:
		return last
	}
	return forced(s, most) // one grapheme that fills a message
}

// forced breaks inside a grapheme, between runes.
func forced(s string, most int) int {
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > most {
			return i
		}
	}
	return len(s)
}

// units counts UTF-16 units, as Telegram does.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// html writes a page for parse mode HTML, in which these three are all that has
// to be escaped.
func html(page []block) string {
	var b strings.Builder
	for i, p := range page {
		if i > 0 {
			b.WriteString("\n\n")
		}
		if p.bold {
			b.WriteString("<b>" + escape.Replace(p.text) + "</b>")
		} else {
			b.WriteString(escape.Replace(p.text))
		}
	}
	return b.String()
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// bare is a page without any style.
func bare(page []block) string {
	texts := make([]string, len(page))
	for i, p := range page {
		texts[i] = p.text
	}
	return strings.Join(texts, "\n\n")
}

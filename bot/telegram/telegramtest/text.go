package telegramtest

import (
	"strings"
	"unicode/utf8"
)

// Limits of core.telegram.org/bots/api, in UTF-16 units, and the limit of the
// open server for what is sent, in bytes.
const (
	mostText     = 4096
	mostCaption  = 1024
	mostToast    = 200
	mostRaw      = 1 << 15
	mostEntities = 100
)

// A formatted is a text as Telegram keeps it.
type formatted struct {
	text     string
	entities []Entity
	ignored  int // entities over mostEntities: Telegram does not show them and does not say so
	units    int // the length
}

// A cleaner writes a text as Telegram's servers keep it: control characters
// become spaces; carriage returns, U+2028 to U+202E and three combining lines
// go.
type cleaner struct {
	out   []byte
	units int
}

func (c *cleaner) add(r rune) {
	switch {
	case r == '\r', r >= 0x2028 && r <= 0x202E, r == 0x0333, r == 0x033F, r == 0x030A:
		return
	case r < ' ' && r != '\n':
		r = ' '
	}
	if r < utf8.RuneSelf {
		c.out = append(c.out, byte(r))
	} else {
		c.out = utf8.AppendRune(c.out, r)
	}
	c.units++
	if r > 0xFFFF {
		c.units++
	}
}

// plain is a text that is sent without parse_mode.
func plain(s string, entities []Entity) formatted {
	c := cleaner{out: make([]byte, 0, len(s))}
	for _, r := range s {
		c.add(r)
	}
	return c.finish(entities)
}

// finish trims the text as Telegram does: at the end, and at the start up to
// the first entity.
func (c *cleaner) finish(entities []Entity) formatted {
	whole := string(c.out)
	text := strings.TrimRight(whole, " \n")
	units := c.units - (len(whole) - len(text))
	kept := entities[:0]
	start := units
	for _, e := range entities {
		e.Length = min(e.Length, units-e.Offset)
		if e.Length > 0 && e.Offset >= 0 {
			kept = append(kept, e)
			start = min(start, e.Offset)
		}
	}
	cut := min(start, len(text)-len(strings.TrimLeft(text, " \n")))
	for i := range kept {
		kept[i].Offset -= cut
	}
	f := formatted{text: text[cut:], entities: kept, units: units - cut}
	if len(kept) > mostEntities {
		f.entities, f.ignored = kept[:mostEntities], len(kept)-mostEntities
	}
	if blank(f.text) {
		return formatted{}
	}
	return f
}

// blank tells whether nobody would see anything.
func blank(s string) bool {
	for _, r := range s {
		switch {
		case r == ' ', r == '\n', r == 0xA0, r == 0x1680, r == 0x180E, r >= 0x2000 && r <= 0x200F,
			r == 0x202F, r == 0x205F, r == 0x2800, r == 0x3000, r == 0xFEFF, r == 0xFFFC:
		default:
			return false
		}
	}
	return true
}

// units is the length of a text in UTF-16.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

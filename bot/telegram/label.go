package telegram

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"pledgebot/bot"
)

// What fits on a button. Marks that take no room on it are counted as well:
// there is no end of them on one letter.
const (
	labelWidth    = 40
	unitsPerWidth = 4
)

// ellipsis stands for what does not fit or cannot be seen.
const ellipsis = "…"

// optionLabel is a label as a button shows it.
func optionLabel(b bot.Button) string {
	label := seen(b.Label)
	switch {
	case b.Tick && b.Ticked:
		return "☑ " + label
	case b.Tick:
		return "☐ " + label
	}
	return label
}

// seen is a label in one line. Telegram refuses a whole message for one button
// on which nothing can be seen.
func seen(label string) string {
	if label = bot.OneLine(label); visible(label) {
		return label
	}
	return ellipsis
}

// visible tells whether a text leaves a trace of ink.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		switch {
		case r == '\u2800', r == '\ufffc': // symbols by name, and empty
			return false
		case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
			return false
		}
		return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S)
	})
}

// lists tells whether a message's options are listed in its text, because they
// say more than a button can, or because one says nothing but its number.
func lists(m bot.Message) bool {
	for _, b := range m.Numbered() {
		if !b.Listed && (b.Detail != "" || b.Group != "" || !fits(b.Label, labelWidth) || !visible(b.Label)) {
			return true
		}
	}
	return false
}

func fits(s string, width int) bool {
	return units(s) <= unitsPerWidth*width && uniseg.StringWidth(s) <= width
}

// cut shortens a text to a width, between graphemes.
func cut(s string, width int) string {
	if fits(s, width) {
		return s
	}
	var b strings.Builder
	w, n := 1, 1 // of the ellipsis
	for g := uniseg.NewGraphemes(s); g.Next(); {
		w += g.Width()
		n += units(g.Str())
		if w > width || n > unitsPerWidth*width {
			break
		}
		b.WriteString(g.Str())
	}
	return strings.TrimRight(b.String(), " ,;:·") + ellipsis
}

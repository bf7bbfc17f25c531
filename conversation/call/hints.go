package call

import (
	"strings"
	"unicode/utf8"
)

// Hints are what is worth a second look in an answer that was taken. They
// never stand in its way.
func (c *Call) Hints(f Field, v Value) []Text {
	if v.Empty() {
		return nil
	}
	switch f.Kind {
	case Words:
		return f.hintWords(v.First())
	case SomeOf:
		if f.Limits.Warn > 0 && int64(len(v)) > f.Limits.Warn {
			return []Text{*hintMany(aCount(f.Limits.Warn))}
		}
	case Email:
		return hintAddress(v.First())
	case Link:
		return hintLink(v.First())
	case ListOf:
		var hints []Text
		for _, item := range v {
			hints = append(hints, c.Hints(Field{Kind: f.item()}, Value{item})...)
		}
		return hints
	case OneOf, Whole, Date, Money, Country, YesNo, Group, Groups:
	}
	return nil
}

func (f Field) hintWords(text string) []Text {
	var hints []Text
	length := int64(utf8.RuneCountInString(text))
	switch {
	case f.Limits.Warn > 0 && length > f.Limits.Warn:
		hints = append(hints, *hintLong(aCount(length), aCount(f.Limits.Warn)))
	case length < f.Limits.Short:
		hints = append(hints, *hintShort(aCount(length), aCount(f.Limits.Short)))
	}
	if strings.ContainsFunc(text, turnsText) {
		hints = append(hints, *hintHidden())
	}
	return hints
}

// turnsText tells whether a mark overrides the direction of writing. Such
// marks are kept in what a person wrote and left out wherever it is shown.
func turnsText(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

func hintAddress(address string) []Text {
	local, domain, _ := strings.Cut(address, "@")
	var hints []Text
	if isFreeMail(domain) {
		hints = append(hints, *hintFreeMail(aWords(domain)))
	}
	if shown, ok := decodeHost(domain); ok {
		hints = append(hints, *hintLookalike(aWords(shown)))
	}
	if !isASCII(local) {
		hints = append(hints, *hintEmailAbout())
	}
	return hints
}

func hintLink(link string) []Text {
	var hints []Text
	if strings.HasPrefix(link, "http://") {
		hints = append(hints, *hintLinkOpen())
	}
	if shown, ok := decodeHost(linkHost(link)); ok {
		hints = append(hints, *hintLookalike(aWords(shown)))
	}
	return hints
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

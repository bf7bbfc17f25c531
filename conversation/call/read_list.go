package call

import (
	"regexp"
	"strings"
)

// readList takes items that stand on lines of their own or between semicolons;
// where there is neither, between commas. "A, B;" is one item with a comma.
func (f Field) readList(text string) Reading {
	var got []string
	var note *Text
	doubt := false
	for _, item := range f.items(cleanText(text)) {
		r := f.readItem(item)
		switch {
		case r.Problem != nil:
			return r
		case len(r.Confirm) > 0:
			doubt = true
			r.Value = r.Confirm[0]
		case r.Note != nil:
			note = r.Note
		}
		got = append(got, r.Value...)
	}
	switch got = unique(got); {
	case len(got) == 0:
		return refused(problemEmpty())
	case doubt:
		return doubtful(got)
	}
	return Reading{Value: got, Note: note}
}

// item is the kind of a list's items.
func (f Field) item() Kind {
	if f.Each == "" {
		return Words
	}
	return f.Each
}

// items takes a list apart. Links have commas and semicolons of their own, but
// no spaces.
func (f Field) items(text string) []string {
	parted := split(text)
	switch {
	case f.item() == Link:
		parted = strings.Split(text, "\n")
	case !strings.ContainsAny(text, ";\n"):
		parted = split(strings.Join(betweenCommas(text), "\n"))
	}
	var items []string
	for _, item := range parted {
		item = withoutBullet(strings.TrimSpace(item))
		if f.item() == Link {
			items = append(items, strings.Fields(item)...)
			continue
		}
		items = append(items, item)
	}
	return items
}

func (f Field) readItem(text string) Reading {
	if !visible(text) {
		return Reading{}
	}
	return Field{Kind: f.item(), Limits: Limits{Phrase: f.item() == Words}}.Read(text)
}

// betweenCommas parts a text at its commas, but not inside brackets or between
// figures.
func betweenCommas(text string) []string {
	var items []string
	depth, start := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(0, depth-1)
		case ',':
			figures := i > 0 && i+1 < len(text) && isFigure(text[i-1]) && isFigure(text[i+1])
			if depth == 0 && !figures {
				items, start = append(items, text[start:i]), i+1
			}
		}
	}
	return append(items, text[start:])
}

var bullet = regexp.MustCompile(`^(?:[-–—*•·‣▪◦]|\d{1,2}[.)])\s+`)

// withoutBullet drops what a pasted list has in front of its items.
func withoutBullet(item string) string {
	for bullet.MatchString(item) {
		item = bullet.ReplaceAllString(item, "")
	}
	return strings.TrimSpace(item)
}

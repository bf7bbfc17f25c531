package call

import (
	"slices"
	"strings"
)

// readChoice takes the id of an option.
func (f Field) readChoice(text string) Reading {
	text = cleanCode(text)
	if !visible(text) {
		return refused(problemEmpty())
	}
	if id, ok := f.option(text); ok {
		return read(string(id))
	}
	return refused(problemChoose())
}

func (f Field) option(text string) (OptionID, bool) {
	id := OptionID(strings.ToLower(cleanCode(text)))
	return id, slices.Contains(f.options(), id)
}

// readChosen takes ids of options and, where the field allows it, wordings of
// one's own. The options come in the order of the choices, the wordings after.
func (f Field) readChosen(text string) Reading {
	pieces := split(cleanText(text))
	if len(pieces) == 1 {
		if ids := strings.Split(pieces[0], ","); f.allOptions(ids) {
			pieces = ids
		}
	}
	var chosen, own []string
	for _, piece := range pieces {
		id, ok := f.option(piece)
		switch {
		case ok:
			chosen = append(chosen, string(id))
		case f.Limits.Own == 0:
			return refused(problemChoose())
		default:
			own = append(own, piece)
		}
	}
	if len(chosen)+len(own) == 0 {
		return refused(problemEmpty())
	}
	slices.SortFunc(chosen, func(a, b string) int {
		return slices.Index(f.Choices.Options, OptionID(a)) - slices.Index(f.Choices.Options, OptionID(b))
	})
	return read(append(slices.Compact(chosen), unique(own)...)...)
}

func (f Field) allOptions(ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { _, ok := f.option(id); return !ok })
}

// split takes lines and semicolons for the ends of items, and leaves out the
// empty ones.
func split(text string) []string {
	var items []string
	for item := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == ';' }) {
		if item = strings.TrimSpace(item); visible(item) {
			items = append(items, item)
		}
	}
	return items
}

// unique leaves out what stands twice.
func unique(items []string) []string {
	var once []string
	for _, item := range items {
		if !slices.Contains(once, item) {
			once = append(once, item)
		}
	}
	return once
}

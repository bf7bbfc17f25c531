package locales

import (
	"slices"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"pledgebot/conversation/call"
)

// regions are the names of countries in one language, by their ISO 3166-1 code.
type regions struct {
	names map[string]string
	also  [][2]string // other names that are understood, with their codes
}

// regions takes the names from the Unicode Consortium's data, except where the
// file has a better or newer one.
func (f *file) regions(tag language.Tag) regions {
	r := regions{names: map[string]string{}, also: f.pairs("country.words")}
	if namer := display.Regions(tag); namer != nil {
		for _, code := range call.Countries() {
			if name := namer.Name(language.MustParseRegion(code)); name != "" {
				r.names[code] = name
				r.also = append(r.also, [2]string{code, name})
			}
		}
	}
	for _, pair := range f.pairs("country.names") {
		r.names[pair[0]] = pair[1]
		r.also = append(r.also, pair)
	}
	for _, pair := range r.also {
		if !slices.Contains(call.Countries(), pair[0]) {
			f.fault("country.words", "%q is no country's code", pair[0])
		}
	}
	return r
}

// country is a country's name in a language, or else in the source language,
// or else its code.
func (c *Catalogue) country(l *locale, code string) string {
	for _, from := range []*locale{l, c.locales[Source]} {
		if name, ok := from.regions.names[code]; ok {
			return name
		}
	}
	return clean(code)
}

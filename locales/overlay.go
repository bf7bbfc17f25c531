package locales

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// replace puts an overlay's texts in the place of those that came before. A key
// that no language has would never be shown, and a gap that the old text did
// not have would never be filled, so both are mistakes.
func (f files) replace(overlay fs.FS) []error {
	over, problems := readFiles(overlay)
	for _, lang := range over.langs() {
		if f[lang] == nil {
			f[lang] = texts{}
		}
		for _, key := range slices.Sorted(maps.Keys(over[lang])) {
			if err := f.fits(over[lang][key]); err != nil {
				problems = append(problems, fmt.Errorf("overlay, %s: %s: %w", lang, key, err))
				continue
			}
			f[lang][key] = over[lang][key]
		}
	}
	return problems
}

// fits tells what is wrong with a text that is to replace another.
func (f files) fits(m *i18n.Message) error {
	known := false
	gaps := map[string]bool{}
	for _, old := range f {
		if old[m.ID] != nil {
			known = true
			maps.Copy(gaps, placeholders(old[m.ID]))
		}
	}
	if !known {
		return fmt.Errorf("there is no such text")
	}
	for name := range placeholders(m) {
		if !gaps[name] {
			return fmt.Errorf("nothing is filled in for {%s}", name)
		}
	}
	return nil
}

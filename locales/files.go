package locales

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"pledgebot/conversation/call"
)

// texts are the entries of one file by their keys.
type texts map[string]*i18n.Message

// files are the texts of each language.
type files map[call.Lang]texts

// langs lists the languages, the source language first, then by tag.
func (f files) langs() []call.Lang {
	langs := slices.Sorted(maps.Keys(f))
	if i := slices.Index(langs, Source); i > 0 {
		langs = slices.Insert(slices.Delete(langs, i, i+1), 0, Source)
	}
	return langs
}

// readFiles reads every active.<lang>.json at the top of a file system.
func readFiles(fsys fs.FS) (files, []error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return files{}, []error{fmt.Errorf("read texts: %w", err)}
	}
	all, problems := files{}, []error(nil)
	for _, e := range entries {
		if ok, _ := path.Match("active.*.json", e.Name()); !ok {
			continue
		}
		lang := strings.TrimSuffix(strings.TrimPrefix(e.Name(), "active."), ".json")
		if _, err := language.Parse(lang); err != nil {
			problems = append(problems, fmt.Errorf("%s: %q is no language tag", e.Name(), lang))
			continue
		}
		data, err := fs.ReadFile(fsys, e.Name())
		if err != nil {
			problems = append(problems, fmt.Errorf("read texts: %w", err))
			continue
		}
		found, faults := decode(data)
		for _, fault := range faults {
			problems = append(problems, fmt.Errorf("%s: %w", e.Name(), fault))
		}
		all[call.Lang(lang)] = found
	}
	return all, problems
}

// decode reads one file. It is stricter than encoding/json: a key that stands
// twice is a mistake, not a choice.
func decode(data []byte) (texts, []error) {
	found, problems := texts{}, []error(nil)
	dec := json.NewDecoder(bytes.NewReader(data))
	if start, err := dec.Token(); err != nil || start != json.Delim('{') {
		return found, []error{fmt.Errorf("not an object of texts")}
	}
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return found, append(problems, err)
		}
		var value any
		if err := dec.Decode(&value); err != nil {
			return found, append(problems, err)
		}
		key, _ := token.(string)
		if found[key] != nil {
			problems = append(problems, fmt.Errorf("%s: stands twice", key))
		}
		message, err := newMessage(key, value)
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", key, err))
			continue
		}
		found[key] = message
	}
	if _, err := dec.Token(); err != nil {
		problems = append(problems, err)
	}
	return found, problems
}

// newMessage makes a text of a file's entry: a string, or an object of plural
// forms and a description for translators.
func newMessage(key string, value any) (*i18n.Message, error) {
	if parts, ok := value.(map[string]any); ok {
		for name := range parts {
			if !slices.Contains(entryNames, name) {
				return nil, fmt.Errorf("unknown part %q", name)
			}
		}
	}
	m, err := i18n.NewMessage(value)
	if err != nil {
		return nil, err
	}
	if len(forms(m)) == 0 {
		return nil, fmt.Errorf("empty text")
	}
	m.ID = key
	return m, nil
}

var entryNames = []string{"description", "zero", "one", "two", "few", "many", "other"}

// forms lists the plural forms that a text has, by their names in CLDR.
func forms(m *i18n.Message) map[string]string {
	all := map[string]string{"zero": m.Zero, "one": m.One, "two": m.Two, "few": m.Few, "many": m.Many, "other": m.Other}
	maps.DeleteFunc(all, func(_, text string) bool { return text == "" })
	return all
}

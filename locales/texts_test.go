package locales

import (
	"encoding/json"
	"maps"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"pledgebot/conversation/call"
)

// entries are a file's texts as they stand in JSON.
type entries map[string]any

// base gives the files that come with the program, changed by edit. The Call's
// own labels are left out, so that these tests do not depend on them.
func base(t testing.TB, edit func(lang call.Lang, e entries)) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, lang := range []call.Lang{"en", "es", "fr"} {
		e := read(t, embedded.ReadFile, "active."+string(lang)+".json")
		maps.DeleteFunc(e, func(key string, _ any) bool { return strings.HasPrefix(key, "field.") })
		maps.Copy(e, read(t, os.ReadFile, "testdata/texts."+string(lang)+".json"))
		if edit != nil {
			edit(lang, e)
		}
		fsys["active."+string(lang)+".json"] = &fstest.MapFile{Data: marshal(t, e)}
	}
	return fsys
}

func read(t testing.TB, file func(string) ([]byte, error), name string) entries {
	t.Helper()
	data, err := file(name)
	if err != nil {
		t.Fatal(err)
	}
	var e entries
	if err := json.Unmarshal(data, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

func marshal(t testing.TB, e any) []byte {
	t.Helper()
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// catalogue has the texts of testdata beside those of the program, and a count
// of its own.
func catalogue(t testing.TB) *Catalogue {
	t.Helper()
	loadOnce.Do(func() { shared, loadErr = load(base(t, nil), nil) })
	if loadErr != nil {
		t.Fatal(loadErr)
	}
	c := *shared
	c.missing = new(atomic.Int64)
	return &c
}

var (
	loadOnce sync.Once
	shared   *Catalogue
	loadErr  error
)

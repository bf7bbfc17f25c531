package sql

import (
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
)

// A file is where SQLite keeps a database, as a URI without parameters.
type file struct {
	uri    string
	common url.Values
}

// locate names the file of a path and makes it if there is none, readable by
// nobody else: it holds the names of people.
func locate(path string) (file, error) {
	common := url.Values{
		"_busy_timeout": {"5000"},
		"_time_format":  {"sqlite"}, // its order as text is its order in time
		"_timezone":     {"UTC"},
		"_dqs":          {"0"},
	}
	if path == ":memory:" {
		// Under a name of its own in this process, so that the connections of
		// one store share it and those of another do not.
		common.Set("vfs", "memdb")
		return file{uri: "file:/" + rand.Text(), common: common}, nil
	}
	made, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // the operator's own path
	if err != nil {
		return file{}, fmt.Errorf("make file: %w", err)
	}
	if err := made.Close(); err != nil {
		return file{}, fmt.Errorf("make file: %w", err)
	}
	escaped := url.URL{Path: filepath.ToSlash(filepath.Clean(path))}
	return file{uri: "file:" + escaped.EscapedPath(), common: common}, nil
}

// writer is the data source of the writing connection. What it has committed
// survives a loss of power, it takes its turn before it reads, so that no
// transaction has to be begun again, and what it deletes is overwritten: who was
// erased is not to be found in the free pages of the file.
func (f file) writer() string {
	return f.with(map[string]string{
		"_journal_mode": "WAL", "_synchronous": "FULL", "_foreign_keys": "1", "_txlock": "immediate",
		"_pragma": "secure_delete(1)",
	})
}

// reader is the data source of the reading connections.
func (f file) reader() string {
	return f.with(map[string]string{"_query_only": "1"})
}

func (f file) with(own map[string]string) string {
	all := url.Values{}
	for key, v := range f.common {
		all[key] = v
	}
	for key, v := range own {
		all.Set(key, v)
	}
	return f.uri + "?" + all.Encode()
}

package sql

import (
	"io"
	"io/fs"
	"regexp"
	"strings"
)

var textColumn = regexp.MustCompile(`\bTEXT\b`)

// collated are migrations for Postgres. Their texts are compared byte by byte,
// as SQLite does it, whatever the language of the database: lists have the same
// order on both, and no update of a system's locales spoils an index.
type collated struct{ fs.FS }

// Open opens a migration or a folder of them.
func (c collated) Open(name string) (fs.File, error) {
	f, err := c.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".sql") {
		return f, err
	}
	sql, err := io.ReadAll(f)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return rewritten{File: f, text: strings.NewReader(textColumn.ReplaceAllString(string(sql), `TEXT COLLATE "C"`))}, nil
}

// rewritten is a file with another text.
type rewritten struct {
	fs.File
	text *strings.Reader
}

func (r rewritten) Read(p []byte) (int, error) { return r.text.Read(p) }

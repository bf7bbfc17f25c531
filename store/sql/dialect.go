package sql

import (
	"io"
	"io/fs"
	"regexp"
	"strings"
)

// A dialect is the migrations as one database reads them.
type dialect struct {
	fs.FS
	read func(text string) string
}

// forSQLite are migrations with the lines that only SQLite understands.
func forSQLite(all fs.FS) dialect {
	return dialect{all, func(text string) string { return own(text, "sqlite") }}
}

// forPostgres are migrations for Postgres. Their texts are compared byte by byte,
// as SQLite does it, whatever the language of the database: lists have the same
// order on both, and no update of a system's locales spoils an index.
func forPostgres(all fs.FS) dialect {
	return dialect{all, func(text string) string {
		return textColumn.ReplaceAllString(own(text, "postgres"), `TEXT COLLATE "C"`)
	}}
}

var textColumn = regexp.MustCompile(`\bTEXT\b`)

var ownLine = regexp.MustCompile(`(?m)-- (sqlite|postgres): (.*)$`)

// own takes the comments that begin with a database's name: those of this one
// are statements, those of another are nothing.
func own(text, name string) string {
	return ownLine.ReplaceAllStringFunc(text, func(line string) string {
		of := ownLine.FindStringSubmatch(line)
		if of[1] != name {
			return ""
		}
		return of[2]
	})
}

// Open opens a migration or a folder of them.
func (d dialect) Open(name string) (fs.File, error) {
	f, err := d.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".sql") {
		return f, err
	}
	sql, err := io.ReadAll(f)
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return rewritten{File: f, text: strings.NewReader(d.read(string(sql)))}, nil
}

// rewritten is a file with another text.
type rewritten struct {
	fs.File
	text *strings.Reader
}

func (r rewritten) Read(p []byte) (int, error) { return r.text.Read(p) }

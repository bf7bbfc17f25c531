// Package file looks after a SQLite file as a whole: who serves from it, a
// copy of it while it is in use, its return from such a copy, and the disk
// below it. What is in the file is package sql's.
package file

import "strings"

// Path is the file that a database URL names. It is false of a database that
// is no file.
func Path(url string) (string, bool) {
	path, ok := strings.CutPrefix(url, "sqlite:")
	return path, ok && path != "" && path != ":memory:"
}

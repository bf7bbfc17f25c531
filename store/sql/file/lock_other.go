//go:build !linux && !darwin

package file

import "errors"

// ErrServed means that another process serves from the file.
var ErrServed = errors.New("another serve runs on this database file")

// A Lock says that one process serves from a file.
type Lock struct{}

// Take fails: to serve from a SQLite file needs Linux or macOS.
func Take(string) (*Lock, error) {
	return nil, errors.New("lock the database file: to serve from a SQLite file needs Linux or macOS")
}

// Release does nothing.
func (*Lock) Release() error { return nil }

// Room is not known on this system.
func Room(string) (free, total uint64, err error) { return 0, 0, errors.ErrUnsupported }

//go:build linux || darwin

package file

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// ErrServed means that another process serves from the file.
var ErrServed = errors.New("another serve runs on this database file, and only one may: stop it first, or give this one a database of its own")

// A Lock says that one process serves from a file. It ends with the process,
// however that ends.
type Lock struct{ f *os.File }

// Take takes the lock of a database file, or returns ErrServed at once. The
// lock is a file of its own beside the database, path.lock, and stays there:
// to remove it would let two processes lock two files of one name.
func Take(path string) (*Lock, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // the operator's own path
	if err != nil {
		return nil, fmt.Errorf("lock the database file: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, ErrServed
		}
		return nil, fmt.Errorf("lock the database file: %w", err)
	}
	return &Lock{f: f}, nil
}

// Release gives the lock back.
func (l *Lock) Release() error { return l.f.Close() }

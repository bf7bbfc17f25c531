//go:build linux || darwin

package file

import (
	"fmt"
	"path/filepath"
	"syscall"
)

// Room is how many bytes are free to us on the disk that a file is on, and how
// many it has in all.
func Room(path string) (free, total uint64, err error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &s); err != nil {
		return 0, 0, fmt.Errorf("look at the disk: %w", err)
	}
	return s.Bavail * uint64(s.Bsize), s.Blocks * uint64(s.Bsize), nil
}

package bottest

import (
	"bytes"
	"fmt"
	"sync"
)

// A Journal is a log that may be read while it is written.
type Journal struct {
	Told func() // after each line; nil for nothing

	mu   sync.Mutex
	text bytes.Buffer
}

func (j *Journal) Write(b []byte) (int, error) {
	if j.Told != nil {
		defer j.Told()
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(b)
}

// Printf adds a line.
func (j *Journal) Printf(format string, args ...any) {
	_, _ = j.Write([]byte(fmt.Sprintf(format, args...) + "\n")) // never fails
}

func (j *Journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

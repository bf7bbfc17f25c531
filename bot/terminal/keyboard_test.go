package terminal

import (
	"io"
	"sync"
	"testing"
)

// A keyboard is an input that tells when its reader waits for more. What was
// pressed before is understood by then, so that no test needs to sleep.
type keyboard struct {
	waits   chan struct{}
	keys    chan string
	gone    chan struct{}
	once    sync.Once
	resting bool
}

func newKeyboard(t *testing.T) *keyboard {
	k := &keyboard{waits: make(chan struct{}), keys: make(chan string), gone: make(chan struct{})}
	t.Cleanup(k.stop)
	return k
}

func (k *keyboard) Read(p []byte) (int, error) {
	select {
	case k.waits <- struct{}{}:
	case <-k.gone:
		return 0, io.EOF
	}
	select {
	case s := <-k.keys:
		return copy(p, s), nil
	case <-k.gone:
		return 0, io.EOF
	}
}

// rest returns when everything pressed so far is understood.
func (k *keyboard) rest() {
	if !k.resting {
		<-k.waits
		k.resting = true
	}
}

// press sends keys, in pieces as small as a terminal might.
func (k *keyboard) press(s string) {
	for len(s) > 0 {
		k.rest()
		n := min(len(s), 7)
		k.keys <- s[:n]
		s, k.resting = s[n:], false
	}
}

// stop ends the input.
func (k *keyboard) stop() { k.once.Do(func() { close(k.gone) }) }

// Package crashtest kills the service at every step while people walk through
// it on Telegram and the team reviews in Slack, and takes its stores away from
// it: Redis and Postgres are real, and the program is the real one, built with
// the points of cmd/pledgebot/crash.go. In the end everybody has one pledge with
// one reference, and in it each answer once, under the question it was given to;
// and the team has one card of each, and has said each thing once. Where several
// write one pledge, nothing that any of them wrote is lost.
package crashtest

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

var (
	kills  = flag.Int("kills", 100, "how often TestSweep kills at least; TestDeskSweep half as often")
	away   = flag.Duration("away", 2*time.Second, "how long a store is away")
	turns  = flag.Int("turns", 10, "how often Redis loses what it holds, and how often connections are cut")
	rounds = flag.Int("rounds", 2, "how many pledges TestOnePledgeByMany has written by many at once")
	nudges = flag.Int("nudges", 15, "how often TestNudges kills at least")
	seed   = flag.Uint64("seed", 20261125, "of what is drawn by lot")
)

// workshop is where the program lies.
var workshop string

func TestMain(m *testing.M) {
	code := 1
	var err error
	if workshop, err = os.MkdirTemp("", "crashtest"); err == nil {
		code = m.Run()
		err = os.RemoveAll(workshop)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// build makes the program that can be made to die, once.
var build = sync.OnceValues(func() (string, error) {
	path := filepath.Join(workshop, "pledgebot")
	args := []string{"build", "-tags", "crash", "-o", path}
	if raced {
		args = append(args, "-race")
	}
	out, err := exec.Command(cmp.Or(os.Getenv("GO"), "go"), append(args, "pledgebot/cmd/pledgebot")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return path, nil
})

// fewer is a number for a short run.
func fewer(n int) int {
	if testing.Short() {
		return max(1, n/10)
	}
	return n
}

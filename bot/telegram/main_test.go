package telegram_test

import (
	"flag"
	"testing"

	"go.uber.org/goleak"
)

var update = flag.Bool("update", false, "write the read-aloud transcripts anew")

// TestMain finds goroutines that an adapter leaves behind once it has drained.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fewer is how many of many are tried under the race detector and with -short.
func fewer(many int) int {
	if raced || testing.Short() {
		return many / 20
	}
	return many
}

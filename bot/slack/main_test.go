package slack_test

import (
	"flag"
	"testing"

	"go.uber.org/goleak"
)

var update = flag.Bool("update", false, "write the transcripts anew")

// TestMain finds goroutines that the adapter leaves behind once it has drained.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

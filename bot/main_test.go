package bot_test

import (
	"flag"
	"testing"

	"go.uber.org/goleak"
)

var update = flag.Bool("update", false, "write the read-aloud transcripts anew")

// TestMain finds goroutines that a Bot leaves behind; it starts none itself.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

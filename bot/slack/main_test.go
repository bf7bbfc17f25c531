package slack_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain finds goroutines that the adapter leaves behind once it has drained.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

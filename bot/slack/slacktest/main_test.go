package slacktest_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain finds goroutines that a Server leaves behind.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

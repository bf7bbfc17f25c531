package main

import (
	"runtime/debug"
	"testing"
)

// TestGOGCWins is not parallel: it is about the process.
func TestGOGCWins(t *testing.T) {
	before := debug.SetGCPercent(77)
	defer debug.SetGCPercent(before)
	t.Setenv("GOGC", "77")
	tuneGarbage()
	if now := debug.SetGCPercent(77); now != 77 {
		t.Errorf("with GOGC set it is %d", now)
	}
}

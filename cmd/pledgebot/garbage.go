package main

import (
	"os"
	"runtime/debug"
)

// garbagePercent is how far the heap may grow over what is in use before it is
// cleaned. A service holds little, so that with Go's own 100 it would clean all
// the time.
const garbagePercent = 200

// tuneGarbage cleans less often, unless the environment says how often (GOGC).
func tuneGarbage() {
	if _, said := os.LookupEnv("GOGC"); !said {
		debug.SetGCPercent(garbagePercent)
	}
}

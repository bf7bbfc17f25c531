//go:build race

package crashtest

// The program is built with the race detector where the test is.
const raced = true

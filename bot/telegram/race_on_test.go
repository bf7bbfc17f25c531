//go:build race

package telegram_test

// The race detector has nothing to find in what is tried call by call, one at a
// time, and makes it ten times as slow.
const raced = true

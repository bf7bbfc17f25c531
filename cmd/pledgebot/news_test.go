package main

import (
	"slices"
	"testing"
)

// What the team decides is told to the one whom it concerns, also when somebody
// else is at the same store when it comes due.
func TestNewsWaitsForItsReader(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ana := startChat(t, dir, "--lang", "en", "--as", "ana")
	ana.follow(newcomer().with(inOwnWords("Training for counter clerks")), "confirm")
	ana.send(choose("submit"))
	reference := ana.submitted().Reference
	ana.leave()

	pledgebot(t, dir, "desk", "decline", reference, "It stands under another already.")
	ben := startChat(t, dir, "--lang", "en", "--as", "ben")
	ben.send(say("menu"))
	ben.leave()

	ana = startChat(t, dir, "--lang", "en", "--as", "ana")
	ana.leave()
	if !slices.ContainsFunc(ana.said, func(m message) bool { return m.says("It stands under another already.") }) {
		t.Errorf("told something else: %v", ana.said)
	}
}

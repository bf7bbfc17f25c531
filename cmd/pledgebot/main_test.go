package main

import (
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes this test binary answer to the name of pledgebot as well:
// started under that name, by a script or by a test, it is the program itself,
// in a process of its own that may be killed.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"pledgebot": main})
}

// TestScripts plays the transcripts of the command line in testdata/script.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("USER", "tester")
			env.Setenv("GOCOVERDIR", coverage(env.WorkDir))
			env.Setenv("YEAR", strconv.Itoa(time.Now().UTC().Year())) // of references
			env.Setenv("SOON", soonYear())
			env.Setenv("MOVED", movedDay())
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"talk": talk, "submit": submit},
	})
}

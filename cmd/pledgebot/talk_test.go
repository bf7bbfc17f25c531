package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// talk [flags of chat] FILE holds a conversation line by line; each line of
// FILE is sent as it is, but for three things:
//
//	$NAME     a variable of the script
//	"@field"  the newest prompt that asked for a field
//	...       nothing is sent: the next message comes by itself
//
// What was sent and said is the script's standard output, with a session's
// random name as S.
func talk(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: talk [flags of chat] FILE")
	}
	c := scriptChat(ts, args[:len(args)-1])
	for line := range strings.Lines(ts.ReadFile(args[len(args)-1])) {
		line = strings.TrimSpace(line)
		fmt.Fprintln(ts.Stdout(), ">", line)
		if line == "..." {
			if _, err := c.next(); err != nil {
				ts.Fatalf("nothing came: %v", err)
			}
			continue
		}
		c.send(os.Expand(promptOf.ReplaceAllStringFunc(line, c.promptNamed), ts.Getenv))
	}
	c.leave()
}

// submit [--as NAME] TITLE drafts and submits the shortest pledge.
func submit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: submit [flags of chat] TITLE")
	}
	c := scriptChat(ts, append([]string{"--lang", "en"}, args[:len(args)-1]...))
	c.follow(newcomer().with(inOwnWords(args[len(args)-1])), "confirm")
	c.send(choose("submit"))
	c.submitted()
	c.leave()
}

var (
	promptOf = regexp.MustCompile(`"@[a-z_.0-9]+"`)
	session  = regexp.MustCompile(`"prompt":"[A-Z0-9]{8}\.`)
)

func (c *chat) promptNamed(at string) string {
	field := strings.Trim(at, `"@`)
	id, ok := c.prompts[field]
	if !ok {
		c.t.Fatalf("%s has not been asked", field)
	}
	return `"` + id + `"`
}

// scriptChat begins a run in a script's directory and environment.
func scriptChat(ts *testscript.TestScript, flags []string) *chat {
	var env []string
	for _, name := range []string{"PATH", "HOME", "USER", "LANG", "DATABASE_URL", "ERASURE_LOG", "GOCOVERDIR"} {
		if value := ts.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	c := openChat(ts, ts.MkAbs("."), env, flags...)
	ts.Defer(c.kill)
	c.hear = func(_ message, line []byte) {
		fmt.Fprint(ts.Stdout(), session.ReplaceAllString(string(line), `"prompt":"S.`))
	}
	c.ready()
	return c
}

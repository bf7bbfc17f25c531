package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
)

// environment is all that a run knows of this machine: no language, no
// settings of the developer's.
func environment(dir string) []string {
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "USER=tester", "GOCOVERDIR=" + coverage(dir)}
}

// coverage is where a run leaves what it counted, if the tests are run with
// -cover; without a directory it would complain.
func coverage(dir string) string { return cmp.Or(os.Getenv("GOCOVERDIR"), dir) }

// pledgebot runs another command in the same directory and gives its output.
func pledgebot(t failer, dir string, args ...string) string {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	cmd := exec.CommandContext(ctx, "pledgebot", args...)
	cmd.Dir, cmd.Env = dir, environment(dir)
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		t.Fatalf("pledgebot %s: %v\n%s", strings.Join(args, " "), err, exit.Stderr)
	} else if err != nil {
		t.Fatalf("pledgebot %s: %v", strings.Join(args, " "), err)
	}
	return string(out)
}

// An exported pledge is one entry of "pledgebot export --format json".
type exported struct {
	Reference, State, Language, Check string
	Expected                          string `json:"report_expected"`
	Answers                           map[string][]string
}

func export(t failer, dir string) []exported {
	var all []exported
	if err := json.Unmarshal([]byte(pledgebot(t, dir, "export", "--format", "json")), &all); err != nil {
		t.Fatalf("read the export: %v", err)
	}
	return all
}

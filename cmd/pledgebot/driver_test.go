package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// patience is when a run that says nothing more is given up.
const patience = 2 * time.Minute

// A message is one object that the program wrote.
type message struct {
	Type, Field, Prompt, Text string
	Options                   []option
	Reference, Check          string
	Expected                  string `json:"report_expected"`
}

type option struct {
	ID, Label string
	Ticked    bool
}

func (m message) offers(id string) bool {
	return slices.ContainsFunc(m.Options, func(o option) bool { return o.ID == id })
}

func (m message) ticked(id string) bool {
	return slices.ContainsFunc(m.Options, func(o option) bool { return o.ID == id && o.Ticked })
}

func (m message) says(words string) bool { return strings.Contains(m.Text, words) }

// A failer is a test, or a script of testscript.
type failer interface {
	Fatalf(format string, args ...any)
}

// A chat is one run of "pledgebot chat --json", spoken to over its pipes.
type chat struct {
	t    failer
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	half []byte // of a line that was begun
	err  bytes.Buffer
	stop context.CancelFunc
	hear func(m message, line []byte) // is told of all that is read

	prompt   message           // the newest that asks for something
	prompts  map[string]string // the newest prompt of each field
	receipts []message
	said     []message // since the last input
}

// startChat begins a run in a directory, which holds its store, and waits for
// its first question.
func startChat(t *testing.T, dir string, args ...string) *chat {
	t.Helper()
	c := openChat(t, dir, environment(dir), args...)
	t.Cleanup(func() { c.kill() })
	c.ready()
	return c
}

// openChat begins a run and reads nothing yet.
func openChat(t failer, dir string, env []string, args ...string) *chat {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	c := &chat{t: t, stop: stop, prompts: map[string]string{}, hear: func(message, []byte) {}}
	c.cmd = exec.CommandContext(ctx, "pledgebot", append([]string{"chat", "--json"}, args...)...)
	c.cmd.Dir, c.cmd.Env, c.cmd.Stderr = dir, env, &c.err
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		t.Fatalf("pipe: %v", err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatalf("pipe: %v", err)
	}
	c.out = bufio.NewReader(out)
	if err := c.cmd.Start(); err != nil {
		t.Fatalf("start: %v", err)
	}
	return c
}

// The three things that can be sent.
func say(text string) string      { return object(map[string]any{"text": text}) }
func choose(option string) string { return object(map[string]any{"choose": option}) }
func press(prompt, option string) string {
	return object(map[string]any{"press": map[string]string{"prompt": prompt, "option": option}})
}

func object(v any) string {
	line, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(line)
}

// send sends lines one after another, each when the program is ready for it.
func (c *chat) send(lines ...string) {
	for _, line := range lines {
		c.write(line)
		c.ready()
	}
}

func (c *chat) write(line string) {
	c.said = nil
	if _, err := io.WriteString(c.in, line+"\n"); err != nil {
		c.t.Fatalf("send %s: %v\n%s", line, err, c.err.String())
	}
}

// ready reads until the program waits for the next line.
func (c *chat) ready() {
	for {
		switch m, err := c.next(); {
		case err != nil:
			c.t.Fatalf("the program is gone: %v\n%s", err, c.err.String())
		case m.Type == "ready":
			return
		}
	}
}

// next reads one object. A line cut short is none.
func (c *chat) next() (message, error) {
	line, err := c.out.ReadBytes('\n')
	if err != nil {
		return message{}, err
	}
	line, c.half = append(c.half, line...), nil
	return c.take(line), nil
}

// sip reads so many bytes, but no more than there are to come.
func (c *chat) sip(bytes int) {
	for range bytes {
		b, err := c.out.ReadByte()
		if err != nil {
			return
		}
		if c.half = append(c.half, b); b == '\n' {
			line := c.half
			c.half = nil
			if c.take(line).Type == "ready" {
				return
			}
		}
	}
}

// take notes one object that was read.
func (c *chat) take(line []byte) message {
	var m message
	if err := json.Unmarshal(line, &m); err != nil {
		c.t.Fatalf("not an object: %q: %v", line, err)
	}
	switch {
	case m.Prompt != "":
		c.prompt, c.prompts[m.Field] = m, m.Prompt
	case m.Type == "receipt":
		c.receipts = append(c.receipts, m)
	}
	c.said = append(c.said, m)
	c.hear(m, line)
	return m
}

// at insists on the field that the open prompt asks for.
func (c *chat) at(field string) {
	if c.prompt.Field != field {
		c.t.Fatalf("asked for %q instead of %q: %s", c.prompt.Field, field, c.prompt.Text)
	}
}

// leave ends the input; the program goes by itself and has no complaint.
func (c *chat) leave() {
	_ = c.in.Close()
	rest, _ := io.ReadAll(c.out)
	if err := c.cmd.Wait(); err != nil || c.err.Len() > 0 {
		c.t.Fatalf("left with %v\n%s%s", err, rest, c.err.String())
	}
	c.stop()
}

// kill ends the program by SIGKILL. What it had written before counts as shown.
func (c *chat) kill() {
	_ = c.cmd.Process.Kill()
	for {
		if _, err := c.next(); err != nil {
			break
		}
	}
	_ = c.cmd.Wait()
	c.stop()
}

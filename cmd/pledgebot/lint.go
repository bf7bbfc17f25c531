package main

import "fmt"

type lintCommand struct{}

// Run prints every mistake in the Call's data and in the texts.
func (*lintCommand) Run(s *Settings, out streams) error {
	c, texts, err := s.load()
	if err != nil {
		fmt.Fprintln(out.err, err)
		return errReported
	}
	problems := texts.Problems(keys(c))
	for _, p := range problems {
		fmt.Fprintln(out.err, p)
	}
	if len(problems) > 0 {
		return errReported
	}
	fmt.Fprintf(out.out, "version %d of the Call: %d fields, %d templates; %d languages: no mistakes\n",
		c.Version, len(c.Fields), len(c.Templates), len(texts.Langs()))
	return nil
}

type flowCommand struct{}

// Run draws the conversation.
func (*flowCommand) Run(s *Settings, out streams) error {
	c, _, err := s.load()
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(out.out, flowHeader, "```mermaid\n", c.Mermaid(), "```\n")
	return err
}

// flowHeader says of docs/flow.md what it is.
const flowHeader = "# The conversation\n\n" +
	"<!-- Generated from conversation/call/call.yaml by \"make generate\"; do not edit. -->\n\n"

type versionCommand struct{}

func (versionCommand) Run(out streams) error {
	_, err := fmt.Fprintln(out.out, "pledgebot", version)
	return err
}

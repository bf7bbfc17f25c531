package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"pledgebot/bot/desk"
	"pledgebot/bot/paper"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
)

type verifyCommand struct {
	File string `arg:"" help:"A paper of a pledge: its PDF, the JSON in it, or its text; - for standard input."`
}

// Run tells whether a paper says what was submitted. It fails where it does not.
func (c *verifyCommand) Run(ctx context.Context, s *Settings, out streams) error {
	claim, err := c.read(out.in)
	if err != nil {
		return err
	}
	return s.with(ctx, func(p *product) error { return verify(ctx, p, out, claim) })
}

func (c *verifyCommand) read(in io.Reader) (paper.Claim, error) {
	if c.File == "-" {
		return paper.Read(in)
	}
	file, err := os.Open(filepath.Clean(c.File))
	if err != nil {
		return paper.Claim{}, err
	}
	claim, err := paper.Read(file)
	return claim, errors.Join(err, file.Close())
}

// errOther says that a paper is not of the text that was submitted.
var errOther = errors.New("it is not the text that was submitted")

func verify(ctx context.Context, p *product, out streams, claim paper.Claim) error {
	pl, err := find(ctx, p, claim.Reference)
	if err == nil && pl.Submitted == nil {
		err = fmt.Errorf("there is no pledge %s here", claim.Reference)
	}
	if err == nil {
		pl, err = desk.AsSent(ctx, p.call, p.db, pl)
	}
	if err != nil {
		return err
	}
	pl, ok := claim.Meant(p.call, pl)
	if !ok {
		return fmt.Errorf("no report of this number was submitted on %s", claim.Reference)
	}
	if pl.State == pledge.Draft {
		return fmt.Errorf("%s was taken back by the city, and stands for no text now", claim.Reference)
	}
	if pl.State == pledge.Withdrawn {
		fmt.Fprintf(out.out, "%s was withdrawn by the city on %s.\n", claim.Reference, pl.Halted.At.UTC().Format("2 January 2006"))
	}
	changes := p.papers().Verify(claim, pl)
	if len(changes) == 0 {
		_, err = fmt.Fprintf(out.out, "%s: the text that was submitted on %s. Check code: %s\n", claim.Reference, pl.Submitted.At.UTC().Format("2 January 2006"), pl.Submitted.Check)
		return err
	}
	for _, change := range changes {
		fmt.Fprintf(out.out, "submitted: %q\nhere:      %q\n", change.Was, change.Is)
	}
	return fmt.Errorf("%s: %w", claim.Reference, errOther)
}

type pledgesPaper struct {
	Reference string `arg:"" help:"The pledge's reference."`
	Output    string `short:"o" help:"The file to write; REFERENCE.pdf where none is named."`
}

// Run writes a pledge as a PDF.
func (c *pledgesPaper) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error {
		pl, err := find(ctx, p, c.Reference)
		if err == nil {
			pl, err = desk.AsSent(ctx, p.call, p.db, pl)
		}
		if err != nil {
			return err
		}
		file, err := p.papers().Print(ctx, pl, conversation.SheetPaper)
		if err != nil {
			return err
		}
		name := c.Output
		if name == "" {
			name = file.Name
		}
		if err := os.WriteFile(filepath.Clean(name), file.Data, 0o600); err != nil {
			return err
		}
		_, err = fmt.Fprintln(out.out, name)
		return err
	})
}

// papers puts pledges on paper.
func (p *product) papers() *paper.Maker {
	return &paper.Maker{Call: p.call, Texts: p.texts, Now: wallClock().Now}
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

type deskWord struct {
	Reference string `arg:""`
	Lang      string `arg:"" help:"The language that is worded."`
	Title     string `arg:""`
	Text      string `arg:""`
	By        string `default:"mechanism" enum:"city,mechanism,machine" help:"Who worded it: city, mechanism or machine."`
	Checked   string `help:"Which office has checked the text of a machine."`
}

func (c *deskWord) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(_ *call.Call, p pledge.Pledge) pledge.Command {
		words := pledge.Wording{Title: c.Title, Text: c.Text, By: pledge.Translator(c.By), Checked: c.Checked}
		return pledge.Edit{Lang: call.Lang(c.Lang), Wording: words, Seen: p.EditionRev()}
	})
}

type deskPropose struct {
	Reference string `arg:""`
}

func (c *deskPropose) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(_ *call.Call, p pledge.Pledge) pledge.Command {
		return pledge.Propose{Seen: p.EditionRev()}
	})
}

type deskPublish struct {
	References []string `arg:""`
	From       string   `help:"The day from which on, such as 2027-12-13; today in UTC if not given."`
}

// Run publishes one pledge after another, and ends with the first that cannot be.
func (c *deskPublish) Run(ctx context.Context, s *Settings, out streams) error {
	from := cmp.Or(c.From, time.Now().UTC().Format(time.DateOnly))
	if _, err := time.Parse(time.DateOnly, from); err != nil {
		return fmt.Errorf("--from must be a day such as 2027-12-13")
	}
	for _, reference := range c.References {
		err := decide(ctx, s, out, reference, func(_ *call.Call, p pledge.Pledge) pledge.Command {
			return pledge.Publish{From: from, Seen: p.EditionRev()}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

type deskUnpublish struct {
	Reference string `arg:""`
	Reason    string `arg:"" help:"The reason, word for word."`
}

func (c *deskUnpublish) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(*call.Call, pledge.Pledge) pledge.Command {
		return pledge.Unpublish{Note: c.Reason}
	})
}

type deskEnter struct {
	Reference string `arg:""`
	Registry  string `arg:"" help:"Where the pledge stands, by the key in the Call's data."`
	Number    string `help:"Its number there."`
	Link      string `help:"Where it can be read there."`
}

func (c *deskEnter) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(*call.Call, pledge.Pledge) pledge.Command {
		return pledge.Enter{Where: call.RegistryKey(c.Registry), Number: c.Number, Link: c.Link}
	})
}

type deskSuspend struct {
	Reference string `arg:""`
	Reason    string `arg:"" help:"The reason, word for word."`
}

func (c *deskSuspend) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(*call.Call, pledge.Pledge) pledge.Command {
		return pledge.Suspend{Note: c.Reason}
	})
}

type deskResume struct {
	Reference string `arg:""`
}

func (c *deskResume) Run(ctx context.Context, s *Settings, out streams) error {
	return decide(ctx, s, out, c.Reference, func(*call.Call, pledge.Pledge) pledge.Command { return pledge.Resume{} })
}

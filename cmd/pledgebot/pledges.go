package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"pledgebot/bot/desk"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// team is who acts at this command line: whoever may read the local store's
// file is its administrator.
var team = pledge.Actor{Person: "desk:local", Role: pledge.Administrator}

type pledgesCommand struct {
	List  pledgesList  `cmd:"" default:"1" help:"List the pledges of this store."`
	Show  pledgesShow  `cmd:"" help:"Show one pledge."`
	Paper pledgesPaper `cmd:"" help:"Write one pledge as a PDF."`
}

type pledgesList struct{}

// Run lists what the team may see: pledges with their title, drafts by place
// and age, never a word of them.
func (*pledgesList) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error {
		table := tabwriter.NewWriter(out.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(table, "REFERENCE\tSTATE\tPLACE\tCOUNTRY\tCHANGED\tTITLE")
		err := p.db.All(ctx, func(pl pledge.Pledge) error {
			row := desk.Row(p.call, team, pl)
			_, err := fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", row.Reference, row.State, row.Place, row.Country, row.Changed, row.Title)
			return err
		})
		return errors.Join(err, table.Flush())
	})
}

type pledgesShow struct {
	Reference string `arg:"" help:"The pledge's reference."`
}

// Run prints the pledge as its readers see it, in its own language.
func (c *pledgesShow) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error { return c.show(ctx, p, out) })
}

func (c *pledgesShow) show(ctx context.Context, p *product, out streams) error {
	pl, err := find(ctx, p, c.Reference)
	if err == nil {
		pl, err = desk.AsSent(ctx, p.call, p.db, pl)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(out.out, "%s · %s · %s\n\n", pl.Submitted.Reference, pl.State, pl.Submitted.Check)
	entries := pledge.Record(p.call, pl)
	if pl.Progress != nil { // and what it reports on
		entries = append(entries, pledge.Record(p.call, pl.Promise(p.call))...)
	}
	for _, e := range entries {
		if pledge.MayRead(team, pl, e.Field.Key) {
			label := p.texts.Text(pl.Lang, call.Say("field."+string(e.Field.Key)+".label"))
			value := p.texts.Text(pl.Lang, call.Text{Key: "plain", Args: map[string]call.Arg{
				"text": {As: call.AsAnswer, Field: e.Field.Key, Values: e.Answer.Value},
			}})
			fmt.Fprintf(out.out, "%s: %s\n", label, value)
		}
	}
	return nil
}

// find gets a pledge by its reference, as the team may see it. One that may
// not be seen is answered like one that does not exist.
func find(ctx context.Context, p *product, reference string) (pledge.Pledge, error) {
	pl, err := p.db.Find(ctx, reference)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return pl, err
	}
	if err != nil || !pledge.MayRead(team, pl, "") {
		return pl, fmt.Errorf("there is no pledge %s here", reference)
	}
	return pl, nil
}

type exportCommand struct {
	Format   string   `enum:"json,csv,xlsx" default:"json" help:"json, csv or xlsx."`
	State    []string `help:"Only pledges that stand so, such as accepted; several are parted by commas."`
	Country  string   `help:"Only this country's, by its two letters."`
	Priority string   `help:"Only those that serve this priority area, such as 4 or housing."`
	DueFrom  string   `help:"Only those whose report is due on or after this day."`
	DueTo    string   `help:"Only those whose report is due on or before this day."`
	Words    string   `help:"Only those that have words beginning so."`
}

// which are the pledges that are meant.
func (c *exportCommand) which() store.Search {
	q := store.Search{Words: c.Words, Country: strings.ToUpper(c.Country), Priority: c.Priority, DueFrom: c.DueFrom, DueTo: c.DueTo}
	for _, s := range c.State {
		q.States = append(q.States, pledge.State(s))
	}
	return q
}

// Run writes every pledge that was submitted and is meant.
func (c *exportCommand) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error { return c.write(ctx, p, out) })
}

func (c *exportCommand) write(ctx context.Context, p *product, out streams) error {
	x, err := desk.Export(out.out, c.Format, p.call, team, p.texts, "en")
	if err != nil {
		return err
	}
	err = p.db.All(ctx, func(pl pledge.Pledge) error {
		if !pledge.MayRead(team, pl, "") {
			return nil
		}
		pl, err := desk.AsSent(ctx, p.call, p.db, pl)
		if err != nil || !desk.Fits(p.call, c.which(), pl) {
			return err
		}
		return x.Write(pl)
	})
	return errors.Join(err, x.Close())
}

package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"pledgebot/bot/service"
)

type asidesCommand struct {
	List   asidesList   `cmd:"" default:"1" help:"List updates set aside: when, and why; never what they say."`
	Replay asidesReplay `cmd:"" help:"Take updates set aside, after a fix; stop serve first where it has a SQLite file."`
}

// asidesMost is how many updates one command looks at.
const asidesMost = 1000

type asidesList struct{}

// Run lists the updates that were set aside.
func (*asidesList) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error {
		all, err := p.db.Asides(ctx, asidesMost)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(out.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(table, "KEY\tSINCE\tWHY")
		for _, a := range all {
			fmt.Fprintf(table, "%s\t%s\t%s\n", a.Key, a.At.Format(time.RFC3339), a.Why)
		}
		return table.Flush()
	})
}

type asidesReplay struct{ config }

// Run takes each update that was set aside as if it had just come, and what was
// taken is not kept any longer.
func (c *asidesReplay) Run(ctx context.Context, s *Settings, out streams) error {
	data, texts, ok := c.report(s, out)
	if !ok {
		return errReported
	}
	st, err := openStores(ctx, s, c.Redis)
	if err != nil {
		return c.guard(s, err)
	}
	p, err := c.assemble(s, st, data, texts, c.log(s, out))
	if err == nil {
		err = p.replay(ctx, out)
	}
	return c.guard(s, errors.Join(err, st.close()))
}

func (p *parts) replay(ctx context.Context, out streams) error {
	all, err := p.stores.asides.Asides(ctx, asidesMost)
	if err != nil {
		return err
	}
	var failed error
	for _, a := range all {
		if err := p.telegram.Replay(ctx, service.Handler{Bot: p.bot}, a.Raw); err != nil {
			fmt.Fprintln(out.out, a.Key, "stays:", err)
			failed = errReported
			continue
		}
		if err := p.stores.asides.TakeOut(ctx, a.Key); err != nil {
			return err
		}
		fmt.Fprintln(out.out, a.Key, "taken")
	}
	return errors.Join(failed, p.telegram.Drain(ctx))
}

package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"pledgebot/bot/service"
	"pledgebot/store"
)

type asidesCommand struct {
	List   asidesList   `cmd:"" default:"1" help:"List updates set aside: when, and why; never what they say."`
	Replay asidesReplay `cmd:"" help:"Take updates set aside, after a fix; stop serve first where it has a SQLite file."`
}

// asidesPage is how many updates are looked at together.
const asidesPage = 1000

// each does something with every update that was set aside, the oldest first,
// until it cannot go on.
func each(ctx context.Context, asides store.Asides, do func(store.Aside) error) error {
	for after := (store.Aside{}); ; {
		page, err := asides.Asides(ctx, after, asidesPage)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, a := range page {
			if err := do(a); err != nil {
				return err
			}
		}
		after = page[len(page)-1]
	}
}

type asidesList struct{}

// Run lists the updates that were set aside.
func (*asidesList) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error {
		table := tabwriter.NewWriter(out.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(table, "KEY\tSINCE\tWHY")
		err := each(ctx, p.db, func(a store.Aside) error {
			_, err := fmt.Fprintf(table, "%s\t%s\t%s\n", a.Key, a.At.Format(time.RFC3339), a.Why)
			return err
		})
		return errors.Join(err, table.Flush())
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
	stay := 0
	err := each(ctx, p.stores.asides, func(a store.Aside) error {
		if err := p.telegram.Replay(ctx, service.Handler{Bot: p.bot}, a.Raw); err != nil {
			fmt.Fprintln(out.out, a.Key, "stays:", err)
			stay++
			return ctx.Err()
		}
		if err := p.stores.asides.TakeOut(ctx, a.Key); err != nil {
			return err
		}
		fmt.Fprintln(out.out, a.Key, "taken")
		return nil
	})
	if stay > 0 {
		err = errors.Join(err, fmt.Errorf("not taken, and still set aside: %d", stay))
	}
	return errors.Join(err, p.telegram.Drain(ctx))
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

type simulateCommand struct {
	From string `help:"The first day, such as 2028-09-01; today in UTC if not given."`
	To   string `help:"The last day; two years and a half later if not given."`
}

// A reminder is one line of the simulation.
type reminder struct {
	at    time.Time
	n     calendar.Nudge
	known bool // the zone is the city's for certain
	p     pledge.Pledge
}

// Run plays the accepted pledges of a store against the calendar.
func (c *simulateCommand) Run(ctx context.Context, s *Settings, out streams) error {
	from, to, err := c.span()
	if err != nil {
		return err
	}
	return s.with(ctx, func(p *product) error {
		all, err := reminders(ctx, p, from, to)
		if err != nil {
			return err
		}
		return c.print(p, all, out)
	})
}

func (c *simulateCommand) span() (from, to time.Time, err error) {
	today := time.Now().UTC().Format(time.DateOnly)
	if from, err = time.Parse(time.DateOnly, cmp.Or(c.From, today)); err != nil {
		return from, to, fmt.Errorf("--from must be a day such as 2028-09-01")
	}
	if to, err = time.Parse(time.DateOnly, cmp.Or(c.To, from.AddDate(2, 6, 0).Format(time.DateOnly))); err != nil || to.Before(from) {
		return from, to, fmt.Errorf("--to must be a day such as 2029-02-01, not before --from")
	}
	return from, to.AddDate(0, 0, 1), nil
}

// reminders are those between two moments, in their order.
func reminders(ctx context.Context, p *product, from, to time.Time) ([]reminder, error) {
	var all []reminder
	err := p.db.All(ctx, func(pl pledge.Pledge) error {
		pl = pl.InForce(p.call)
		zone, known := pl.Zone(p.call)
		for _, n := range pl.Reminders(p.call) {
			if at := n.At(zone); !at.Before(from) && at.Before(to) {
				all = append(all, reminder{at, n, known, pl})
			}
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b reminder) int { return a.at.Compare(b.at) })
	return all, err
}

func (c *simulateCommand) print(p *product, all []reminder, out streams) error {
	w := tabwriter.NewWriter(out.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "WHEN\tUTC\tZONE\tREFERENCE\tPLACE\tREMINDER\tREPORT DUE\tTO")
	for _, r := range all {
		zone := r.at.Location().String()
		if !r.known {
			zone += " (the country has several)"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.at.Format("Mon 2006-01-02 15:04"), r.at.UTC().Format("2006-01-02 15:04"), zone,
			r.p.Submitted.Reference, bot.OneLine(r.p.Value(p.call.Using(call.UsePlace).Key).First()), r.n.Kind, r.p.Decided.Due, r.p.Owner())
	}
	return w.Flush()
}

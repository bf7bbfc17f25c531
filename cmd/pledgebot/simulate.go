package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"text/tabwriter"
	"time"

	"pledgebot/bot"
	"pledgebot/bot/mail"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

type simulateCommand struct {
	From string `help:"The first day, such as 2028-09-01; today in UTC if not given."`
	To   string `help:"The last day; two years and a half later if not given."`
	Mail bool   `help:"Whether mail is set up, by which those are reminded who have left the chat." default:"true" negatable:""`
}

// A foreseen is one line of the simulation.
type foreseen struct {
	bot.Coming
	known bool // the zone is the city's for certain
	p     pledge.Pledge
}

// Run plays the pledges of a store against the calendar.
func (c *simulateCommand) Run(ctx context.Context, s *Settings, out streams) error {
	from, to, err := c.span()
	if err != nil {
		return err
	}
	return s.with(ctx, func(p *product) error {
		if c.Mail {
			p.copy, p.second = mail.City, mail.Second
		}
		all, err := foresee(ctx, p, from, to)
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

// foresee is what would be done between two moments, in its order.
func foresee(ctx context.Context, p *product, from, to time.Time) ([]foreseen, error) {
	var all []foreseen
	b := p.bot(slog.New(slog.DiscardHandler))
	err := p.db.All(ctx, func(pl pledge.Pledge) error {
		coming, err := b.Foresee(ctx, pl, from, to)
		_, known := pl.Zone(p.call)
		for _, c := range coming {
			all = append(all, foreseen{c, known, pl})
		}
		return err
	})
	slices.SortStableFunc(all, func(a, b foreseen) int { return a.At.Compare(b.At) })
	return all, err
}

func (c *simulateCommand) print(p *product, all []foreseen, out streams) error {
	w := tabwriter.NewWriter(out.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "WHEN\tUTC\tZONE\tPLEDGE\tPLACE\tWHAT\tWHY\tTO")
	for _, r := range all {
		zone := r.At.Location().String()
		if !r.known {
			zone += " (the country has several)"
		}
		name, place, why := string(r.p.ID), "", "a draft left alone since "+r.p.Touched.Format(time.DateOnly)
		if r.p.Submitted != nil {
			name, place = r.p.Submitted.Reference, bot.OneLine(r.p.Promise(p.call).Value(p.call.Using(call.UsePlace).Key).First())
			why = "a report due on " + r.p.Due()
		}
		what, to := r.about()
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.At.Format("Mon 2006-01-02 15:04"), r.At.UTC().Format("2006-01-02 15:04"), zone, name, place, what, why, to)
	}
	return w.Flush()
}

// ways are how a reminder comes, in words.
var ways = map[pledge.Way]string{
	pledge.ByChat: "in chat", pledge.ByMail: "by mail", pledge.BySecondChat: "the second contact, in chat", pledge.BySecondMail: "the second contact, by mail",
}

// about says what would be done, and to whom.
func (r foreseen) about() (what, to string) {
	switch f := r.Fact; f.Kind {
	case pledge.WasNudged:
		return f.Note, bot.OneLine(r.To) + ", " + ways[pledge.Way(f.From)]
	case pledge.Escalated:
		return "task: " + f.From, "the team"
	default:
		return f.Note + ", not sent", "nobody"
	}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"text/tabwriter"

	"pledgebot/bot"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// personCommand serves requests about personal data that arrive on paper.
type personCommand struct {
	Find   personFind   `cmd:"" help:"Find people by chat id, name, e-mail or telephone number."`
	Export personExport `cmd:"" help:"Write all that is held about a person as JSON."`
	Erase  personErase  `cmd:"" help:"Erase a person; the city's pledges stay, with the role in the name's place."`
}

// findMost is how many people one search shows.
const findMost = 50

type personFind struct {
	Words []string `arg:"" help:"What the letter names."`
}

// Run lists who was found, and on which pledges.
func (c *personFind) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error {
		words := strings.Join(c.Words, " ")
		all, err := p.db.FindPeople(ctx, p.call, words, findMost)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return fmt.Errorf("nobody is found by %q", words)
		}
		table := tabwriter.NewWriter(out.out, 0, 4, 2, ' ', 0)
		fmt.Fprintln(table, "PERSON\tFOUND IN")
		for _, m := range all {
			fmt.Fprintf(table, "%s\t%s\n", m.Person, cited(m.Pledges))
		}
		return table.Flush()
	})
}

// cited are pledges as a table shows them; a person found by their own id has
// none.
func cited(ids []pledge.ID) string {
	if len(ids) == 0 {
		return "their id"
	}
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = string(id)
	}
	return strings.Join(all, " ")
}

// A personCase is somebody about whom a letter came, and where their dialog is.
type personCase struct {
	Person    pledge.Person `arg:"" help:"Who, as find names them: tg:123456789."`
	Redis     string        `name:"redis" env:"REDIS_URL" help:"Where dialogs are kept."`
	RedisFile string        `name:"redis-file" env:"REDIS_URL_FILE" help:"File that holds the URL of Redis."`
}

// with does something with the runtime and the dialogs there are.
func (c *personCase) with(ctx context.Context, p *product, do func(*bot.Bot, store.Dialogs) error) (err error) {
	var mistakes problems
	if mistakes.file("REDIS_URL", &c.Redis, c.RedisFile); len(mistakes) > 0 {
		return errors.New(mistakes[0])
	}
	dialogs, err := openDialogs(ctx, c.Redis)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dialogs.close()) }()
	return do(p.botOn(dialogs.dialogs, slog.New(slog.DiscardHandler)), dialogs.dialogs)
}

type personExport struct{ personCase }

// Run writes what the person is shown by /mydata: their own, not their
// colleagues'.
func (c *personExport) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error {
		if _, err := held(ctx, p, c.Person); err != nil {
			return err
		}
		return c.with(ctx, p, func(b *bot.Bot, _ store.Dialogs) error {
			data, err := b.Export(ctx, c.Person)
			if err == nil {
				_, err = fmt.Fprintf(out.out, "%s\n", data)
			}
			return err
		})
	})
}

// held is what is held of somebody of whom something is held.
func held(ctx context.Context, p *product, who pledge.Person) (store.Holding, error) {
	h, err := p.db.Held(ctx, who)
	if err == nil && h.Empty() {
		err = fmt.Errorf("nothing is held about %q; pledgebot person find names people as they are kept", who)
	}
	return h, err
}

type personErase struct {
	personCase
	Yes bool `help:"Erase. Without it nothing is changed, and only said what would become of what."`
}

// Run says what becomes of the person's drafts and pledges, and with --yes does
// it.
func (c *personErase) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error {
		h, err := held(ctx, p, c.Person)
		if err != nil {
			return err
		}
		for _, pl := range h.Pledges {
			fmt.Fprintf(out.out, "%s: %s\n", pl.ID, becomes(pl))
		}
		if !c.Yes {
			return errors.New("nothing was erased: say --yes to erase")
		}
		return c.with(ctx, p, func(b *bot.Bot, dialogs store.Dialogs) error { return c.erase(ctx, p, b, dialogs, out) })
	})
}

// becomes says what an erasure makes of a pledge on which the person holds a
// seat.
func becomes(p pledge.Pledge) string {
	switch {
	case len(p.Seats) > 1:
		return string(p.State) + ", stays with the others who hold a seat on it"
	case p.Rehearsal:
		return "rehearsal, is erased"
	case p.State == pledge.Draft:
		return "draft, is erased: nobody else holds a seat on it"
	}
	return string(p.State) + " " + p.Submitted.Reference + ", stays as the city's, without a contact person"
}

func (c *personErase) erase(ctx context.Context, p *product, b *bot.Bot, dialogs store.Dialogs, out streams) error {
	done, err := b.Erase(ctx, c.Person)
	if err == nil {
		err = dialogs.Forget(ctx, store.AddressOf(c.Person))
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(out.out, "%s is erased: %d drafts gone, %d pledges kept, %d of them without a contact person.\n",
		c.Person, len(done.Dropped), len(done.Kept), len(done.Vacant))
	if p.settings.ErasureLog == "" {
		fmt.Fprintln(out.err, "pledgebot: ERASURE_LOG is not set: a restore from an earlier backup brings this person back")
	}
	if c.Redis == "" {
		fmt.Fprintln(out.err, "pledgebot: REDIS_URL is not set: restart serve, whose memory may still hold this person's dialog")
	}
	return nil
}

package main

import (
	"context"
	"fmt"
)

type migrateCommand struct {
	LastReference string `placeholder:"CLA-2027-0041" help:"The last reference that was given, where the database is older than that: the next one comes behind it."`
}

// Run brings the tables up to date, which opening the database does.
func (c *migrateCommand) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error {
		v, err := p.db.Version(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintln(out.out, versionNote(v))
		if c.LastReference == "" {
			return nil
		}
		next, err := p.db.CountOn(ctx, c.LastReference)
		if err != nil {
			return err
		}
		fmt.Fprintln(out.out, "the next reference is", next)
		return nil
	})
}

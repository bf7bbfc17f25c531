package main

import (
	"context"
	"fmt"
)

type migrateCommand struct{}

// Run brings the tables up to date, which opening the database does.
func (migrateCommand) Run(ctx context.Context, s *Settings, out streams) error {
	return s.with(ctx, func(p *product) error {
		v, err := p.db.Version(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintln(out.out, versionNote(v))
		return nil
	})
}

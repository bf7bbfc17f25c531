package sql

import (
	"context"

	"pledgebot/store"
)

// An engine runs statements on one kind of database. It gives store.ErrAway for
// a database that cannot be reached.
type engine interface {
	// query gives every row to take and reads to the end, which is also when an
	// UPDATE that returns rows is committed. Errors of take come back as they are.
	query(ctx context.Context, s statement, take func(scanner) error) error
	// exec counts the rows that a statement touched.
	exec(ctx context.Context, s statement) (int64, error)
	// keep runs all statements in one transaction, or none. If one touches fewer
	// rows than it wants, it gives store.ErrStale. Where there is a number to be
	// taken first, in the same transaction, rest is told it.
	keep(ctx context.Context, number *statement, rest func(n int64) ([]statement, error)) error
	// within runs f in one transaction; if f returns an error, nothing is kept.
	// It gives store.ErrStale where somebody else was first.
	within(ctx context.Context, f func(context.Context, session) error) error

	// matching is the condition that some words each begin one of the text's.
	matching(arg func(any) string, words []string) string

	store.Leader
	Ping(ctx context.Context) error
	close() error
}

// A scanner takes the columns of one row.
type scanner func(into ...any) error

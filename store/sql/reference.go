package sql

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"pledgebot/conversation/pledge"
)

const (
	nextNumber = `
INSERT INTO counters (year, n) VALUES ($1, 1) ON CONFLICT (year) DO UPDATE SET n = counters.n + 1 RETURNING n`
	countOn = `
INSERT INTO counters (year, n) VALUES ($1, $2)
ON CONFLICT (year) DO UPDATE SET n = CASE WHEN counters.n < $2 THEN $2 ELSE counters.n END RETURNING n`
)

// reference is how a number of a year is written.
func reference(year int, n int64) string { return fmt.Sprintf("CLA-%d-%04d", year, n) }

// errReference says how one is written.
var errReference = errors.New("a reference has the form CLA-2027-0041")

// CountOn has references counted on from one that was given elsewhere, such as
// in a database that was lost, and returns the next one of that year. It never
// counts back.
func (d *DB) CountOn(ctx context.Context, given string) (next string, err error) {
	var year int
	var n int64
	if _, err := fmt.Sscanf(given, "CLA-%d-%d", &year, &n); err != nil || n < 1 || given != reference(year, n) {
		return "", errReference
	}
	err = d.engine.query(ctx, say(countOn, year, n), func(scan scanner) error { return scan(&n) })
	if err != nil {
		return "", fmt.Errorf("count on from %s: %w", given, err)
	}
	return reference(year, n+1), nil
}

// number is what takes the next number of its year for a submission that has
// none; nil for any other change. It is taken only if the whole change is kept.
func number(facts []pledge.Fact) (year int, take *statement) {
	i := slices.IndexFunc(facts, func(f pledge.Fact) bool { return pledge.Unnumbered([]pledge.Fact{f}) })
	if i < 0 {
		return 0, nil
	}
	year = facts[i].At.UTC().Year()
	next := say(nextNumber, year)
	return year, &next
}

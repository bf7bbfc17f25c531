package sql

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

var _ store.Searches = (*DB)(nil)

const (
	insertSent = `
INSERT INTO sent (pledge, reference, state, place, country, title, priorities, words, due, since, claimed, act, quiet)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
ON CONFLICT (pledge) DO UPDATE SET state = excluded.state, place = excluded.place, country = excluded.country,
	title = excluded.title, priorities = excluded.priorities, words = excluded.words, due = excluded.due,
	since = excluded.since, claimed = excluded.claimed, act = excluded.act, quiet = excluded.quiet`

	followSent = `
UPDATE sent SET state = $2, due = $3, since = $4, claimed = $5, act = $6, quiet = CASE WHEN $7 THEN COALESCE($8, quiet, $9) END
WHERE pledge = $1`

	dropSent = `DELETE FROM sent WHERE pledge = $1`

	// It changes nothing, and lets nobody else do so before the change is kept.
	holdPledge = `UPDATE pledges SET rev = $2 WHERE id = $1 AND rev = $2`

	listUnindexed = `
SELECT id FROM pledges WHERE reference IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sent WHERE pledge = id) ORDER BY id LIMIT $1`

	silentClaims = `
SELECT pledge, act FROM sent WHERE quiet <= $1 ORDER BY quiet LIMIT $2`

	foundColumns = `SELECT pledge, reference, state, place, country, title, due, since, claimed FROM sent`
)

// writeSent lets a search find what was sent, and how it stands.
func writeSent(c store.Change) ([]statement, error) {
	if c.Pledge == nil || !c.Pledge.Sent() {
		return nil, nil
	}
	p := *c.Pledge
	if c.Searchable != nil {
		return []statement{indexed(p, *c.Searchable)}, nil
	}
	due, by, act := standing(p)
	var quiet stamp // as before, unless the claimer has just done this, or the city sent it
	if act == p.Rev || slices.ContainsFunc(c.Facts, pledge.Fact.Submits) {
		quiet = stamp(c.Facts[0].At)
	}
	return []statement{say(followSent, p.ID, p.State, due, at(p.Since()), by, act, silent(p), quiet, at(c.Facts[0].At))}, nil
}

// indexed writes the whole row of a pledge.
func indexed(p pledge.Pledge, s store.Searchable) statement {
	due, by, act := standing(p)
	var quiet stamp
	if silent(p) {
		quiet = stamp(p.Since())
		if p.Claim.At.After(p.Since()) {
			quiet = stamp(p.Claim.At)
		}
	}
	priorities := " " + strings.Join(s.Priorities, " ") + " "
	return say(insertSent, p.ID, p.Submitted.Reference, p.State, s.Place, s.Country, s.Title, priorities,
		strings.Join(tokens(s.Words), " "), due, at(p.Since()), by, act, quiet)
}

// standing is the date of a pledge's report, and its claim.
func standing(p pledge.Pledge) (due string, by pledge.Person, act int) {
	due = p.Due()
	if p.Claim != nil {
		by, act = p.Claim.By, p.Claim.Rev
	}
	return due, by, act
}

// silent tells whether a claimer who does nothing keeps a city waiting.
func silent(p pledge.Pledge) bool {
	return p.Claim != nil && (p.State == pledge.Submitted || p.State == pledge.InReview)
}

// tokens are the different words of a text, as they are compared: letters and
// figures, without accents.
func tokens(text string) []string {
	const most = 64 // letters; nobody types more
	all := strings.FieldsFunc(plain(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	for i, word := range all {
		if letters := []rune(word); len(letters) > most {
			all[i] = string(letters[:most])
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Search gives what fits; see store.Searches.
func (d *DB) Search(ctx context.Context, q store.Search, skip, limit int) ([]store.Found, error) {
	s, some := d.searching(q, max(skip, 0), max(limit, 0))
	if !some {
		return nil, nil
	}
	var all []store.Found
	if err := list(ctx, d.engine, s, &all, hit); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return all, nil
}

// searching is the statement of a search, with the conditions that it has and no
// others, so that it is planned for these. It tells whether anything can fit.
func (d *DB) searching(q store.Search, skip, limit int) (statement, bool) {
	var args []any
	var where []string
	arg := func(v any) string {
		args = append(args, v)
		return fmt.Sprintf("$%d", len(args))
	}
	if q.Words != "" {
		words := tokens(q.Words)
		if len(words) == 0 {
			return statement{}, false
		}
		where = append(where, d.engine.matching(arg, words))
	}
	if q.Country != "" {
		where = append(where, "country = "+arg(q.Country))
	}
	if len(q.States) > 0 {
		var in []string
		for _, state := range q.States {
			in = append(in, arg(string(state)))
		}
		where = append(where, "state IN ("+strings.Join(in, ", ")+")")
	}
	if q.Priority != "" {
		where = append(where, "priorities LIKE "+arg("% "+escapeLike.Replace(q.Priority)+" %")+` ESCAPE '\'`)
	}
	if q.DueFrom != "" || q.DueTo != "" {
		where = append(where, "due <> '' AND due >= "+arg(q.DueFrom)+" AND due <= "+arg(cmp.Or(q.DueTo, "9999-12-31")))
	}
	if q.ClaimedBy != "" {
		where = append(where, "claimed <> '' AND claimed = "+arg(string(q.ClaimedBy)))
	}
	text := foundColumns
	if len(where) > 0 {
		text += " WHERE " + strings.Join(where, " AND ")
	}
	order := " ORDER BY since DESC, pledge DESC"
	if q.Oldest {
		order = " ORDER BY since, pledge"
	}
	return statement{text: text + order + " LIMIT " + arg(limit) + " OFFSET " + arg(skip), args: args}, true
}

var escapeLike = strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)

// matching: the plus has SQLite go by what else narrows, or by the order, and look
// up what fits: words that all have would be fetched one by one otherwise.
func (*sqliteEngine) matching(arg func(any) string, words []string) string {
	return `+n IN (SELECT rowid FROM sent_words WHERE sent_words MATCH ` + arg(`"`+strings.Join(words, `"* "`)+`"*`) + ")"
}

func (*postgresEngine) matching(arg func(any) string, words []string) string {
	return "array_to_tsvector(string_to_array(words, ' ')) @@ CAST(CAST(" + arg("'"+strings.Join(words, "':* & '")+"':*") + " AS text) AS tsquery)"
}

func hit(scan scanner) (store.Found, error) {
	var f store.Found
	var since stamp
	err := scan(&f.Pledge, &f.Reference, &f.State, &f.Place, &f.Country, &f.Title, &f.Due, &since, &f.ClaimedBy)
	f.Since = time.Time(since)
	return f, err
}

// Silent lists claims whose holders have done nothing since a time.
func (d *DB) Silent(ctx context.Context, since time.Time, limit int) ([]store.Silence, error) {
	var all []store.Silence
	err := list(ctx, d.engine, say(silentClaims, at(since), max(limit, 0)), &all, func(scan scanner) (s store.Silence, err error) {
		err = scan(&s.Pledge, &s.Seen)
		return s, err
	})
	if err != nil {
		return nil, fmt.Errorf("list silent claims: %w", err)
	}
	return all, nil
}

// Unindexed lists submitted pledges that no search finds.
func (d *DB) Unindexed(ctx context.Context, limit int) ([]pledge.ID, error) {
	return names[pledge.ID](ctx, d, say(listUnindexed, max(limit, 0)))
}

// Index lets a pledge be found, if it still is at its revision.
func (d *DB) Index(ctx context.Context, p pledge.Pledge, s store.Searchable) error {
	err := d.engine.keep(ctx, nil, func(int64) ([]statement, error) {
		return []statement{say(holdPledge, p.ID, p.Rev), indexed(p, s)}, nil
	})
	if err != nil {
		return fmt.Errorf("index pledge: %w", err)
	}
	return nil
}

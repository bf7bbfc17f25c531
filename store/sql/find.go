package sql

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

const (
	seatedOf = `
SELECT person FROM people WHERE person = $1 OR person LIKE '%:' || $1
UNION SELECT person FROM seats WHERE person = $1 OR person LIKE '%:' || $1
UNION SELECT by_person FROM facts WHERE by_person = $1 OR by_person LIKE '%:' || $1
UNION SELECT recipient FROM deliveries WHERE recipient = $1 OR recipient LIKE '%:' || $1 ORDER BY 1`

	allPledges = `SELECT doc FROM pledges ORDER BY created, id`
)

// FindPeople finds persons by what a letter names; see store.People. It looks
// through every pledge: a letter is rare, and an index of names would be one
// more place that holds them.
func (d *DB) FindPeople(ctx context.Context, c *call.Call, words string, limit int) ([]store.Match, error) {
	words = strings.TrimSpace(words)
	if words == "" || limit < 1 {
		return nil, nil
	}
	found := map[pledge.Person][]pledge.ID{}
	err := d.engine.query(ctx, say(seatedOf, words), func(scan scanner) error {
		var p pledge.Person
		err := scan(&p)
		if !p.Erased() && (store.AddressOf(p).User == words || string(p) == words) { // a pattern takes more
			found[p] = nil
		}
		return err
	})
	if err == nil {
		err = d.engine.query(ctx, say(allPledges), func(scan scanner) error {
			p, err := one[pledge.Pledge](scan)
			for _, person := range named(c, p, words) {
				found[person] = append(found[person], p.ID)
			}
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("find people: %w", err)
	}
	var all []store.Match
	for _, p := range slices.Sorted(maps.Keys(found)) {
		all = append(all, store.Match{Person: p, Pledges: found[p]})
	}
	return all[:min(limit, len(all))], nil
}

// named are those who hold a seat on a pledge or gave a personal answer of it,
// if such an answer holds the words.
func named(c *call.Call, p pledge.Pledge, words string) []pledge.Person {
	all := map[pledge.Person]bool{}
	for _, f := range c.Fields {
		a := p.Answers[f.Key]
		if !slices.ContainsFunc(f.PersonalOf(a.Value), func(v string) bool { return holds(v, words) }) {
			continue
		}
		if a.By != "" && !a.By.Erased() {
			all[a.By] = true
		}
		for person := range p.Seats {
			all[person] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// holds compares as people write: capitals and accents do not count, nor what
// parts the digits of a telephone number.
func holds(text, words string) bool {
	const phone = 7 // digits that are more than a year or a house
	if d := digits(words); len(d) >= phone && strings.Contains(digits(text), d) {
		return true
	}
	return strings.Contains(plain(text), plain(words))
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func plain(s string) string {
	s, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

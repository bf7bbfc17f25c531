package desk

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// A Morning is when the channel is told what has happened since the working
// morning before.
type Morning struct {
	Hour int
	Zone *time.Location
}

// digests is how the card of a morning is named, with its date behind it.
const digests = "digest:"

// digestFor is how long a digest is still of use: one that is later is left out.
const digestFor = 4 * time.Hour

// WantDigest wants the digest of a working morning once its hour has come. It may
// be repeated, and done by several replicas at once: a morning has one card, which
// is drawn like all others.
func (d *Desk) WantDigest(ctx context.Context) error {
	now := d.now().In(d.morning.Zone)
	due := d.morning.on(now)
	if working(now) && !now.Before(due) && now.Sub(due) < digestFor {
		return d.cards.WantNotice(ctx, pledge.ID(digests+now.Format(time.DateOnly)), due)
	}
	return nil
}

// on is the hour on the day of a time.
func (m Morning) on(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), m.Hour, 0, 0, 0, m.Zone)
}

func working(t time.Time) bool { return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday }

// span is from one working morning to another, by the name of a card; false where
// it is not of a morning.
func (d *Desk) span(name pledge.ID) (from, until time.Time, ok bool) {
	iso, ok := strings.CutPrefix(string(name), digests)
	if !ok || d.morning == nil {
		return from, until, false
	}
	day, err := time.ParseInLocation(time.DateOnly, iso, d.morning.Zone)
	until = d.morning.on(day)
	for from = until.AddDate(0, 0, -1); !working(from); {
		from = from.AddDate(0, 0, -1)
	}
	return from, until, err == nil
}

// A digested is a kind of fact of which a digest tells, and its name among the
// texts.
type digested struct {
	kind pledge.FactKind
	name string
}

var told = []digested{
	{pledge.WasSubmitted, "submitted"},
	{pledge.Inquired, "asked"},
	{pledge.WasAccepted, "accepted"},
	{pledge.WasDeclined, "declined"},
	{pledge.Recalled, "recalled"},
	{pledge.WasSuspended, "suspended"},
	{pledge.WasWithdrawn, "withdrawn"},
	{pledge.Bounced, "bounced"},
	{pledge.Escalated, "escalated"},
	{pledge.ContactLeft, "left"},
}

func tells(kind pledge.FactKind) bool {
	return slices.ContainsFunc(told, func(of digested) bool { return of.kind == kind })
}

// digest is the card of a morning; false where there is nothing to tell.
func (d *Desk) digest(ctx context.Context, name pledge.ID, from, until time.Time) (Card, bool, error) {
	w := d.in(d.lang)
	lists, err := d.lists(ctx, from, until)
	if err != nil || len(lists) == 0 {
		return Card{}, false, err
	}
	head := w.say("desk.digest.title", date(until.Format(time.DateOnly)))
	c := Card{Pledge: name, Rev: 1, Head: head, Summary: head}
	for _, of := range lists {
		line, err := d.named(ctx, w, of.ids)
		if err != nil {
			return Card{}, false, err
		}
		c.Lines = append(c.Lines, Line{w.label(w.say("desk.digest." + of.name)), plain(line)})
	}
	for _, word := range []string{wordWaiting, wordOverdue} {
		line, err := d.waiting(ctx, w, word)
		if err != nil {
			return Card{}, false, err
		}
		c.Lines = append(c.Lines, Line{w.label(w.say("desk.home." + word)), plain(line)})
	}
	return c, true, nil
}

// A listed is the pledges that a digest names for one reason, by its name among the texts.
type listed struct {
	name string
	ids  []pledge.ID
}

const (
	triedMost  = 5         // so often a mail is tried before the team is told that it waits: for about an hour
	behindMost = time.Hour // so long a card may wait after its first try
)

// lists are what has happened, and what is missing: mail that waits, and cards that
// could not be drawn, for long.
func (d *Desk) lists(ctx context.Context, from, until time.Time) ([]listed, error) {
	happened, err := d.between(ctx, from, until)
	if err != nil {
		return nil, err
	}
	var all []listed
	for _, of := range told {
		all = append(all, listed{of.name, happened[of.kind]})
	}
	unmailed, err := d.tries.Tried(ctx, d.mail, triedMost)
	if err != nil {
		return nil, err
	}
	undrawn, err := d.tries.Undrawn(ctx, d.now().Add(-behindMost))
	if err != nil {
		return nil, err
	}
	all = append(all, listed{"unmailed", unmailed}, listed{"undrawn", undrawn})
	return slices.DeleteFunc(all, func(of listed) bool { return len(of.ids) == 0 }), nil
}

// between are the pledges to which each kind of fact has happened, each once, in
// the order of time.
func (d *Desk) between(ctx context.Context, from, until time.Time) (map[pledge.FactKind][]pledge.ID, error) {
	all := map[pledge.FactKind][]pledge.ID{}
	for some, err := range store.History(ctx, d.pledges, store.Point{At: from.Add(-time.Microsecond)}) {
		if err != nil {
			return nil, fmt.Errorf("read history: %w", err)
		}
		for _, caused := range some {
			for _, f := range caused.Facts {
				if !f.At.Before(until) {
					return all, nil
				}
				if f.Kind == pledge.Reconsidered {
					undecide(all, f.Pledge)
				}
				if tells(f.Kind) && !slices.Contains(all[f.Kind], f.Pledge) {
					all[f.Kind] = append(all[f.Kind], f.Pledge)
				}
			}
		}
	}
	return all, nil
}

// undecide forgets a decision that was taken back.
func undecide(all map[pledge.FactKind][]pledge.ID, id pledge.ID) {
	for _, kind := range []pledge.FactKind{pledge.WasAccepted, pledge.WasDeclined} {
		if ids := slices.DeleteFunc(all[kind], func(other pledge.ID) bool { return other == id }); len(ids) > 0 {
			all[kind] = ids
		} else {
			delete(all, kind)
		}
	}
}

// namedMost is how many pledges one line of a digest names.
const namedMost = 10

// named names pledges by number and place.
func (d *Desk) named(ctx context.Context, w wording, ids []pledge.ID) (string, error) {
	var heads []string
	for _, id := range ids[:min(len(ids), namedMost)] {
		view, err := d.pledges.Look(ctx, store.Query{Pledge: id})
		if err != nil {
			return "", fmt.Errorf("look: %w", err)
		}
		if view.Pledge != nil && view.Pledge.Sent() {
			heads = append(heads, d.head(w, *view.Pledge))
		}
	}
	line := strings.Join(heads, "; ")
	if more := len(ids) - namedMost; more > 0 {
		line = w.say("desk.digest.more", words(line), number(strconv.Itoa(more)))
	}
	return line, nil
}

// waiting is how many pledges a word of searches finds, and since when the oldest.
func (d *Desk) waiting(ctx context.Context, w wording, word string) (string, error) {
	const most = 1000
	q, _ := d.understand(w, pledge.Actor{}, w.names("desk.word." + word)[0])
	q.Oldest = true
	all, err := d.searches.Search(ctx, q, 0, most)
	if err != nil {
		return "", fmt.Errorf("search: %w", err)
	}
	n := number(strconv.Itoa(len(all)))
	if len(all) == 0 {
		return w.say("desk.digest.none"), nil
	}
	return w.say("desk.digest.waiting", n, day(all[0].Since)), nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"pledgebot/tools/bench/team"
	"pledgebot/tools/bench/walk"
)

const (
	deskPledges = 256             // that the team works on: none gets a history of a length that there is not
	prepareFor  = 2 * time.Minute // until their cards stand
)

// desk measures how soon Slack is told that a press, a form or a command was
// taken, by both ways in which it reaches the product, while people walk.
func (b *bench) desk(ctx context.Context) error {
	if err := b.cards(ctx); err != nil {
		return err
	}
	fmt.Fprintf(b.out, "\n| way | people of the team | people typing | Telegram updates/s | their p99 ms | what | number | p50 ms | p99 ms | p99.9 ms | max ms | not acknowledged |\n")
	fmt.Fprintln(b.out, "|---|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|---|")
	for _, way := range []team.Way{team.Requests, team.Socket} {
		for _, people := range b.team {
			if err := b.deskPoint(ctx, way, people); err != nil {
				return fmt.Errorf("%s, %d people: %w", way, people, err)
			}
		}
	}
	return nil
}

// startDesk starts the product with a desk.
func (b *bench) startDesk(ctx context.Context, office *team.Office) (*running, error) {
	p := b.product()
	p.env = office.Settings()
	r, err := b.start(ctx, p)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, startFor)
	defer cancel()
	if err := office.Reach(ctx, r.public); err != nil {
		return nil, r.end(err)
	}
	return r, nil
}

func (b *bench) deskPoint(ctx context.Context, way team.Way, people int) error {
	office := team.Open(clock, way, people)
	defer office.Close()
	r, err := b.startDesk(ctx, office)
	if err != nil {
		return err
	}
	err = r.prepare(ctx, office, deskPledges)
	if err != nil {
		return r.end(err)
	}
	walked, worked, err := b.atWork(ctx, r, office)
	if err == nil {
		err = errors.Join(r.promised(b.product(), deskPledges+walked.Finished), r.became(worked))
	}
	if err := r.end(err); err != nil {
		return err
	}
	b.printDesk(fmt.Sprintf("| %s | %d | %d | %.0f | %.1f", way, people, b.typing, walked.Rate(), millis(walked.Quantile(0.99))), worked)
	return nil
}

// prepare has so many pledges submitted, which the team then works on.
func (r *running) prepare(ctx context.Context, office *team.Office, pledges int) error {
	ctx, cancel := context.WithTimeout(ctx, prepareFor)
	defer cancel()
	if err := r.phones.Walk(ctx, pledges); err != nil {
		return err
	}
	return office.Prepare(ctx, pledges)
}

// atWork has people walk and the team work at once.
func (b *bench) atWork(ctx context.Context, r *running, office *team.Office) (walked walk.Result, worked team.Result, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	done := make(chan error, 1)
	go func() {
		var failed error
		worked, failed = office.Work(ctx)
		if failed != nil {
			cancel(failed)
		}
		done <- failed
	}()
	walked, err = r.phones.Run(ctx, walk.Load{People: b.typing, Warm: b.warm, Measure: b.measure}, office.Edge)
	if err != nil {
		cancel(err)
	}
	return walked, worked, errors.Join(err, <-done)
}

// became proves that what was acknowledged is in the database, once: nothing else
// made such facts.
func (r *running) became(worked team.Result) error {
	for _, kind := range slices.Sorted(maps.Keys(worked.Became)) {
		kept, err := r.kept(kind)
		if err != nil {
			return err
		}
		if n := worked.Became[kind]; kept < n || kept > n+worked.Unclear {
			return fmt.Errorf("%d facts %q are kept, %d were acknowledged, and %d presses of any kind were not", kept, kind, n, worked.Unclear)
		}
	}
	return nil
}

// kept is how many facts of a kind are in the database.
func (r *running) kept(kind string) (int, error) {
	return r.stores.count("SELECT count(*) FROM facts WHERE kind = '" + kind + "'")
}

func (b *bench) printDesk(point string, worked team.Result) {
	for _, kind := range team.Kinds {
		took, failed := worked.Took[kind], "0"
		if how := worked.Failed[kind]; len(how) > 0 {
			failed = fmt.Sprint(how)
		}
		at := func(share float64) float64 { return millis(walk.Quantile(took, share)) }
		fmt.Fprintf(b.out, "%s | %s | %d | %.1f | %.1f | %.1f | %.1f | %s |\n",
			point, kind, len(took), at(0.5), at(0.99), at(0.999), at(1), failed)
	}
}

// How many submissions are timed until their cards, and how far apart.
const (
	timedCards = 100
	spread     = 618 * time.Millisecond // of a second: evenly over the rounds in which cards are drawn
)

// cards measures the time from the last step on Telegram to the card in Slack,
// with one pledge at a time.
func (b *bench) cards(ctx context.Context) error {
	office := team.Open(clock, team.Requests, 1)
	defer office.Close()
	r, err := b.startDesk(ctx, office)
	if err != nil {
		return err
	}
	var all []time.Duration
	for i := range timedCards {
		<-clock.After(time.Duration(i) * spread % time.Second)
		took, err := r.cardAfter(ctx, office, i)
		if err != nil {
			return r.end(err)
		}
		all = append(all, took)
	}
	slices.Sort(all)
	fmt.Fprintf(b.out, "from Submit on Telegram to the card in Slack, one pledge at a time: p50 %.0f ms, p99 %.0f ms, max %.0f ms (%d pledges)\n",
		millis(walk.Quantile(all, 0.5)), millis(walk.Quantile(all, 0.99)), millis(walk.Quantile(all, 1)), len(all))
	return r.end(nil)
}

// cardAfter is how long it takes from a submission to its card, after so many.
func (r *running) cardAfter(ctx context.Context, office *team.Office, others int) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, prepareFor)
	defer cancel()
	at, err := r.phones.Submit(ctx)
	if err != nil {
		return 0, err
	}
	posted, err := office.Posted(ctx, others+1)
	if err != nil {
		return 0, err
	}
	return posted[others].Sub(at), nil
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// A row is one bot with so many people.
type row struct {
	people int
	bot    string
	figures
}

// compare measures every bot at every point, in turns, and prints the medians.
func (b *bench) compare(ctx context.Context) error {
	programs := b.programs()
	var rows []row
	for _, people := range b.people {
		runs := make([][]figures, len(programs))
		for range b.rounds {
			for i, p := range programs {
				f, err := b.point(ctx, p, people)
				if err != nil {
					return err
				}
				runs[i] = append(runs[i], f)
			}
		}
		for i, p := range programs {
			rows = append(rows, row{people: people, bot: p.name, figures: medians(runs[i])})
		}
	}
	b.print(rows)
	return b.printTrips(ctx, programs)
}

// medians are taken of each figure by itself.
func medians(runs []figures) figures {
	return figures{
		rate: median(runs, func(f figures) float64 { return f.rate }),
		p50:  median(runs, func(f figures) time.Duration { return f.p50 }), p99: median(runs, func(f figures) time.Duration { return f.p99 }),
		cpu: median(runs, func(f figures) float64 { return f.cpu }), peak: median(runs, func(f figures) float64 { return f.peak }),
		calls: median(runs, func(f figures) float64 { return f.calls }), within: median(runs, func(f figures) float64 { return f.within }),
		strays:   median(runs, func(f figures) float64 { return f.strays }),
		commands: median(runs, func(f figures) float64 { return f.commands }), commits: median(runs, func(f figures) float64 { return f.commits }),
	}
}

func median[T cmp.Ordered](runs []figures, of func(figures) T) T {
	all := make([]T, len(runs))
	for i, f := range runs {
		all[i] = of(f)
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// print writes the table, each bot beside the product's share of it.
func (b *bench) print(rows []row) {
	fmt.Fprintln(b.out, "| people | bot | updates/s | p50 ms | p99 ms | CPU s per 1,000 | peak MiB | API calls + in answers | Redis commands | Postgres commits | asked again per 1,000 | product's throughput | product's CPU |")
	fmt.Fprintln(b.out, "|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
	var product figures
	for _, r := range rows {
		if r.bot == b.product().name {
			product = r.figures
		}
		fmt.Fprintf(b.out, "| %d | %s | %.0f | %.2f | %.2f | %.3f | %.0f | %.2f + %.2f | %.2f | %.2f | %.2f | %.2f × | %.2f × |\n",
			r.people, r.bot, r.rate, millis(r.p50), millis(r.p99), r.cpu, r.peak, r.calls, r.within, r.commands, r.commits, r.strays,
			product.rate/r.rate, product.cpu/r.cpu)
	}
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// printTrips writes how often each bot asks its stores.
func (b *bench) printTrips(ctx context.Context, programs []program) error {
	fmt.Fprintln(b.out, "\n| bot, one person | round trips to Redis per update | to Postgres |")
	fmt.Fprintln(b.out, "|---|---:|---:|")
	for _, p := range programs {
		redis, postgres, err := b.trips(ctx, p)
		if err != nil {
			return err
		}
		fmt.Fprintf(b.out, "| %s | %.2f | %.2f |\n", p.name, redis, postgres)
	}
	return nil
}

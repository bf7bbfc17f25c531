package sql_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

// onBoth measures on a file and in Postgres, each as safe as it is in service.
func onBoth(b *testing.B, measure func(b *testing.B, d *sql.DB)) {
	b.Helper()
	b.Run("sqlite", func(b *testing.B) {
		measure(b, open(b, "sqlite:"+filepath.Join(b.TempDir(), "pledges.db")))
	})
	b.Run("postgres", func(b *testing.B) { measure(b, open(b, storetest.Postgres(b))) })
}

func create(b *testing.B, d *sql.DB, n int) pledge.Pledge {
	b.Helper()
	c := newDraft(pledge.ID(fmt.Sprint("p", n)))
	if _, err := d.Commit(b.Context(), c); err != nil {
		b.Fatal(err)
	}
	return *c.Pledge
}

// commitAll times one commit after the other.
func commitAll(b *testing.B, d *sql.DB, changes []store.Change) {
	b.Helper()
	b.ReportAllocs()
	b.ResetTimer()
	for _, c := range changes {
		if _, err := d.Commit(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

// BenchmarkCommit is one answer.
func BenchmarkCommit(b *testing.B) {
	onBoth(b, func(b *testing.B, d *sql.DB) {
		p, changes := create(b, d, 0), make([]store.Change, b.N)
		for i := range changes {
			changes[i] = answered(p, i)
			p = *changes[i].Pledge
		}
		commitAll(b, d, changes)
	})
}

// BenchmarkSubmit is one submission, which takes a number.
func BenchmarkSubmit(b *testing.B) {
	onBoth(b, func(b *testing.B, d *sql.DB) {
		changes := make([]store.Change, b.N)
		for i := range changes {
			changes[i] = submits(create(b, d, i))
		}
		commitAll(b, d, changes)
	})
}

// BenchmarkLook reads what is needed to decide about one input.
func BenchmarkLook(b *testing.B) {
	onBoth(b, func(b *testing.B, d *sql.DB) {
		for i := range 5 {
			create(b, d, i)
		}
		q := store.Query{Person: "tty:maria", Pledge: "p0", Mine: true, Input: "in"}
		b.ReportAllocs()
		b.ResetTimer()
		for range b.N {
			if _, err := d.Look(context.Background(), q); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSearch is a page of a search over 100,000 pledges of some hundred
// different words each.
func BenchmarkSearch(b *testing.B) {
	onBoth(b, func(b *testing.B, d *sql.DB) {
		const many = 100_000
		for n := range many {
			c := submits(*newDraft(pledge.ID(fmt.Sprint("p", n))).Pledge)
			c.Pledge.Rev, c.Facts = 1, c.Facts[:1]
			for i := range c.Facts {
				c.Facts[i].Rev = 1
			}
			c.Searchable = manyWords(n)
			if _, err := d.Commit(b.Context(), c); err != nil {
				b.Fatal(err)
			}
		}
		for _, q := range []struct {
			name string
			by   store.Search
		}{
			{"rare", store.Search{Words: "w977 w1313"}},
			{"common", store.Search{Words: "vivi"}},
			{"narrowed", store.Search{Words: "vivi w977", Country: "EC", Priority: "4"}},
			{"country", store.Search{Country: "EC"}},
			{"all", store.Search{Oldest: true}},
		} {
			b.Run(q.name, func(b *testing.B) { searchAll(b, d, q.by) })
		}
	})
}

// manyWords are a hundred words that are rarer the later they stand, and two that all have.
func manyWords(n int) *store.Searchable {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	words := []string{"vivienda", "ciudad"}
	for range 100 {
		words = append(words, fmt.Sprint("w", int(2000*random.Float64()*random.Float64())))
	}
	return &store.Searchable{
		Place: "Quito", Country: []string{"EC", "SN", "PH", "CO"}[n%4], Title: "Viviendas",
		Priorities: []string{fmt.Sprint(1 + n%6)}, Words: strings.Join(words, " "),
	}
}

// searchAll times searches one after the other and reports how long nineteen of
// twenty take at most.
func searchAll(b *testing.B, d *sql.DB, q store.Search) {
	b.Helper()
	took := make([]time.Duration, 0, b.N)
	for b.Loop() {
		began := time.Now() //nolint:forbidigo // what a benchmark measures
		if _, err := d.Search(b.Context(), q, 0, 11); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began)) //nolint:forbidigo // the same
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}

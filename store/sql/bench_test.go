package sql_test

import (
	"cmp"
	"context"
	database "database/sql"
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

// BenchmarkSearch is a page of a search over 100,000 pledges of a hundred words
// each.
func BenchmarkSearch(b *testing.B) {
	file := filepath.Join(b.TempDir(), "pledges.db")
	for _, on := range []struct{ name, url, driver, source string }{
		{"sqlite", "sqlite:" + file, "sqlite", "file:" + file},
		{"postgres", storetest.Postgres(b), "pgx", ""},
	} {
		b.Run(on.name, func(b *testing.B) {
			d := open(b, on.url)
			fillSent(b, on.driver, cmp.Or(on.source, on.url))
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
}

// fillSent writes what 100,000 cities have sent: words that are rarer the higher
// their numbers, and two that all have.
func fillSent(b *testing.B, driver, source string) {
	b.Helper()
	db, err := database.Open(driver, source)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	tx, err := db.BeginTx(b.Context(), nil)
	if err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for n := range 100_000 {
		words := []string{"ciudad", "vivienda"}
		for range 100 {
			words = append(words, fmt.Sprint("w", int(2000*random.Float64()*random.Float64())))
		}
		slices.Sort(words)
		_, err := tx.ExecContext(b.Context(), `
INSERT INTO sent (pledge, reference, state, place, country, title, priorities, words, due, since, claimed, act)
VALUES ($1, $2, 'submitted', 'Quito', $3, 'Viviendas', $4, $5, '', $6, '', 0)`,
			fmt.Sprint("p", n), fmt.Sprint("r", n), []string{"EC", "SN", "PH", "CO"}[n%4], fmt.Sprintf(" %d ", 1+n%6),
			strings.Join(slices.Compact(words), " "), noon.Add(time.Duration(n)*time.Second).Format("2006-01-02 15:04:05-07:00"))
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
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

package sql_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

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

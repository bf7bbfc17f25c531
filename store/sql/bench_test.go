package sql_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
)

// submission is the change that submits a new draft, with something to tell.
func submission(b *testing.B, d *sql.DB, n int) store.Change {
	b.Helper()
	id := pledge.ID(fmt.Sprint("p", n))
	draft := newDraft(id)
	if _, err := d.Commit(b.Context(), draft); err != nil {
		b.Fatal(err)
	}
	f := pledge.Fact{Pledge: id, Rev: 2, Kind: pledge.WasSubmitted, By: "tty:maria", At: noon, Check: "ABCDE-FGHJK"}
	p := pledge.Fold(*draft.Pledge, f)
	return store.Change{
		Input: conversation.InputID("submits " + id), Facts: []pledge.Fact{f}, Pledge: &p,
		Deliveries: []store.Delivery{{Key: "told " + string(id), Pledge: id, Recipient: "tty:ana", Due: noon, Facts: []pledge.Fact{f}}},
	}
}

// BenchmarkSubmit is one commit of a submission into a file, as safe as it is
// in service.
func BenchmarkSubmit(b *testing.B) {
	d := open(b, "sqlite:"+filepath.Join(b.TempDir(), "pledges.db"))
	changes := make([]store.Change, b.N)
	for i := range changes {
		changes[i] = submission(b, d, i)
	}
	b.ResetTimer()
	for _, c := range changes {
		if _, err := d.Commit(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

// BenchmarkLook reads what is needed to decide about one input.
func BenchmarkLook(b *testing.B) {
	d := open(b, "sqlite:"+filepath.Join(b.TempDir(), "pledges.db"))
	for i := range 5 {
		submission(b, d, i)
	}
	q := store.Query{Person: "tty:maria", Pledge: "p0", Mine: true, Input: "in"}
	b.ResetTimer()
	for range b.N {
		if _, err := d.Look(context.Background(), q); err != nil {
			b.Fatal(err)
		}
	}
}

package sql_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/storetest"
)

// TestRoundTrips is the price of each request once its statements are prepared.
func TestRoundTrips(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, mode := range []string{"cache_statement", "cache_describe", "exec"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			p, url := behind(t, storetest.Postgres(t))
			d := open(t, url+"&pool_max_conns=1&default_query_exec_mode="+mode)
			commit := func(c store.Change) func() {
				return func() {
					if _, err := d.Commit(ctx, c); err != nil {
						t.Fatal(err)
					}
				}
			}
			staff := store.Change{
				Input: "staffs", Person: &conversation.Person{ID: "desk:rita", Rev: 1},
				Facts: []pledge.Fact{{Rev: 1, Kind: pledge.Staffed, By: "desk:ada", At: noon}},
			}
			commit(staff)()
			trips := map[string][]int{}
			for i := range 5 {
				draft := newDraft(pledge.ID(fmt.Sprint("p", i)))
				answer := answered(*draft.Pledge, i)
				trips["creation"] = append(trips["creation"], p.count(commit(draft)))
				trips["answer"] = append(trips["answer"], p.count(commit(answer)))
				trips["submission"] = append(trips["submission"], p.count(commit(submits(*answer.Pledge))))
				decision := decides(submits(*answer.Pledge), fmt.Sprintf("CLA-2027-%04d", i+1))
				trips["decision"] = append(trips["decision"], p.count(commit(decision)))
				trips["look"] = append(trips["look"], p.count(func() {
					if _, err := d.Look(ctx, store.Query{Person: "tty:maria", Pledge: "p0", Mine: true, Input: "in"}); err != nil {
						t.Fatal(err)
					}
				}))
			}
			// The least, since a pool asks whether a connection is alive that has
			// been idle for a second.
			for what, want := range map[string]int{"creation": 1, "answer": 1, "submission": 2, "decision": 1, "look": 1} {
				if least := slices.Min(trips[what]); least != want {
					t.Errorf("%s: %d round trips, not %d", what, least, want)
				}
			}
			t.Log(trips)
		})
	}
}

// answered is the change by one typed answer: what was said and what follows
// from it.
func answered(p pledge.Pledge, n int) store.Change {
	c := store.Change{Input: conversation.InputID(fmt.Sprint("answers ", p.ID, " ", n))}
	for i := range 3 {
		f := pledge.Fact{
			Pledge: p.ID, Rev: p.Rev + 1, N: i, Kind: pledge.Answered, By: "tty:maria", At: noon,
			Field: "title", Value: []string{fmt.Sprint("Title ", n, " ", i)},
		}
		c.Facts = append(c.Facts, f)
	}
	for _, f := range c.Facts {
		p = pledge.Fold(p, f)
	}
	c.Pledge = &p
	return c
}

// submits is the change by a submission, with something to tell.
func submits(p pledge.Pledge) store.Change {
	f := pledge.Fact{Pledge: p.ID, Rev: p.Rev + 1, Kind: pledge.WasSubmitted, By: "tty:maria", At: noon, Check: "ABCDE-FGHJK"}
	p = pledge.Fold(p, f)
	return store.Change{
		Input: conversation.InputID("submits " + p.ID), Facts: []pledge.Fact{f}, Pledge: &p, Card: true,
		Deliveries: []store.Delivery{{Key: "told " + string(p.ID), Pledge: p.ID, Recipient: "tty:ana", Due: noon, Facts: []pledge.Fact{f}}},
	}
}

// decides is the change by a person of the team after a submission, which was
// given a reference.
func decides(c store.Change, reference string) store.Change {
	p, _ := pledge.Number(*c.Pledge, c.Facts, reference)
	reviewer := conversation.Person{ID: "desk:rita", Rev: 1}
	f := pledge.Fact{Pledge: p.ID, Rev: p.Rev + 1, Kind: pledge.WasAccepted, By: reviewer.ID, At: noon, Check: "ABCDE-FGHJK"}
	p = pledge.Fold(p, f)
	return store.Change{
		Input: conversation.InputID("decides " + p.ID), Facts: []pledge.Fact{f}, Pledge: &p, Card: true,
		ReliesOn: []conversation.Person{reviewer},
	}
}

package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// PledgesAndReminders is a database in which reminders are looked for.
type PledgesAndReminders interface {
	store.Pledges
	store.Reminders
}

// ExerciseReminders proves that what open returns keeps the promises of store.Reminders.
// Every call of open gives an empty store.
func ExerciseReminders(t *testing.T, open func(t *testing.T) PledgesAndReminders) {
	t.Helper()
	exercise(t, open, []promise[PledgesAndReminders]{
		{"LooksComeInTheirOrder", looksComeInTheirOrder},
		{"ALookIsKeptWithItsChange", aLookIsKeptWithItsChange},
		{"LookAgainRefusesAnotherRevision", lookAgainRefusesAnotherRevision},
	})
}

// looked is a draft whose reminders are looked at some seconds after noon.
func looked(t *testing.T, s PledgesAndReminders, id pledge.ID, seconds int) pledge.Pledge {
	t.Helper()
	c := changed(conversation.InputID("creates "+id), pledge.Pledge{}, "tty:maria", noon, created(id))
	when := later(seconds)
	c.Look = &when
	commit(t, s, c)
	return *c.Pledge
}

func toLookAt(t *testing.T, s store.Reminders, seconds, limit int) []pledge.ID {
	t.Helper()
	ids, err := s.ToLookAt(ctx, later(seconds), limit)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// looksComeInTheirOrder: none before its time, the longest first.
func looksComeInTheirOrder(t *testing.T, s PledgesAndReminders) {
	looked(t, s, "c", 3)
	looked(t, s, "a", 2)
	looked(t, s, "b", 2)
	draftOf(t, s, "never")
	for _, tt := range []struct {
		seconds, limit int
		want           []pledge.ID
	}{{1, 9, nil}, {2, 9, []pledge.ID{"a", "b"}}, {9, 9, []pledge.ID{"a", "b", "c"}}, {9, 1, []pledge.ID{"a"}}, {9, 0, nil}} {
		if got := toLookAt(t, s, tt.seconds, tt.limit); !slices.Equal(got, tt.want) {
			t.Errorf("%d s after, at most %d: %v, want %v", tt.seconds, tt.limit, got, tt.want)
		}
	}
}

func draftOf(t *testing.T, s PledgesAndReminders, id pledge.ID) {
	t.Helper()
	commit(t, s, changed(conversation.InputID("creates "+id), pledge.Pledge{}, "tty:maria", noon, created(id)))
}

// aLookIsKeptWithItsChange, and stays as it is where a change says nothing of it.
func aLookIsKeptWithItsChange(t *testing.T, s PledgesAndReminders) {
	p := looked(t, s, "a", 5)
	next := changed("answers", p, "tty:maria", later(1), answered("title", "Homes"))
	commit(t, s, next)
	if got := toLookAt(t, s, 5, 9); len(got) != 1 {
		t.Errorf("after another change: %v", got)
	}
	last := changed("answers again", *next.Pledge, "tty:maria", later(2), answered("title", "Homes"))
	last.Look = &time.Time{}
	commit(t, s, last)
	if got := toLookAt(t, s, 1e6, 9); got != nil {
		t.Errorf("never again: %v", got)
	}
	lost := changed("lost", p, "tty:maria", later(3), answered("title", "Homes"))
	soon := later(0)
	lost.Look = &soon
	if _, err := s.Commit(ctx, lost); !errors.Is(err, store.ErrStale) {
		t.Fatalf("a change that is late: %v", err)
	}
	if got := toLookAt(t, s, 1e6, 9); got != nil {
		t.Errorf("a change that was lost is looked for: %v", got)
	}
}

func lookAgainRefusesAnotherRevision(t *testing.T, s PledgesAndReminders) {
	p := looked(t, s, "a", 1)
	if err := s.LookAgain(ctx, "a", p.Rev+1, later(9)); !errors.Is(err, store.ErrStale) {
		t.Errorf("at another revision: %v", err)
	}
	if err := s.LookAgain(ctx, "nobody's", 1, later(9)); !errors.Is(err, store.ErrStale) {
		t.Errorf("of no pledge: %v", err)
	}
	if err := s.LookAgain(ctx, "a", p.Rev, later(9)); err != nil || toLookAt(t, s, 8, 9) != nil || len(toLookAt(t, s, 9, 9)) != 1 {
		t.Errorf("later: %v", err)
	}
	if err := s.LookAgain(ctx, "a", p.Rev, time.Time{}); err != nil || toLookAt(t, s, 1e6, 9) != nil {
		t.Errorf("never: %v", err)
	}
}

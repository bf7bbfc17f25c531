package redis_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pledgebot/store"
)

func owes(turn int, id string) store.Dialog {
	return store.Dialog{Turn: turn, Run: "r", Owed: []store.Owed{{ID: id}}}
}

// A copy is used for as long as it stands, and no longer: not when another
// process has gone on, nor when it has begun anew and come as far.
func TestACopyIsUsedWhileItStands(t *testing.T) {
	t.Parallel()
	s := open(t)
	other := openAt(t, common).Under(s.Prefix())
	wantOwed := func(when, id string) {
		t.Helper()
		d, _, err := s.Load(t.Context(), maria)
		if err != nil || len(d.Owed) != 1 || d.Owed[0].ID != id {
			t.Errorf("%s: %+v, %v", when, d, err)
		}
	}
	if err := s.Commit(t.Context(), maria, owes(1, "first")); err != nil {
		t.Fatal(err)
	}
	key := keysOf(t, s)[0]
	if !strings.Contains(key, "dialog") {
		key = keysOf(t, s)[1]
	}
	value := s.Client().Get(t.Context(), key).Val()
	torn := value[:strings.Index(value, `,"`)+1] + "and no more of it is read"
	if err := s.Client().Set(t.Context(), key, torn, 0).Err(); err != nil {
		t.Fatal(err)
	}
	wantOwed("while it stands", "first")
	if err := s.Client().Set(t.Context(), key, value, 0).Err(); err != nil {
		t.Fatal(err)
	}
	if err := other.Commit(t.Context(), maria, owes(2, "second")); err != nil {
		t.Fatal(err)
	}
	wantOwed("after another's commit", "second")
	if err := errors.Join(other.Forget(t.Context(), maria), other.Commit(t.Context(), maria, owes(1, "anew")),
		other.Commit(t.Context(), maria, owes(2, "as far"))); err != nil {
		t.Fatal(err)
	}
	wantOwed("begun anew", "as far")
	if err := other.Forget(t.Context(), maria); err != nil {
		t.Fatal(err)
	}
	if d, _, err := s.Load(t.Context(), maria); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("forgotten: %+v, %v", d, err)
	}
}

// A release before this one wrote no sum.
func TestAValueWithoutASumIsRead(t *testing.T) {
	t.Parallel()
	s := open(t)
	if err := s.Commit(t.Context(), maria, store.Dialog{Turn: 1}); err != nil {
		t.Fatal(err)
	}
	for _, key := range keysOf(t, s) {
		doc, err := json.Marshal(owes(4, "before"))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Client().Set(t.Context(), key, fmt.Sprintf("4 %s", doc), 0).Err(); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		d, _, err := s.Load(t.Context(), maria)
		if err != nil || d.Turn != 4 || len(d.Owed) != 1 {
			t.Errorf("%+v, %v", d, err)
		}
	}
	if err := s.Commit(t.Context(), maria, owes(5, "after")); err != nil {
		t.Error(err)
	}
}

package sql_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

func TestBacklog(t *testing.T) {
	t.Parallel()
	d := open(t, "sqlite::memory:")
	empty, err := d.Backlog(t.Context(), noon)
	if err != nil || len(empty.Deliveries) > 0 || !empty.OldestDue.IsZero() || !empty.LastUnknown.IsZero() || empty.Asides+empty.Cards > 0 {
		t.Fatalf("of an empty store: %+v, %v", empty, err)
	}
	c := newDraft("p")
	c.Card = true
	for i := range 4 {
		c.Deliveries = append(c.Deliveries, store.Delivery{
			Key: fmt.Sprint("d", i), Pledge: "p", Recipient: pledge.Person("tty:maria"), Class: conversation.Receive,
			Due: noon.Add(time.Duration(i) * time.Hour), State: store.Due,
		})
	}
	if _, err := d.Commit(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	claimed, err := d.Claim(t.Context(), "tty", noon, 1)
	if err != nil || len(claimed) != 1 {
		t.Fatalf("claimed %d, %v", len(claimed), err)
	}
	if err := d.Finish(t.Context(), "d0", store.Unknown, time.Time{}); err != nil {
		t.Fatal(err)
	}
	b, err := d.Backlog(t.Context(), noon.Add(2*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(b.Deliveries, map[store.DeliveryState]int{store.Due: 3, store.Unknown: 1}) {
		t.Errorf("deliveries %v", b.Deliveries)
	}
	if b.Cards != 1 {
		t.Errorf("%d cards", b.Cards)
	}
	if !b.OldestDue.Equal(noon.Add(time.Hour)) || !b.LastUnknown.Equal(noon) {
		t.Errorf("oldest due %v, last unknown %v", b.OldestDue, b.LastUnknown)
	}
}

func TestVersionIsTheNewest(t *testing.T) {
	t.Parallel()
	v, err := open(t, "sqlite::memory:").Version(t.Context())
	if err != nil || v != sql.Newest() || v < 2 {
		t.Fatalf("version %d of %d, %v", v, sql.Newest(), err)
	}
}

// TestTried finds what waits after some attempts, on its platform alone, in either
// database.
func TestTried(t *testing.T) {
	t.Parallel()
	for _, url := range []func(*testing.T) string{func(*testing.T) string { return "sqlite::memory:" }, func(t *testing.T) string { return storetest.Postgres(t) }} {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			d := open(t, url(t))
			c := newDraft("p")
			add := func(key string, to pledge.Person, due time.Time, attempts int) {
				c.Deliveries = append(c.Deliveries, store.Delivery{
					Key: key, Pledge: pledge.ID("of " + key), Recipient: to, Class: conversation.Receive, Due: due, State: store.Due, Attempts: attempts,
				})
			}
			add("often", "mail:mechanism", noon, 3)
			add("done", "mail:mechanism", noon, 3)
			add("elsewhere", "tty:maria", noon, 3)
			add("once", "mail:mechanism", noon.Add(time.Hour), 1)
			if _, err := d.Commit(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			if _, err := d.Claim(t.Context(), "mail", noon, 10); err != nil {
				t.Fatal(err)
			}
			if err := d.Finish(t.Context(), "done", store.Sent, time.Time{}); err != nil {
				t.Fatal(err)
			}
			undrawn(t, d)
			for more, want := range map[int][]pledge.ID{0: {"of often", "of once"}, 3: {"of often"}, 4: nil} {
				if got, err := d.Tried(t.Context(), "mail", more); err != nil || !slices.Equal(got, want) {
					t.Errorf("more than %d times: %q, %v", more, got, err)
				}
			}
		})
	}
}

// undrawn holds that of two cards the one is listed that was tried before a time and is
// behind still, and that a name of no pledge is not.
func undrawn(t *testing.T, d *sql.DB) {
	t.Helper()
	for _, id := range []pledge.ID{"drawn", "late"} {
		c := newDraft(id)
		c.Card = true
		if _, err := d.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.WantNotice(t.Context(), "digest", noon); err != nil {
		t.Fatal(err)
	}
	if cards, err := d.ClaimCards(t.Context(), noon, 10); err != nil || len(cards) != 3 {
		t.Fatalf("%d cards, %v", len(cards), err)
	}
	if err := d.DrewCard(t.Context(), "drawn", 1, 1); err != nil {
		t.Fatal(err)
	}
	for before, want := range map[time.Time][]pledge.ID{noon: nil, noon.Add(time.Second): {"late"}} {
		if got, err := d.Undrawn(t.Context(), before); err != nil || !slices.Equal(got, want) {
			t.Errorf("before %s: %q, %v", before, got, err)
		}
	}
}

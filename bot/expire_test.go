package bot_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
	"pledgebot/store/sql"
	"pledgebot/store/storetest"
)

const day = 24 * time.Hour

// lives plays days on which somebody's service runs: each day what is due goes
// out, and what has been kept long enough goes. Each replica does it all.
func (w *world) lives(days int, replicas ...*bot.Bot) {
	w.t.Helper()
	for range days {
		w.clock.pass(day)
		for _, b := range replicas {
			if err := b.Expire(w.t.Context()); err != nil {
				w.t.Fatalf("expire on %v: %v", w.clock.now(), err)
			}
		}
		for _, b := range replicas {
			w.due(b)
			w.sweeps(b)
		}
	}
}

// A draft that nobody touches is warned of once and then gone, whatever else
// goes on, with any number of replicas; one that is changed, kept or submitted
// lives on.
func TestTwoYearsOfDrafts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	twoYears(t, w, w.bot(), w.bot(), w.bot())
}

func TestTwoYearsOfDraftsInPostgres(t *testing.T) {
	t.Parallel()
	storetest.Server(t, storetest.PostgresVariable)
	w := newWorld(t)
	db, err := sql.Open(t.Context(), storetest.Postgres(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	w.db = db
	twoYears(t, w, w.bot())
}

func twoYears(t *testing.T, w *world, replicas ...*bot.Bot) {
	t.Helper()
	ana, bob, eve := w.person("ana", replicas[0]), w.person("bob", replicas[len(replicas)-1]), w.submitted("eve")
	ana.does(drafting[:5]...) // in the middle of a question
	bob.does(drafting...)     // at the preview
	before := map[*person]int{ana: len(w.phones.shownTo(ana.address)), bob: len(w.phones.shownTo(bob.address)), eve: len(w.phones.shownTo(eve.address))}

	w.lives(333, replicas...)
	sameLines(t, "shown in eleven months", w.fields(ana, before[ana]), nil)
	w.lives(3, replicas...) // 25 October 2027
	for _, p := range []*person{ana, bob} {
		sameLines(t, "shown", w.fields(p, before[p]), []string{"lapse"})
		if got := w.news(p, before[p]); !strings.Contains(got, "25 November 2026") || !strings.Contains(got, "25 November 2027") {
			t.Errorf("it names not both dates: %s", got)
		}
	}
	ana.does("keep the draft")
	if got := ana.reads(); got.Field != "menu" || !strings.Contains(got.Text, "for 12 months from today") {
		t.Errorf("after keeping: %s", got.Text)
	}
	w.lives(28, replicas...)
	if len(w.mine(bob.address)) != 1 {
		t.Fatal("gone before its date")
	}
	w.lives(3, replicas...)
	if left := w.mine(bob.address); len(left) != 0 {
		t.Errorf("it is still there on %v: %+v", w.clock.now(), left)
	}
	sameLines(t, "shown", w.fields(bob, before[bob]), []string{"lapse"})
	bob.does("/choose keep_draft") // too late
	if got := bob.reads(); got.Field != "menu" {
		t.Errorf("to a button of what is gone: %s %s", got.Field, got.Text)
	}

	w.lives(365, replicas...) // the second year
	if left := w.mine(ana.address); len(left) != 0 {
		t.Errorf("kept once, it is there for ever: %+v", left)
	}
	sameLines(t, "shown to who kept it", w.fields(ana, before[ana]), []string{"lapse", "menu", "lapse"})
	if left := w.mine(eve.address); len(left) != 1 || left[0].State != pledge.Submitted {
		t.Errorf("a submitted pledge: %+v", left)
	}
	sameLines(t, "shown to who has submitted", w.fields(eve, before[eve]), nil)
}

// Whoever comes back and goes on ends the warning.
func TestChangedDraftIsWarnedOfAnew(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana := w.person("ana", b)
	ana.does(drafting[:5]...)
	w.lives(350, b)
	ana.does("continue", "The City of Riobamba")
	n := len(w.phones.shownTo(ana.address))
	w.lives(330, b)
	if len(w.mine(ana.address)) != 1 || len(w.fields(ana, n)) != 0 {
		t.Fatalf("%d drafts, shown %v", len(w.mine(ana.address)), w.fields(ana, n))
	}
	w.lives(40, b)
	sameLines(t, "shown", w.fields(ana, n), []string{"lapse"})
}

// While nobody could even be told, a draft stays; whoever cannot be reached was
// tried.
func TestDraftWaitsForItsWarning(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana := w.person("ana", b)
	ana.does(drafting[:5]...)
	for range 800 { // what is due does not go out
		w.clock.pass(day)
		if err := b.Expire(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(w.mine(ana.address)) != 1 {
		t.Fatal("gone without a warning")
	}
	ana.hands(ana.update(conversation.Left{}))
	w.lives(1, b)
	w.lives(1, b)
	if left := w.mine(ana.address); len(left) != 0 {
		t.Errorf("still there: %+v", left)
	}
}

// After a long rest of the service a draft is as long warned of as any other.
func TestWarningIsNeverShort(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana := w.person("ana", b)
	ana.does(drafting[:5]...)
	w.clock.pass(1000 * day)
	n := len(w.phones.shownTo(ana.address))
	w.lives(29, b)
	sameLines(t, "shown", w.fields(ana, n), []string{"lapse"})
	if len(w.mine(ana.address)) != 1 {
		t.Fatal("gone within a month of the warning")
	}
	w.lives(4, b)
	if left := w.mine(ana.address); len(left) != 0 {
		t.Errorf("still there: %+v", left)
	}
}

// Replicas that expire at the same moment warn once.
func TestReplicasWarnOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does(drafting[:5]...)
	n := len(w.phones.shownTo(ana.address))
	w.clock.pass(340 * day)
	var all sync.WaitGroup
	for range 6 {
		b := w.bot()
		all.Go(func() {
			if err := b.Expire(t.Context()); err != nil {
				t.Error(err)
			}
			if err := b.DeliverDue(t.Context(), "tty"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	sameLines(t, "shown", w.fields(ana, n), []string{"lapse"})
}

// A deleted draft goes after the time in which it can be brought back, a
// rehearsal after a year, an update set aside after its month.
func TestTheRestExpires(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.bot()
	ana, bob := w.person("ana", b), w.person("bob", b)
	ana.does(drafting...)
	ana.does("/choose delete", "/choose yes")
	bob.does("/open en", "/choose practise", "/choose continue", "Riobamba")
	if err := b.SetAside(t.Context(), store.Aside{Key: "k", Platform: "tty", Raw: []byte("x"), Why: "panic", At: w.clock.now()}); err != nil {
		t.Fatal(err)
	}
	left := func() (out []string) {
		for _, p := range []*person{ana, bob} {
			for range w.mine(p.address) {
				out = append(out, p.address.User)
			}
		}
		asides, err := w.db.Asides(t.Context(), store.Aside{}, 9)
		if err != nil {
			t.Fatal(err)
		}
		return append(out, slices.Repeat([]string{"aside"}, len(asides))...)
	}
	w.lives(29, b)
	sameLines(t, "after 29 days", left(), []string{"ana", "bob", "aside"})
	w.lives(2, b)
	sameLines(t, "after 31 days", left(), []string{"bob"})
	w.lives(333, b)
	sameLines(t, "after 364 days", left(), []string{"bob"})
	w.lives(2, b)
	sameLines(t, "after a year", left(), nil)
}

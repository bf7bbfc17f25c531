package bot_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/store"
	"pledgebot/store/memory"
)

// halfDone hands a line to a process that ends between the two commits: SQL
// knows the answer, the dialog does not, and the platform says nothing more.
func (p *person) halfDone(line string) {
	p.w.t.Helper()
	tap := &tap{before: func(_ int, call string) error {
		if call == "Dialogs.Commit "+p.address.User {
			return errAway
		}
		return nil
	}}
	if err := p.w.bot(tap.on).Handle(p.w.t.Context(), p.update(p.event(line))); !errors.Is(err, errAway) {
		p.w.t.Fatalf("%q was handled with %v", line, err)
	}
}

func (w *world) sweeps(b *bot.Bot) {
	w.t.Helper()
	if err := b.Sweep(w.t.Context()); err != nil {
		w.t.Fatalf("sweep: %v", err)
	}
}

// fields are the names of what somebody was shown after the first n messages.
func (w *world) fields(p *person, n int) []string {
	var out []string
	for _, m := range w.phones.shownTo(p.address)[n:] {
		switch {
		case m.Receipt != nil:
			out = append(out, "receipt")
		default:
			out = append(out, m.Field)
		}
	}
	return out
}

func TestSweepTellsFactsWithoutTheirDialogOnce(t *testing.T) {
	t.Parallel()
	for name, line := range map[string]string{"a new draft": "Riobamba", "an answer": "Ecuador"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			ana := w.person("ana", w.bot())
			ana.does("/open en", "/choose draft", "/choose continue")
			want := "country"
			if line == "Ecuador" {
				ana.does("Riobamba")
				want = "entity_name"
			}
			n := len(w.phones.shownTo(ana.address))
			ana.halfDone(line)
			for range 3 {
				w.clock.pass(time.Minute)
				w.sweeps(w.bot())
			}
			sameLines(t, "shown", w.fields(ana, n), []string{want})
			ana.b = w.bot()
			ana.does("/choose back")
			if got := ana.reads().Field; len(w.mine(ana.address)) != 1 || got == want {
				t.Errorf("it goes on at %s with %d pledges", got, len(w.mine(ana.address)))
			}
		})
	}
}

// While all goes well a sweep finds nothing to do, however often it comes.
func TestSweepDisturbsNobody(t *testing.T) {
	t.Parallel()
	_, want := plainly(t)
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	for _, line := range templatePath {
		ana.does(line)
		w.sweeps(ana.b)
		w.sweeps(w.bot())
	}
	sameLines(t, "seen", texts(w.phones.shownTo(ana.address)), want)
}

// Somebody's facts are looked up in their dialog together.
func TestSweepReadsADialogOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana, bob := w.person("ana", w.bot()), w.person("bob", w.bot())
	for _, line := range templatePath {
		ana.does(line)
		bob.does(line)
	}
	var calls tap
	w.sweeps(w.bot(calls.on))
	if ana, bob := count(calls.made(), "Dialogs.Load ana"), count(calls.made(), "Dialogs.Load bob"); ana != 1 || bob != 1 {
		t.Errorf("loaded %d and %d times", ana, bob)
	}
}

func TestSweepOfTwoReplicasTellsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does(drafting...)
	ana.does("/choose submit", "Mayor's office, 20 November 2026")
	n := len(w.phones.shownTo(ana.address))
	ana.halfDone("/choose submit")
	var all sync.WaitGroup
	for range 4 {
		b := w.bot()
		all.Go(func() {
			if err := b.Sweep(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	sameLines(t, "shown", w.fields(ana, n), []string{"receipt", "menu"})
}

func TestSweepTellsReceiptsToMissingDialogs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana, bob := w.person("ana", w.bot()), w.person("bob", w.bot())
	ana.does(drafting...)
	ana.does("/choose submit", "Mayor's office, 20 November 2026")
	bob.does("/open en", "/choose draft", "/choose continue", "Cuenca")
	n, m := len(w.phones.shownTo(ana.address)), len(w.phones.shownTo(bob.address))
	ana.halfDone("/choose submit")
	bob.halfDone("Ecuador")
	w.dialogs = memory.New()
	for range 3 {
		w.clock.pass(time.Minute)
		w.sweeps(w.bot())
	}
	sameLines(t, "shown", w.fields(ana, n), []string{"receipt", "menu"})
	r := w.phones.shownTo(ana.address)[n].Receipt
	if sent := w.mine(ana.address)[0].Submitted; r.Reference != sent.Reference || r.Check != sent.Check {
		t.Errorf("the receipt is %+v, the submission %+v", r, sent)
	}
	sameLines(t, "shown to whom no receipt is owed", w.fields(bob, m), nil)
}

// A dialog that was lost is made anew when its person comes back, from what SQL
// holds. What they had answered before is no news to it: the question that is
// open by now stays open.
func TestSweepLeavesAloneWhoHasComeBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/open en", "/choose draft", "/choose continue", "Riobamba", "Ecuador", "The City of Riobamba")
	w.clock.pass(time.Minute)
	w.dialogs = memory.New()
	ana.b = w.bot()
	w.sweeps(ana.b)
	ana.does("/open en", "/choose continue", "/choose 4")
	open, n := ana.reads().Prompt, len(w.phones.shownTo(ana.address))
	w.clock.pass(time.Minute)
	w.sweeps(ana.b)
	sameLines(t, "shown", w.fields(ana, n), nil)
	if got := w.dialog(ana.address).Session.Prompt.ID; got != open {
		t.Errorf("the open question is %s, was %s", got, open)
	}
}

func TestSweepTakesOverWhatADeadReplicaOwes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dead, alive := w.bot(), w.bot()
	ana := w.person("ana", dead)
	ana.handled(ana.update(ana.event("/open en")))
	w.clock.pass(store.TakenFor)
	w.sweeps(alive)
	sameLines(t, "shown while the mark is fresh", w.fields(ana, 0), nil)
	w.clock.pass(time.Millisecond)
	w.sweeps(alive)
	sameLines(t, "shown", w.fields(ana, 0), []string{"menu"})
	ana.delivered() // it was not dead after all
	w.sweeps(dead)
	sameLines(t, "shown", w.fields(ana, 0), []string{"menu"})
}

// An outage may be longer than a sweep looks back.
func TestSweepLooksBackToTheLastOneThatFinished(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	w.sweeps(ana.b)
	began := w.clock.now()
	ana.does("/open en", "/choose draft", "/choose continue", "Riobamba")
	n := len(w.phones.shownTo(ana.address))
	w.clock.pass(time.Second)
	ana.halfDone("Ecuador")
	w.clock.pass(2 * time.Hour)
	tap := &tap{before: func(_ int, call string) error {
		if call == "Deliveries.Stuck" {
			return errAway
		}
		return nil
	}}
	if err := w.bot(tap.on, func(p *bot.Parts) { p.Senders = nil }).Sweep(t.Context()); !errors.Is(err, errAway) {
		t.Errorf("swept with %v", err)
	}
	if swept, err := w.db.Swept(t.Context()); err != nil || !swept.Equal(began) {
		t.Errorf("a sweep that failed counts: %v, %v", swept, err)
	}
	w.sweeps(w.bot())
	sameLines(t, "shown", w.fields(ana, n), []string{"entity_name"})
	if swept, err := w.db.Swept(t.Context()); err != nil || !swept.Equal(w.clock.now()) {
		t.Errorf("swept at %v, %v", swept, err)
	}
}

// One person who cannot be reached keeps nobody else waiting.
func TestSweepGoesOnPastWhoCannotBeReached(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana, bob := w.person("ana", w.bot()), w.person("bob", w.bot())
	for _, p := range []*person{bob, ana} {
		p.does("/open en", "/choose draft", "/choose continue")
		w.clock.pass(time.Second)
		p.halfDone("Riobamba")
	}
	n := len(w.phones.shownTo(ana.address))
	w.phones.before = func(to store.Address, _ bot.Message) error {
		if to == bob.address {
			return &bot.SendError{Fate: bot.Retry, Err: errAway}
		}
		return nil
	}
	w.clock.pass(time.Minute)
	if err := w.bot().Sweep(t.Context()); err != nil {
		t.Errorf("sweep: %v", err)
	}
	sameLines(t, "shown", w.fields(ana, n), []string{"country"})
	if swept, err := w.db.Swept(t.Context()); err != nil || swept.IsZero() {
		t.Errorf("the sweep is not finished: %v, %v", swept, err)
	}
}

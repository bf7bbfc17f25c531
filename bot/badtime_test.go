package bot_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/calendar"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// TestTheHourIsTheCitysOwn: it is ten in the morning there before its clock is changed and
// after, also on the working day next to the one on which that happens.
func TestTheHourIsTheCitysOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana := w.person("ana", w.bot())
	ana.does("/open en", "/choose draft", "/choose continue", "Nantes", "France", "The City of Nantes", "/choose 4", "/choose done", "/choose p4ho-homes",
		"40", "newly arrived families", "February 2028", "rent guarantees", "/choose full_text", "migration@nantes.example")
	ana.does(sending...)
	w.clock.pass(time.Minute)
	p := w.mine(ana.address)[0]
	w.decides(ana.b, "desk:pledge", p.ID, pledge.Accept{Check: p.Submitted.Check})
	w.due(ana.b)
	// The clock is put forward on Sunday, 26 March 2028, at two.
	ana.does("menu", "/nudges", "/choose move_before_7", "26 March 2028", "menu")
	contract := w.mine(ana.address)[0].Reminders(product.Call)
	zone, known := p.Zone(product.Call)
	if !known || contract[2].Day != "2028-03-27" {
		t.Fatalf("%s, %v", zone, contract)
	}
	offsets := map[int]bool{}
	for i, n := range contract {
		w.until(before(n))
		for range 48 {
			w.runs(ana.b)
			if got := len(w.nudged(ana)); got > i {
				local := w.clock.now().In(zone)
				if got != i+1 || local.Format("2006-01-02 15:04") != n.Day+" 10:00" {
					t.Fatalf("reminder %d of %d comes at %v, not at ten on %s", got, i+1, local, n.Day)
				}
				_, offset := local.Zone()
				offsets[offset] = true
				break
			}
			w.clock.pass(time.Hour)
		}
		w.wants(ana, i+1)
	}
	if len(offsets) != 2 {
		t.Errorf("the clock was not changed: %v", offsets)
	}
}

// before is noon of the day before a reminder.
func before(n calendar.Nudge) string {
	day, _ := time.Parse(time.DateOnly, n.Day)
	return day.AddDate(0, 0, -1).Format(time.DateOnly) + " 12:00"
}

// TestAnOffsetThatHasChangedSince: a reminder comes by the clock of its zone as it is on
// that day, whatever it was when somebody looked last.
func TestAnOffsetThatHasChangedSince(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		late time.Duration // of the moment that was noted, by what holds now
		says []string
		at   string
	}{
		"as it was":                   {at: "15:00"},
		"the clock was put back":      {late: -3 * time.Hour, at: "15:00"},
		"the clock was put forward":   {late: 2 * time.Hour, at: "17:00"},
		"the city named another zone": {says: []string{"/nudges", "/choose zone", "/choose zone_2", "menu"}, at: "16:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, ana := owed(t)
			at := time.Date(2028, 5, 2, 15, 0, 0, 0, time.UTC)
			w.until("2028-05-01 20:00")
			w.runs(ana.b)
			ana.does(tt.says...)
			if p := w.mine(ana.address)[0]; tt.late != 0 {
				if err := w.db.LookAgain(t.Context(), p.ID, p.Rev, at.Add(tt.late)); err != nil {
					t.Fatal(err)
				}
			}
			came := ""
			for range 96 {
				w.clock.pass(30 * time.Minute)
				w.runs(ana.b)
				if got := len(w.nudged(ana)); got > 0 && came == "" {
					came = w.clock.now().Format("15:04")
				}
			}
			w.wants(ana, 1)
			if came != tt.at {
				t.Errorf("it comes at %s, not at %s", came, tt.at)
			}
		})
	}
}

// TestAClockThatGoesBack an hour, in the middle of the morning, brings no reminder twice and
// keeps none back.
func TestAClockThatGoesBack(t *testing.T) {
	t.Parallel()
	for name, happens := range map[string]func(w *world, b *bot.Bot){
		"after it came":     func(w *world, b *bot.Bot) { w.runs(b) },
		"once it was noted": func(w *world, b *bot.Bot) { w.reminds(b) },
		"while it is sent": func(w *world, b *bot.Bot) {
			var once sync.Once
			w.phones.before = func(_ store.Address, m bot.Message) error {
				if m.Class == conversation.Nudge {
					once.Do(func() { w.clock.pass(-time.Hour) })
				}
				return nil
			}
			w.runs(b)
			w.clock.pass(time.Hour) // it goes back below
		},
		"once it was claimed": func(w *world, b *bot.Bot) {
			w.reminds(b)
			if _, err := w.db.Claim(w.t.Context(), "tty", w.clock.now(), 9); err != nil {
				w.t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, ana := owed(t)
			w.until("2028-05-02 15:05")
			happens(w, ana.b)
			w.clock.pass(-time.Hour)
			next := []*bot.Bot{ana.b, w.bot()}
			for range 12 {
				w.runs(next...)
				w.clock.pass(10 * time.Minute)
				w.sweeps(ana.b)
			}
			if name == "once it was claimed" { // nobody knows
				w.wants(ana, 0)
				sameLines(t, "noted", w.faults(ana), []string{"before_90 chat unknown"})
				return
			}
			w.wants(ana, 1)
			sameLines(t, "noted", w.faults(ana), []string{"before_90 chat "})
			w.until("2028-06-30 15:05")
			w.runs(next...)
			w.wants(ana, 2)
		})
	}
}

// TestKilledBetweenSendingAndMarking: the reminder that was shown is not shown again, and
// within a minute it is listed as one of which nobody knows.
func TestKilledBetweenSendingAndMarking(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	w.until("2028-05-02 15:00")
	sent := false
	calls := &tap{
		after: func(_ int, call string) error {
			sent = sent || strings.HasPrefix(call, "Sender.Send")
			return nil
		},
		before: func(_ int, _ string) error {
			if sent {
				panic(died{})
			}
			return nil
		},
	}
	mortal := w.bot(calls.on)
	func() {
		defer func() {
			if p := recover(); p != (died{}) {
				t.Fatalf("it was not killed: %v", p)
			}
		}()
		w.runs(mortal)
	}()
	next := w.bot()
	for range 3 {
		w.clock.pass(20 * time.Second)
		w.runs(next)
	}
	if p := w.mine(ana.address)[0]; p.Task == nil || p.Task.Why != pledge.TaskUnsure {
		t.Errorf("after a minute the team has the task %+v", p.Task)
	}
	sameLines(t, "noted", w.faults(ana), []string{"before_90 chat unknown"})
	for range 50 {
		w.clock.pass(30 * time.Minute)
		w.runs(next)
		w.sweeps(next)
	}
	w.wants(ana, 1)
}

// TestTwoSnoozesAreOne: the button is pressed twice, and the day brought again and again, by
// several replicas at once.
func TestTwoSnoozesAreOne(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	w.until("2028-05-02 15:00")
	w.runs(ana.b)
	ana.does("/press nudge remind_on", "/press nudge remind_on")
	day := ana.update(ana.event("1 August 2028"))
	var all sync.WaitGroup
	for _, b := range []*bot.Bot{ana.b, w.bot(), ana.b, w.bot()} {
		all.Go(func() {
			if err := b.Handle(t.Context(), day); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	ana.delivered()
	snoozed := 0
	for _, f := range w.facts(ana.address) {
		if f.Kind == pledge.Snoozed {
			snoozed++
		}
	}
	if snoozed != 1 {
		t.Errorf("it was put off %d times", snoozed)
	}
	w.until("2028-07-31 16:00")
	w.runs(ana.b)
	w.wants(ana, 1)
	for range 8 {
		w.clock.pass(6 * time.Hour)
		w.runs(ana.b, w.bot())
	}
	w.wants(ana, 2)
}

// TestVeryManyRemindersAreSpread: all of one morning come on that day, each once, and never
// faster than the platform takes them.
func TestVeryManyRemindersAreSpread(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	const more, perSecond = 200, 10
	cities := []*person{ana}
	for i := range more {
		cities = append(cities, w.copied(ana, i))
	}
	w.until("2028-05-02 14:59")
	var mu sync.Mutex
	second, taken, most := time.Time{}, 0, 0
	w.phones.before = func(_ store.Address, m bot.Message) error {
		mu.Lock()
		defer mu.Unlock()
		if now := w.clock.now().Truncate(time.Second); now != second {
			second, taken = now, 0
		}
		if m.Class == conversation.Nudge && taken >= perSecond {
			return &bot.SendError{Fate: bot.Throttled, After: time.Second, Err: errors.New("too many")}
		}
		taken++
		most = max(most, taken)
		return nil
	}
	replicas := []*bot.Bot{ana.b, w.bot()}
	began, done := w.clock.now(), func() bool {
		return !slices.ContainsFunc(cities, func(p *person) bool { return len(w.nudged(p)) == 0 })
	}
	for !done() && w.clock.now().Sub(began) < time.Hour {
		w.clock.pass(time.Second)
		w.runs(replicas...)
	}
	if took := w.clock.now().Sub(began); took < more/perSecond*time.Second || took > 10*time.Minute {
		t.Errorf("it took %v", took)
	}
	for range 3 {
		w.clock.pass(time.Minute)
		w.runs(replicas...)
	}
	for _, p := range cities {
		w.wants(p, 1)
	}
	if most > perSecond {
		t.Errorf("%d within a second", most)
	}
}

// copied is another city with a pledge as somebody has one.
func (w *world) copied(of *person, i int) *person {
	w.t.Helper()
	p := w.person(fmt.Sprintf("city%03d", i), of.b)
	kept := pledge.Pledge{}
	id := bot.NewID(conversation.InputID(fmt.Sprint("copy:", i)))
	var facts []pledge.Fact
	for _, f := range w.facts(of.address) {
		if f.Kind == pledge.WasSubmitted {
			f.Reference = fmt.Sprintf("CLA-2026-%04d", 1000+i)
		}
		if f.By == of.address.Person() {
			f.By = p.address.Person()
		}
		f.Pledge, f.Rev, f.N = id, 1, len(facts)
		kept = pledge.Fold(kept, f)
		facts = append(facts, f)
	}
	look := kept.Look(product.Call)
	if _, err := w.db.Commit(w.t.Context(), store.Change{Input: conversation.InputID(fmt.Sprint("copy:", i)), Facts: facts, Pledge: &kept, Look: &look}); err != nil {
		w.t.Fatal(err)
	}
	return p
}

package bot_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pledgebot/bot"
	"pledgebot/conversation"
	"pledgebot/conversation/calendar"
	"pledgebot/conversation/pledge"
	"pledgebot/store"
)

// owed is a world in which ana's pledge was accepted; its report is due on 30 July 2028.
func owed(t *testing.T) (*world, *person) {
	t.Helper()
	w := newWorld(t)
	ana := w.submitted("ana")
	p := w.mine(ana.address)[0]
	w.decides(ana.b, "desk:pledge", p.ID, pledge.Accept{Check: p.Submitted.Check})
	w.due(ana.b)
	ana.does("menu")
	return w, ana
}

// until lets time go by to a moment in UTC.
func (w *world) until(at string) {
	w.t.Helper()
	to, err := time.Parse("2006-01-02 15:04", at)
	if err != nil {
		w.t.Fatal(err)
	}
	w.clock.pass(to.Sub(w.clock.now()))
}

// runs is what a service does by itself several times a minute.
func (w *world) runs(replicas ...*bot.Bot) {
	w.t.Helper()
	for _, b := range replicas {
		w.reminds(b)
	}
	for _, b := range replicas {
		w.due(b)
	}
}

func (w *world) reminds(b *bot.Bot) {
	w.t.Helper()
	if err := b.Remind(w.t.Context()); err != nil {
		w.t.Fatalf("remind at %v: %v", w.clock.now(), err)
	}
}

// nudged are the reminders that somebody was shown.
func (w *world) nudged(p *person) (out []shown) {
	for _, s := range w.phones.shownTo(p.address) {
		if s.Class == conversation.Nudge {
			out = append(out, s)
		}
	}
	return out
}

// wants is how many reminders somebody was shown by now.
func (w *world) wants(p *person, n int) {
	w.t.Helper()
	if got := w.nudged(p); len(got) != n {
		w.t.Fatalf("on %v %d reminders were shown, not %d: %q", w.clock.now(), len(got), n, texts(got))
	}
}

// faults are what has become of each reminder of somebody's pledge.
func (w *world) faults(p *person) (out []string) {
	w.t.Helper()
	for _, n := range w.mine(p.address)[0].Nudges {
		out = append(out, fmt.Sprintf("%s %s %s", n.Kind, n.Way, n.Bad))
	}
	return out
}

// TestEveryReminderComesOnce: those of the contract and no other, in the morning of the
// city, with three replicas; and then a person of the team is asked.
func TestEveryReminderComesOnce(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	three := []*bot.Bot{ana.b, w.bot(), w.bot()}
	contract := w.mine(ana.address)[0].Reminders(product.Call)
	zone, _ := w.mine(ana.address)[0].Zone(product.Call)
	w.until("2028-04-28 00:00")
	for seen := 0; w.clock.now().Before(time.Date(2028, 10, 1, 0, 0, 0, 0, time.UTC)); w.clock.pass(3 * time.Hour) {
		w.runs(three...)
		got := w.nudged(ana)
		if len(got) == seen {
			continue
		}
		local := w.clock.now().In(zone)
		if len(got) != seen+1 || seen >= len(contract) || contract[seen].Day != local.Format(time.DateOnly) || local.Hour() < 10 || local.Hour() >= 17 {
			t.Fatalf("on %v: %q", local, texts(got))
		}
		seen = len(got)
	}
	w.wants(ana, len(calendar.Kinds()))
	p := w.mine(ana.address)[0]
	if p.Task == nil || p.Task.Why != pledge.TaskOverdue {
		t.Errorf("after the last one the team has the task %+v", p.Task)
	}
}

// TestAReportEndsItsReminders, as soon as it is sent.
func TestAReportEndsItsReminders(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	w.until("2028-05-02 15:00")
	w.runs(ana.b)
	w.wants(ana, 1)
	ana.does(append([]string{"/choose report"}, reporting[1:]...)...)
	for range 200 {
		w.clock.pass(12 * time.Hour)
		w.runs(ana.b)
	}
	w.wants(ana, 1)
	if p := w.mine(ana.address)[0]; p.State != pledge.Submitted || p.Task != nil {
		t.Errorf("%s, task %+v", p.State, p.Task)
	}
}

// TestTheCityAnswersAReminder without a report: nothing yet, another day, after the
// council, no more, somebody else.
func TestTheCityAnswersAReminder(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		says   []string
		more   []string // days on which the next ones come, until October
		silent bool
		task   pledge.TaskWhy
	}{
		"nothing yet":       {says: []string{"/choose nothing_yet"}, more: []string{"2028-06-30", "2028-07-24", "2028-07-31", "2028-08-14", "2028-08-29"}, task: pledge.TaskOverdue},
		"another day":       {says: []string{"/choose remind_on", "1 August 2028"}, more: []string{"2028-08-01", "2028-08-14", "2028-08-29"}, task: pledge.TaskOverdue},
		"after the council": {says: []string{"/choose after_council", "7 July 2028"}, more: []string{"2028-07-10", "2028-07-24", "2028-07-31", "2028-08-14", "2028-08-29"}, task: pledge.TaskOverdue},
		"pressed twice":     {says: []string{"/choose remind_on", "1 August 2028", "/press nudge remind_on"}, more: []string{"2028-08-01", "2028-08-14", "2028-08-29"}, task: pledge.TaskOverdue},
		"no more":           {says: []string{"/choose stop_nudges"}, task: pledge.TaskOverdue},
		"and again":         {says: []string{"/choose stop_nudges", "reminders", "/choose resume_nudges"}, more: []string{"2028-06-30", "2028-07-24", "2028-07-31", "2028-08-14", "2028-08-29"}, task: pledge.TaskOverdue},
		"nobody":            {says: []string{"/choose not_me", "/choose nobody_known"}, more: []string{"2028-06-30", "2028-07-24", "2028-07-31", "2028-08-14", "2028-08-29"}, task: pledge.TaskOverdue},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, ana := owed(t)
			w.until("2028-05-02 15:00")
			w.runs(ana.b)
			w.wants(ana, 1)
			ana.does(tt.says...)
			if p := w.mine(ana.address)[0]; name == "nobody" && (p.Task == nil || p.Task.Why != pledge.TaskLeft) {
				t.Errorf("the team has the task %+v", p.Task)
			}
			var days []string
			for w.clock.now().Before(time.Date(2028, 10, 1, 0, 0, 0, 0, time.UTC)) {
				w.clock.pass(6 * time.Hour)
				w.runs(ana.b)
				for len(w.nudged(ana)) > len(days)+1 {
					days = append(days, w.clock.now().Format(time.DateOnly))
				}
			}
			if !slices.Equal(days, tt.more) {
				t.Errorf("the next come on %v, not %v", days, tt.more)
			}
			if p := w.mine(ana.address)[0]; p.Task == nil || p.Task.Why != tt.task || p.Due() != "2028-07-30" {
				t.Errorf("task %+v, due %s", p.Task, p.Due())
			}
		})
	}
}

// TestAMaybeSentReminderIsListed for the team within a minute, and never sent again.
func TestAMaybeSentReminderIsListed(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	w.phones.before = func(_ store.Address, m bot.Message) error {
		if m.Class == conversation.Nudge {
			return errors.New("the connection broke")
		}
		return nil
	}
	w.until("2028-05-02 15:00")
	w.runs(ana.b)
	w.phones.before = nil
	sameLines(t, "noted", w.faults(ana), []string{"before_90 chat unknown"})
	if p := w.mine(ana.address)[0]; p.Task == nil || p.Task.Why != pledge.TaskUnsure {
		t.Errorf("the team has the task %+v", p.Task)
	}
	for range 20 {
		w.clock.pass(20 * time.Second)
		w.runs(ana.b)
		w.sweeps(ana.b)
	}
	w.wants(ana, 0)
	ana.does("/open en")
	if p := w.mine(ana.address)[0]; p.Task == nil {
		t.Error("to come in is no word about the pledge")
	}
	ana.does("/nudges", "/choose move_due", "31 July 2028")
	if p := w.mine(ana.address)[0]; p.Task != nil {
		t.Errorf("after a word of the city the team still has the task %+v", p.Task)
	}
}

// TestAReminderThatWasNotShownComesAgain: the platform said so, for certain.
func TestAReminderThatWasNotShownComesAgain(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	tries := 0
	w.phones.before = func(_ store.Address, m bot.Message) error {
		if tries++; m.Class == conversation.Nudge && tries < 4 {
			return &bot.SendError{Fate: bot.Throttled, After: 5 * time.Second, Err: errAway}
		}
		return nil
	}
	w.until("2028-05-02 15:00")
	for range 10 {
		w.runs(ana.b)
		w.clock.pass(5 * time.Second)
	}
	w.wants(ana, 1)
	ana.does("/choose nothing_yet")
	sameLines(t, "shown", w.fields(ana, len(w.phones.shownTo(ana.address))-1), []string{"menu"})
}

// TestWhoCannotBeReached: the city's address, who comes next, the second contact's address,
// the team, each once; of a draft nobody but its owner.
func TestWhoCannotBeReached(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	withMail := w.bot(func(p *bot.Parts) { p.Copy, p.Second = "mail:city", "mail:second" })
	w.phones.before = func(_ store.Address, _ bot.Message) error { return &bot.SendError{Fate: bot.Gone, Err: errAway} }
	w.until("2028-05-02 15:00")
	w.runs(withMail)
	w.clock.pass(20 * time.Second)
	w.runs(withMail)
	sameLines(t, "by chat, then by mail", w.faults(ana), []string{"before_90 chat lost", "before_90 mail "})
	mails, err := w.db.Claim(t.Context(), "mail", w.clock.now(), 9)
	if err != nil || len(mails) != 1 || mails[0].Recipient != "mail:city" {
		t.Fatalf("mails: %+v, %v", mails, err)
	}
	p := w.mine(ana.address)[0]
	slot := calendar.Nudge{Kind: calendar.Before90, Day: "2028-05-02"}
	w.decidesAs(withMail, "mail:bounced", p.ID, pledge.FailNudge{Slot: slot, Way: pledge.ByMail, Bad: pledge.Lost})
	for range 5 {
		w.clock.pass(20 * time.Second)
		w.runs(withMail)
	}
	if p = w.mine(ana.address)[0]; p.Task == nil || p.Task.Why != pledge.TaskLost {
		t.Errorf("nobody is left, and the team has the task %+v; %q", p.Task, w.faults(ana))
	}
	w.wants(ana, 0)
}

// TestANewerReleaseIsLeftAlone: a pledge that it has written is not changed by one that does
// not know it, and keeps nothing else from being done.
func TestANewerReleaseIsLeftAlone(t *testing.T) {
	t.Parallel()
	w, ana := owed(t)
	w.until("2028-05-02 15:00")
	w.reminds(ana.b)
	if due, err := w.db.Claim(t.Context(), "tty", w.clock.now(), 9); err != nil || len(due) != 1 {
		t.Fatalf("%+v, %v", due, err)
	}
	p := w.mine(ana.address)[0]
	p.Schema, p.Rev = pledge.Schema+1, p.Rev+1
	looked := pledge.Fact{Pledge: p.ID, Rev: p.Rev, Kind: pledge.TaskTaken, At: w.clock.now()}
	if _, err := w.db.Commit(t.Context(), store.Change{Input: "newer", Pledge: &p, Facts: []pledge.Fact{looked}}); err != nil {
		t.Fatal(err)
	}
	w.clock.pass(time.Minute)
	w.reminds(ana.b) // and that is no failure
	v, err := w.db.Look(t.Context(), store.Query{Pledge: p.ID})
	if err != nil || v.Pledge.Rev != p.Rev {
		t.Errorf("it is at revision %d, not %d, %v", v.Pledge.Rev, p.Rev, err)
	}
	if _, _, err := ana.b.Do(t.Context(), "desk:claim", pledge.Actor{}, p.ID, pledge.Look{}); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a command is answered by %v", err)
	}
}

// decidesAs is something that the service itself notes.
func (w *world) decidesAs(b *bot.Bot, in conversation.InputID, id pledge.ID, cmd pledge.Command) {
	w.t.Helper()
	if _, why, err := b.Do(w.t.Context(), in, pledge.Actor{}, id, cmd); err != nil || why != "" {
		w.t.Fatalf("%T: %q, %v", cmd, why, err)
	}
}

// spaced is a text with plain spaces.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// TestADraftLeftAlone is spoken of after a week and after a month, and never more; one that
// is worked on is not.
func TestADraftLeftAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana, bob, eve := w.person("ana", w.bot()), w.person("bob", w.bot()), w.person("eve", w.bot())
	for _, p := range []*person{ana, bob, eve} {
		p.does(drafting[:8]...)
		p.does("menu")
	}
	eve.does("/open en")
	for day := range 100 {
		for range 4 {
			w.clock.pass(6 * time.Hour)
			w.runs(ana.b)
		}
		if day == 5 || day == 9 {
			bob.does("/choose continue", "/choose p4ho-homes", "menu")
		}
		if len(w.nudged(eve)) == 1 && day == 8 {
			eve.does("/choose stop_draft")
		}
	}
	w.wants(ana, 2)
	w.wants(eve, 1)
	if got := w.nudged(bob); len(got) == 0 || len(got) > 2 {
		t.Errorf("who has worked on it was reminded %d times", len(got))
	}
	for _, s := range w.nudged(ana) {
		if !strings.Contains(spaced(s.Text), "as you left it on 25 November 2026") {
			t.Errorf("it says\n%s", s.Text)
		}
	}
}

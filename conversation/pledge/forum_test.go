package pledge_test

import (
	"slices"
	"testing"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// withForums is the Call with another calendar of forums.
func withForums(forums ...call.Forum) *call.Call {
	c := *call.Default()
	c.Forums = forums
	return &c
}

// TestAForumBringsAnInvitation, ten weeks before its first day and on a working day, where
// that day is published, known when the reminders were told, and early enough.
func TestAForumBringsAnInvitation(t *testing.T) {
	t.Parallel()
	p := submitted(t)
	p, _ = apply(t, p, desk, pledge.Accept{Check: p.Submitted.Check})
	first := days(p)[0]
	for name, tt := range map[string]struct {
		f    call.Forum
		want bool
	}{
		"dated":                 {call.Forum{Key: "f", Start: dayOf(t, first, -20), Certainty: call.Scheduled}, true},
		"known by its year":     {call.Forum{Key: "f", Start: first[:4], Certainty: call.YearOnly}, false},
		"dated, not for sure":   {call.Forum{Key: "f", Start: dayOf(t, first, -20), Certainty: call.Expected}, false},
		"by then it is due":     {call.Forum{Key: "f", Start: dayOf(t, first, 90), Certainty: call.Scheduled}, false},
		"listed before":         {call.Forum{Key: "f", Start: dayOf(t, first, -20), Certainty: call.Scheduled, Listed: p.Decided.At.Format(time.DateOnly)}, true},
		"listed a day too late": {call.Forum{Key: "f", Start: dayOf(t, first, -20), Certainty: call.Scheduled, Listed: p.Decided.At.AddDate(0, 0, 2).Format(time.DateOnly)}, false},
	} {
		all := p.Reminders(withForums(tt.f))
		key, invites := all[0].Kind.Forum()
		if invites != tt.want || invites && (key != "f" || all[0].Day != nextWorking(t, dayOf(t, tt.f.Start, -70))) {
			t.Errorf("%s: %+v", name, all[0])
		}
		if !slices.Equal(all[len(all)-len(calendar.Kinds()):], p.Reminders(withForums())) {
			t.Errorf("%s: the reminders are others: %v", name, all)
		}
	}
}

// TestAnInvitationComesOnce: two of one day are parted, one that was sent is over whatever
// becomes of the forum's day.
func TestAnInvitationComesOnce(t *testing.T) {
	t.Parallel()
	p := submitted(t)
	p, _ = apply(t, p, desk, pledge.Accept{Check: p.Submitted.Check})
	on := dayOf(t, days(p)[0], -30)
	c := withForums(call.Forum{Key: "one", Start: on, Certainty: call.Scheduled}, call.Forum{Key: "two", Start: on, Certainty: call.Scheduled})
	all := p.Reminders(c)
	if _, second := all[1].Kind.Forum(); !second || all[1].Day <= all[0].Day {
		t.Fatalf("of two forums on a day: %v", all[:2])
	}
	zone, _ := p.Zone(c)
	at := all[0].At(zone)
	due, missed, _ := p.Upcoming(c, at)
	if due == nil || *due != all[0] || len(missed) > 0 {
		t.Fatalf("in its hour comes %v, and was missed %v", due, missed)
	}
	p, _, why := pledge.Apply(c, plainWords{}, p, at, pledge.Actor{}, pledge.Nudge{Slot: *due, Way: pledge.ByChat})
	if why != "" {
		t.Fatal(why)
	}
	later := withForums(call.Forum{Key: "one", Start: dayOf(t, on, 14), Certainty: call.Scheduled})
	if due, _, next := p.Upcoming(later, at.AddDate(0, 0, 14)); due != nil || next.In(zone).Format(time.DateOnly) != days(p)[0] {
		t.Errorf("with another day it comes again: %v, and next is %v", due, next)
	}
}

// TestForumsWithoutADay are named until they are over, or the report comes before them.
func TestForumsWithoutADay(t *testing.T) {
	t.Parallel()
	p := submitted(t)
	p, _ = apply(t, p, desk, pledge.Accept{Check: p.Submitted.Check})
	c := withForums(
		call.Forum{Key: "before", Start: now.AddDate(-1, 0, 0).Format("2006"), Certainty: call.YearOnly},
		call.Forum{Key: "this", Start: now.Format("2006"), Certainty: call.YearOnly},
		call.Forum{Key: "last_month", Start: now.AddDate(0, -1, 0).Format("2006-01"), Certainty: call.Expected},
		call.Forum{Key: "long", Start: now.AddDate(-1, 0, 0).Format("2006"), End: now.AddDate(1, 0, 0).Format("2006"), Certainty: call.Expected},
		call.Forum{Key: "dated", Start: now.AddDate(1, 0, 0).Format(time.DateOnly), Certainty: call.Scheduled},
		call.Forum{Key: "after", Start: now.AddDate(9, 0, 0).Format("2006"), Certainty: call.YearOnly},
	)
	var got []call.ForumKey
	for _, f := range p.Unscheduled(c, now) {
		got = append(got, f.Key)
	}
	if want := []call.ForumKey{"this", "long"}; !slices.Equal(got, want) {
		t.Errorf("named are %v, not %v", got, want)
	}
	if f, _ := c.Forum("long"); f.Years() != now.AddDate(-1, 0, 0).Format("2006")+"–"+now.AddDate(1, 0, 0).Format("2006") {
		t.Errorf("its years are %s", f.Years())
	}
}

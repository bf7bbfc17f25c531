package desk

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// chasing are the lines of a card about what a person of the team is asked to do, and about
// reminders that do not come.
func (d *Desk) chasing(w wording, p pledge.Pledge) []Line {
	var out []Line
	if task := p.Task; task != nil {
		line := Line{strong(w.say("desk.task."+string(task.Why), day(task.At)))}
		if task.By != "" {
			line = append(line, plain(" · "+w.say("desk.task.taken")+" "), Span{Text: string(task.By), Mark: Who}, plain(" ("+w.org(task.Org)+")"))
		}
		out = append(out, line)
	}
	if p.Silenced() && p.State != pledge.Draft {
		text := w.say("desk.silenced", day(p.Silence.At))
		if p.Silence.Team {
			text = w.say("desk.paused", words(w.org(p.Silence.Org)), day(p.Silence.At), words(w.say("desk.quote", words(p.Silence.Note))))
		}
		out = append(out, Line{plain(text)})
	}
	return out
}

// reminded is a fact about reminders and the day of a report, in words; "" for another.
func (d *Desk) reminded(w wording, f pledge.Fact) string {
	quoted := func() call.Arg { return words(w.say("desk.quote", words(f.Note))) }
	switch f.Kind {
	case pledge.NothingYet:
		return w.say("desk.was_nothing_yet")
	case pledge.Snoozed:
		return w.say("desk.was_put_off", date(f.Expected))
	case pledge.RemindersStopped:
		if f.Team {
			return w.say("desk.was_paused", quoted())
		}
		return w.say("desk.was_stopped")
	case pledge.RemindersResumed:
		return w.say("desk.was_unpaused")
	case pledge.ContactLeft:
		return w.say("desk.was_left")
	case pledge.TaskTaken:
		return w.say("desk.was_taken")
	case pledge.DueShifted:
		return w.say("desk.was_shifted", date(f.Expected), quoted())
	case pledge.Credited:
		return w.say("desk.was_credited", quoted())
	}
	return ""
}

// noted is what the service itself has noted about a reminder, in words; "" for another.
func (d *Desk) noted(w wording, f pledge.Fact) string {
	switch f.Kind {
	case pledge.WasNudged:
		if _, invites := calendar.Kind(f.Note).Forum(); invites {
			return w.say("desk.was_asked_update")
		}
		return w.say("desk.was_nudged", words(w.text(call.Say("desk.way."+f.From))))
	case pledge.NudgeMissed:
		return w.say("desk.was_missed", date(f.Expected))
	case pledge.NudgeFailed:
		return w.say("desk.was_failed."+f.Office, words(w.text(call.Say("desk.way."+f.From))))
	case pledge.Escalated:
		return w.say("desk.task."+f.From, day(f.At))
	}
	return ""
}

// nudgesMost is how many reminders a list has room for, and nudgesDays how far it looks.
const (
	nudgesMost = 40
	nudgesDays = 31
)

// A comingNudge is one line of that list.
type comingNudge struct {
	at time.Time
	n  calendar.Nudge
	p  pledge.Pledge
}

// nudges lists which cities will be reminded within a month, and of which pledges the team
// is asked to take care.
func (d *Desk) nudges(ctx context.Context, w wording, a pledge.Actor) (Outcome, error) {
	now := d.now()
	var coming []comingNudge
	var tasks []Line
	err := d.pledges.All(ctx, func(p pledge.Pledge) error {
		if !p.Sent() || !pledge.MayRead(a, p, "") {
			return nil
		}
		if p.Task != nil && len(tasks) < nudgesMost {
			tasks = append(tasks, append(Line{plain(d.head(w, p) + " · ")}, d.chasing(w, p)[0]...))
		}
		zone, _ := p.Zone(d.call)
		for _, n := range p.Schedule(d.call) {
			if at := n.At(zone); at.After(now) && at.Before(now.AddDate(0, 0, nudgesDays)) && n.Kind != calendar.Escalation {
				coming = append(coming, comingNudge{at, n, p})
			}
		}
		return nil
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("list reminders: %w", err)
	}
	slices.SortStableFunc(coming, func(a, b comingNudge) int { return a.at.Compare(b.at) })
	out := Outcome{Said: w.say("desk.nudges.none")}
	if len(coming) > 0 {
		out.Said = w.say("desk.nudges.list", number(strconv.Itoa(len(coming))))
	}
	for _, c := range coming[:min(len(coming), nudgesMost)] {
		out.Lines = append(out.Lines, Line{plain(w.say("desk.nudges.line", date(c.n.Day), words(d.head(w, c.p)), date(c.p.Due())))})
	}
	if len(tasks) > 0 {
		out.Lines = append(append(out.Lines, Line{w.label(w.say("desk.nudges.tasks"))}), tasks...)
	}
	return out, nil
}

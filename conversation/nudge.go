package conversation

import (
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// stepIdle is for how long after they were last here somebody is in the middle of a step,
// which a reminder waits for.
const stepIdle = 2 * time.Hour

// nudged reminds of a report or of a draft, unless there is no reason to any more. It waits
// for the end of a step, and then for the hours in which reminders come.
func (t *turn) nudged(p pledge.Pledge, f pledge.Fact) {
	if !t.nudgeStands(p, f) {
		return
	}
	at := t.now
	if (t.answering() || t.s.Prompt.At == AtConfirm) && t.now.Sub(t.s.Active) < stepIdle {
		at = t.now.Add(stepWait)
	}
	zone, _ := p.Zone(t.m.call)
	if open := calendar.Open(p.Country(t.m.call), zone, at); open.After(t.now) {
		t.out = []Effect{Later{Until: open}}
		return
	}
	t.take(p)
	t.open(AtNudge, nil)
	t.s.Prompt.Nudge = calendar.Kind(f.Note)
	t.show()
	for i, e := range t.out {
		if r, ok := e.(Reply); ok && r.Prompt == t.s.Prompt.ID {
			r.Class = Nudge
			t.out[i] = r
		}
	}
}

// toldNudge reminds somebody, unless they cannot be reached.
func (t *turn) toldNudge(p pledge.Pledge, f pledge.Fact) {
	if t.v.Me.Away {
		t.out = []Effect{Later{Away: true}}
		return
	}
	t.nudged(p, f)
}

// stepWait is after how long a step is looked at again.
const stepWait = 10 * time.Minute

// nudgeStands tells whether what a reminder is about is still owed, by whom it reaches.
func (t *turn) nudgeStands(p pledge.Pledge, f pledge.Fact) bool {
	sent := slices.ContainsFunc(p.Nudges, func(n pledge.Nudged) bool {
		return string(n.Kind) == f.Note && n.Day == f.Expected && string(n.Way) == f.From && n.Bad == ""
	})
	if !sent || p.Silenced() || p.Seats[t.v.Me.ID] == "" {
		return false
	}
	if p.State == pledge.Draft {
		return t.now.Sub(p.Touched) > restless && p.Deleted.IsZero()
	}
	if _, invites := calendar.Kind(f.Note).Forum(); invites {
		if _, stands := t.forum(calendar.Kind(f.Note)); !stands {
			return false
		}
	}
	return p.Reminders(t.m.call) != nil
}

// showNudge is a reminder: what was promised, what is asked, how long it takes.
func (t *turn) showNudge() Reply {
	p, kind := t.pledge(), t.s.Prompt.Nudge
	title := aText(t.title(p))
	if p.State == pledge.Draft {
		return Reply{
			Texts:   []call.Text{sayNudgeDraft(title, aDate(p.Touched.Format(time.DateOnly)), aText(t.left(p))), sayNudgeDraftNone()},
			Options: append([]Option{t.option("continue"), t.option("stop_draft")}, t.minor("help", "menu")...),
		}
	}
	if !t.reminds(p) {
		return t.showMenu()
	}
	if !t.owns(p) { // who is to come after an owner that cannot be reached
		r := Reply{Texts: []call.Text{sayNudgeSecond(title, aDate(p.Due()))}}
		r.Options = append(append(r.Options, t.succeeding(p)...), t.minor("preview", "help", "menu")...)
		return r
	}
	r := Reply{Texts: append(t.nudgeLead(p, kind), sayNudgePromised(aText(inLang(plainText(aWords(p.InForce(t.m.call).Value(t.m.call.Using(call.UseCommitment).Key).First())), p.Lang))))}
	r.Texts = append(r.Texts, sayNudgeAsk(aNumber(reportMinutes)))
	for _, id := range []call.OptionID{"report", "nothing_yet", "remind_on", "after_council", "not_me", "stop_nudges"} {
		r.Options = append(r.Options, t.option(id))
	}
	r.Options = append(r.Options, t.minor("help", "menu")...)
	return r
}

// reportMinutes is how long a report takes in which not much has changed.
const reportMinutes = 5

// nudgeLead is how a reminder begins: by when the report is due and, after that day, with
// help.
func (t *turn) nudgeLead(p pledge.Pledge, kind calendar.Kind) []call.Text {
	title, due := aText(t.title(p)), aDate(p.Due())
	var out []call.Text
	if missed := p.Unspoken(kind); len(missed) > 0 {
		var days []call.Text
		for _, n := range missed {
			days = append(days, sayReminderDay(aDate(n.Day)))
		}
		out = append(out, sayNudgeMissed(aTexts(days)))
	}
	f, invites := t.forum(kind)
	on, _ := time.Parse(time.DateOnly, p.Due())
	zone, _ := p.Zone(t.m.call)
	today, _ := time.Parse(time.DateOnly, t.now.In(zone).Format(time.DateOnly))
	switch days := int(on.Sub(today).Hours() / 24); {
	case invites:
		out = append(out, sayNudgeForum(aText(forumName(f)), aDate(f.Start), title, due))
	case kind == calendar.AskedFor:
		out = append(out, sayNudgeAsked(title, due))
	case days > 0:
		out = append(out, sayNudgeBefore(aCount(days), title, due))
	case days == 0:
		out = append(out, sayNudgeToday(title, due))
	default:
		out = append(out, sayNudgeAfter(title, due))
	}
	if kind == calendar.After30 {
		out = append(out, sayNudgeLast())
	}
	return out
}

// forum is the one that a reminder invites to an update for, if its day still stands in the
// calendar.
func (t *turn) forum(kind calendar.Kind) (call.Forum, bool) {
	key, invites := kind.Forum()
	f, known := t.m.call.Forum(call.ForumKey(key))
	_, dated := f.Day()
	return f, invites && known && dated
}

func forumName(f call.Forum) call.Text { return call.Say("forum." + string(f.Key)) }

// nudgeOption is a press under a reminder.
func (t *turn) nudgeOption(id call.OptionID) {
	p := t.pledge()
	switch {
	case id == "take_over" && len(t.succeeding(p)) > 0:
		t.succeed(p)
	case id == "stop_draft" && t.owns(p) && p.State == pledge.Draft:
		t.do(pledge.StopReminders{})
	case !t.owns(p) || !t.reminds(p):
		t.say(sayChooseOption())
		t.show()
	case id == "report" && t.reportable(p):
		t.beginReport(p)
	case id == "nothing_yet":
		t.do(pledge.ReportNothing{})
	case id == "remind_on":
		t.ask(AtRemindOn)
	case id == "after_council":
		t.ask(AtCouncil)
	case id == "not_me":
		t.ask(AtNotMe)
	case id == "stop_nudges":
		t.do(pledge.StopReminders{})
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// putsOff takes the day on which the city would like to be reminded, or on which its
// council meets: then it is the day after.
func (t *turn) putsOff(at Place, day string) {
	first, last, ok := t.pledge().Snoozable(t.m.call, t.now)
	on, err := time.Parse(time.DateOnly, day)
	if at == AtCouncil && err == nil {
		day = on.AddDate(0, 0, 1).Format(time.DateOnly)
	}
	switch {
	case !ok:
		t.say(sayNoReminders())
		t.ask(AtMenu)
	case t.between(at, day, first, last):
		t.do(pledge.PutOff{Day: day})
	}
}

// showNotMe is what somebody can do who takes care of a pledge no more.
func (t *turn) showNotMe() Reply {
	return Reply{
		Texts:   []call.Text{sayNotMe(aText(t.title(t.pledge())))},
		Options: append([]Option{t.option("hand_over"), t.option("involve"), t.option("nobody_known")}, t.minor("back", "help", "menu")...),
	}
}

// notMe is a press below it.
func (t *turn) notMe(id call.OptionID) {
	switch p := t.pledge(); {
	case id == "hand_over" && t.owns(p):
		t.do(pledge.Offer{})
	case id == "nobody_known" && t.owns(p):
		t.do(pledge.LeaveContact{})
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// answeredNudge goes on after an answer to a reminder.
func (t *turn) answeredNudge(f pledge.Fact) {
	p := t.pledge()
	title, due := aText(t.title(p)), aDate(p.Due())
	switch f.Kind {
	case pledge.NothingYet:
		t.say(sayNothingYet(title, due))
		t.nextNudge(p)
	case pledge.Snoozed:
		t.say(sayPutOff(aDate(calendar.WorkingDay(p.Country(t.m.call), f.Expected)), due))
	case pledge.RemindersStopped:
		if p.State == pledge.Draft {
			t.say(sayDraftStopped(title))
		} else {
			t.say(sayStopped(title, due))
		}
	case pledge.RemindersResumed:
		t.ask(AtReminders)
		return
	case pledge.ContactLeft:
		t.say(sayContactLeft(title))
	}
	t.ask(AtMenu)
}

// nextNudge says which reminder comes next, if one does.
func (t *turn) nextNudge(p pledge.Pledge) {
	for _, n := range t.toCome(p) {
		if zone, _ := p.Zone(t.m.call); n.At(zone).After(t.now) {
			t.say(sayNextNudge(aDate(n.Day)))
			return
		}
	}
}

// aboutReminders tells the owner what the team has done about reminders and the due date.
func (t *turn) aboutReminders(p pledge.Pledge, f pledge.Fact) {
	who, title := aText(org(f.Org)), aText(t.title(p))
	switch f.Kind {
	case pledge.Credited:
		t.say(sayCredited(title, aWords(strings.TrimRight(f.Note, ". "))))
	case pledge.DueShifted:
		t.say(sayShifted(who, title, aDate(f.Expected), aWords(f.Note)))
		t.contract(p)
	case pledge.RemindersStopped:
		t.say(sayToldPaused(who, title, aWords(f.Note)))
	case pledge.RemindersResumed:
		t.say(sayToldUnpaused(who, title))
	}
}

package conversation

import (
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/calendar"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// moveOption begins the option that moves a reminder.
const moveOption = "move_"

// toCome are the reminders that a pledge brings from today on.
func (t *turn) toCome(p pledge.Pledge) []calendar.Nudge {
	return slices.DeleteFunc(p.Reminders(t.m.call), func(n calendar.Nudge) bool { return n.Day < t.v.Today })
}

// reminds tells whether a pledge has reminders to show.
func (t *turn) reminds(p pledge.Pledge) bool { return p.Reminders(t.m.call) != nil }

// reminders is the word for them: those of the open pledge, or of the only one that has
// any, or the list to choose one from.
func (t *turn) reminders() {
	if t.reminds(t.pledge()) {
		t.ask(AtReminders)
		return
	}
	var all []pledge.Pledge
	for _, p := range t.v.Mine {
		if t.reminds(p) {
			all = append(all, p)
		}
	}
	switch len(all) {
	case 0:
		t.say(sayNoReminders())
		t.show()
	case 1:
		t.take(all[0])
		t.ask(AtReminders)
	default:
		t.say(sayRemindersOf())
		t.pledges()
	}
}

// showReminders is every reminder that is still to come; the owner moves one by its
// number.
func (t *turn) showReminders() Reply {
	p := t.pledge().InForce(t.m.call)
	mayMove := t.owns(p) && pledge.Possible(pledge.Move{}, t.pledge().State)
	if !t.reminds(p) {
		r := t.showMenu()
		r.Texts = append([]call.Text{sayNoReminders()}, r.Texts...)
		t.s.Prompt.At = AtMenu
		return r
	}
	title, due := aText(t.title(p)), aDate(p.Decided.Due)
	zone, known := p.Zone(t.m.call)
	r := Reply{Texts: []call.Text{sayRemindersNone(title, due)}}
	var lines []call.Text
	for i, n := range t.toCome(p) {
		when := fromDue(n.Day, p.Decided.Due)
		if f, invites := t.forum(n.Kind); invites {
			when = sayForForum(aText(forumName(f)))
		}
		lines = append(lines, sayReminderLine(aNumber(i+1), aDate(n.Day), aText(when)))
		if mayMove && slices.Contains(calendar.Kinds(), n.Kind) {
			r.Options = append(r.Options, Option{ID: moveOption + call.OptionID(n.Kind), Label: when, Listed: true})
		}
	}
	if len(lines) > 0 {
		r.Texts = []call.Text{sayReminders(title, due), plainText(aLines(lines)), sayRemindersAfter(aWords(zoneName(zone.String())))}
	}
	if len(lines) > 0 {
		r.Texts = append(append(r.Texts, t.unscheduled(p)...), t.next(p)...)
	}
	several := len(p.Zones(t.m.call)) > 1
	if len(lines) > 0 && several && !known {
		r.Texts = append(r.Texts, sayZoneTaken(aWords(zoneName(zone.String()))))
	}
	if p.Silenced() {
		return t.silenced(p)
	}
	if len(lines) > 0 && mayMove {
		r.Texts = append(r.Texts, sayRemindersAsk())
		if several {
			r.Options = append(r.Options, t.option("zone"))
		}
	}
	if len(lines) > 0 && t.owns(p) {
		r.Options = append(r.Options, t.option("stop_nudges"))
	}
	if t.reportable(t.pledge()) {
		r.Options = append(r.Options, t.option("report"))
	}
	r.Options = append(r.Options, t.minor("preview", "help", "menu")...)
	return r
}

// silenced says that no reminders come, and who has stopped them.
func (t *turn) silenced(p pledge.Pledge) Reply {
	text := saySilenced()
	if p.Silence.Team {
		text = saySilencedBy(aText(org(p.Silence.Org)), aWords(p.Silence.Note))
	}
	r := Reply{Texts: []call.Text{text}}
	if t.owns(p) {
		r.Options = append(r.Options, t.option("resume_nudges"))
	}
	r.Options = append(r.Options, t.minor("preview", "help", "menu")...)
	return r
}

// fromDue says how far a day is from the one on which the report is due.
func fromDue(day, due string) call.Text {
	on, _ := time.Parse(time.DateOnly, day)
	end, _ := time.Parse(time.DateOnly, due)
	switch days := int(end.Sub(on).Hours() / 24); {
	case days > 0:
		return sayDaysBefore(aCount(days))
	case days < 0:
		return sayDaysAfter(aCount(-days))
	}
	return sayOnTheDay()
}

// nudge is one of a pledge's reminders.
func (t *turn) nudge(k calendar.Kind) calendar.Nudge {
	for _, n := range t.pledge().Reminders(t.m.call) {
		if n.Kind == k {
			return n
		}
	}
	return calendar.Nudge{}
}

// zoneName is a zone as people call it: by its city, with the region that the IANA
// database puts between.
func zoneName(zone string) string {
	parts := strings.Split(strings.ReplaceAll(zone, "_", " "), "/")
	name := parts[len(parts)-1]
	if len(parts) > 2 {
		name += " (" + parts[1] + ")"
	}
	return name
}

// remindersOption is a press under them.
func (t *turn) remindersOption(id call.OptionID) {
	p := t.pledge()
	kind, moves := strings.CutPrefix(string(id), moveOption)
	_, _, movable := p.Movable(t.m.call, calendar.Kind(kind), t.now)
	switch {
	case moves && t.owns(p) && movable && slices.Contains(calendar.Kinds(), calendar.Kind(kind)):
		t.s.Moving = calendar.Kind(kind)
		t.ask(AtMove)
	case moves && t.owns(p):
		t.say(sayMoveOver())
		t.show()
	case id == "stop_nudges" && t.owns(p) && t.reminds(p):
		t.do(pledge.StopReminders{})
	case id == "resume_nudges" && t.owns(p) && p.Silenced():
		t.do(pledge.ResumeReminders{})
	case id == "report" && t.reportable(p):
		t.beginReport(p)
	case id == "zone" && t.owns(p) && t.reminds(p):
		t.ask(AtZone)
	default:
		t.say(sayChooseOption())
		t.show()
	}
}

// moveAsk asks for the day of the reminder that is being moved.
func (t *turn) moveAsk() call.Text {
	first, last, ok := t.pledge().Movable(t.m.call, t.s.Moving, t.now)
	if !ok {
		return sayMoveOver()
	}
	return sayMoveAsk(aDate(t.nudge(t.s.Moving).Day), aDate(first), aDate(last))
}

// moves takes that day.
func (t *turn) moves(day string) {
	first, last, ok := t.pledge().Movable(t.m.call, t.s.Moving, t.now)
	switch {
	case !ok:
		t.say(sayMoveOver())
		t.ask(AtReminders)
	case t.between(AtMove, day, first, last):
		t.do(pledge.Move{Nudge: t.s.Moving, Day: day})
	}
}

// between tells whether an answer is a day from the first to the last, and explains where
// it is not.
func (t *turn) between(at Place, day, first, last string) bool {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		t.problem(at, sayMoveDay())
		return false
	}
	if day < first || day > last {
		t.problem(at, sayMoveRange(aDate(first), aDate(last)))
		return false
	}
	return true
}

// showZones lists the time zones of the city's country, those with most people first.
func (t *turn) showZones() Reply {
	r := Reply{Texts: []call.Text{sayZoneAsk()}}
	var lines []call.Text
	for i, zone := range t.pledge().Zones(t.m.call) {
		name := aWords(zoneName(zone))
		lines = append(lines, sayZoneLine(aNumber(i+1), name))
		r.Options = append(r.Options, Option{ID: call.OptionID("zone_" + itoa(i+1)), Label: call.Text{Key: "plain", Args: map[string]call.Arg{"text": name}}, Listed: true})
	}
	r.Texts = append(r.Texts, plainText(aLines(lines)))
	r.Options = append(r.Options, t.minor("back", "help", "menu")...)
	return r
}

// zone is a press under that list.
func (t *turn) zone(id call.OptionID) {
	for i, zone := range t.pledge().Zones(t.m.call) {
		if string(id) == "zone_"+itoa(i+1) {
			t.do(pledge.SetZone{Zone: zone})
			return
		}
	}
	t.say(sayChooseOption())
	t.show()
}

// reminded goes on after a choice about reminders.
func (t *turn) reminded(f pledge.Fact) {
	if f.Kind == pledge.ZoneNamed {
		t.say(sayZoneDone(aWords(zoneName(f.Note))))
	} else {
		t.say(sayMoveDone(aDate(t.nudge(calendar.Kind(f.Note)).Day)))
	}
	t.s.Moving = ""
	t.ask(AtReminders)
}

// contract says at the acceptance on which days the city will be reminded.
func (t *turn) contract(p pledge.Pledge) {
	var days []call.Text
	for _, n := range t.toCome(p) {
		days = append(days, sayReminderDay(aDate(n.Day)))
	}
	if len(days) > 0 {
		t.say(sayContract(aTexts(days)))
		t.say(t.unscheduled(p)...)
		t.say(t.next(p)...)
	}
}

// next says to the owner who is asked where they cannot be reached.
func (t *turn) next(p pledge.Pledge) []call.Text {
	second := p.Value(t.m.call.Using(call.UseSecond).Key).First()
	switch {
	case !t.owns(p):
		return nil
	case p.Successor != "":
		return []call.Text{sayNextSuccessor()}
	case second != "":
		return []call.Text{sayNextSecond(aWords(second))}
	}
	return []call.Text{sayNextNone()}
}

// unscheduled says for which forums an invitation to an update comes once their day is known.
func (t *turn) unscheduled(p pledge.Pledge) []call.Text {
	var all []call.Text
	for _, f := range p.Unscheduled(t.m.call, t.now) {
		all = append(all, sayForumYears(aText(forumName(f)), aWords(f.Years())))
	}
	if len(all) == 0 {
		return nil
	}
	return []call.Text{sayUnscheduled(aTexts(all))}
}

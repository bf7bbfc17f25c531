package paper

import (
	"strconv"
	"time"

	ics "github.com/arran4/golang-ical"

	"pledgebot/bot"
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// alarms are how many days before the report is due a calendar reminds of it.
var alarms = []int{90, 30, 7}

// calendar is the day on which the report of an accepted pledge is due (RFC 5545). The
// event keeps its name, so that a later file moves it and adds no second one.
func (m *Maker) calendar(p pledge.Pledge) *bot.File {
	w := wording{m.Texts, p.Lang}
	title := p.Value(m.Call.Using(call.UseTitle).Key).First()
	summary := w.say("sheet.report_of", words(title), words(p.Submitted.Reference))
	c := ics.NewCalendarFor("Pledgebot")
	c.SetMethod(ics.MethodPublish)
	since := p.Decided.At
	if r, reported := p.LastReport(); reported && r.At.After(since) {
		since = r.At // and moved the day
	}
	if p.Owed.After(since) {
		since = p.Owed // as the team has
	}
	e := c.AddEvent(p.Submitted.Reference + "@pledgebot")
	e.SetDtStampTime(since.UTC())
	e.SetSequence(int(since.Unix()))
	due, _ := time.Parse(time.DateOnly, p.Decided.Due) // which the pledge has made
	e.SetAllDayStartAt(due)
	e.SetAllDayEndAt(due.AddDate(0, 0, 1))
	e.SetTimeTransparency(ics.TransparencyTransparent)
	e.SetSummary(summary)
	e.SetDescription(w.say("sheet.report_how", words(call.In(m.Call.Names.Call, p.Lang))))
	for _, days := range alarms {
		a := e.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetTrigger("-P" + strconv.Itoa(days) + "D")
		a.SetProperty(ics.ComponentPropertyDescription, summary)
	}
	return &bot.File{Name: p.Submitted.Reference + ".ics", Data: []byte(c.Serialize(ics.WithNewLineWindows))}
}

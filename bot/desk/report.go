package desk

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// report is what a city reports on its pledge, for a card: what it has sent, in short, or
// that it is being written.
func (d *Desk) report(w wording, p, read pledge.Pledge) []Line {
	if read.Progress == nil { // also where its city has begun one, and has not sent it
		out := d.reported(w, p)
		if p.State == pledge.Reporting {
			out = append(out, Line{plain(w.say("desk.reporting", day(p.Progress.Begun)))})
		}
		return out
	}
	out := []Line{{strong(d.reportHead(w, p))}}
	if p.Overdue(d.now().UTC().Format(time.DateOnly)) { // it is an update
		out = append(out, Line{strong(w.say("desk.overdue", date(p.Due())))})
	}
	if !pledge.Verified(d.call, p) {
		return append(out, Line{quiet(w.say("desk.folded"))})
	}
	if read.Lang != w.lang {
		out = append(out, Line{quiet(w.say("desk.written_in", tongue(read.Lang)))})
	}
	for _, e := range pledge.Record(d.call, read) {
		if e.Field.Stage == call.Reporting && e.Field.Ask == call.Asked {
			out = append(out, Line{w.label(w.field(e.Field.Key)), plain(w.answer(d.shownIn(w, read, e.Field.Key), e.Field.Key, e.Answer.Value))})
		}
	}
	return append(append(out, d.remarks(w, read)...), d.recognisable(w, read)...)
}

// recognisable names the answers of a report by which somebody may be recognised, for whom
// the city was asked before it kept them.
func (d *Desk) recognisable(w wording, read pledge.Pledge) []Line {
	var labels []string
	for _, e := range pledge.Record(d.call, read) {
		personal := func(text string) bool {
			return d.texts.Read(read.Lang, call.Question{Kind: call.Words, Guarded: true}, text).Personal
		}
		if e.Field.Stage == call.Reporting && e.Field.Kind != call.ListOf && slices.ContainsFunc(e.Answer.Value, personal) {
			labels = append(labels, w.field(e.Field.Key))
		}
	}
	if len(labels) == 0 {
		return nil
	}
	return []Line{{w.label(w.say("desk.recognisable")), plain(strings.Join(labels, ", "))}}
}

// reportHead says which report is on its way.
func (*Desk) reportHead(w wording, p pledge.Pledge) string {
	if p.Progress.Interim {
		return w.say("desk.report_update", date(p.Due()))
	}
	return w.say("desk.report", number(strconv.Itoa(p.Progress.N)), date(p.Due()))
}

// reported is the report that was accepted last, the outcome where there is no other, and
// whether the next is late.
func (d *Desk) reported(w wording, p pledge.Pledge) []Line {
	var out []Line
	if r, some := p.LastReport(); some {
		out = append(out, Line{plain(w.say("desk.reported", number(strconv.Itoa(r.N)), day(r.At)))})
		if r.Used != "" {
			out = append(out, Line{w.label(w.say("desk.used")), plain(r.Used)})
		}
	}
	if p.Closed != "" {
		key := d.call.Using(call.UseOutcome).Key
		out = append(out, Line{w.label(w.say("desk.closed")), plain(w.answer(w.lang, key, call.Value{p.Closed}))})
	}
	if p.Overdue(d.now().UTC().Format(time.DateOnly)) {
		out = append(out, Line{strong(w.say("desk.overdue", date(p.Due())))})
	}
	return out
}

// wasAccepted is how the thread tells that a pledge or a report was accepted.
func (*Desk) wasAccepted(w wording, f pledge.Fact) string {
	switch {
	case f.Report > 0 && !f.Value.Empty():
		return w.say("desk.was_closed")
	case f.Report > 0:
		return w.say("desk.was_reported", date(f.Expected))
	}
	return w.say("desk.was_accepted", date(f.Expected))
}

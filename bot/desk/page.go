package desk

import (
	"slices"
	"strconv"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// perPage is how many fields one page shows.
const perPage = 8

// page is a part of the whole pledge as it was last sent: each field with who
// gave it when, and how it read before.
func (d *Desk) page(w wording, a pledge.Actor, p pledge.Pledge, facts []pledge.Fact, n int) *Form {
	entries := d.paged(w, a, p, facts)
	total := max(1, (len(entries)+perPage-1)/perPage)
	n = min(max(n, 1), total)
	title := w.text(call.Say("state.draft"))
	if p.Submitted != nil {
		title = p.Submitted.Reference
	}
	form := &Form{
		Press: Press{Verb: Open, Pledge: p.ID, Page: n}, Title: title, Close: w.say("desk.close"),
		Lines: []Line{{strong(d.head(w, p))}, d.standing(w, p, facts)},
	}
	for _, e := range entries[(n-1)*perPage : min(n*perPage, len(entries))] {
		form.Lines = append(form.Lines, e...)
	}
	if len(entries) == 0 {
		form.Lines = append(form.Lines, Line{plain(w.say("desk.none"))})
	}
	if total > 1 {
		form.Lines = append(form.Lines, Line{quiet(w.say("desk.page", number(strconv.Itoa(n)), number(strconv.Itoa(total))))})
	}
	turn := func(to int, key string) {
		if to >= 1 && to <= total {
			form.Buttons = append(form.Buttons, Button{Press: Press{Verb: Open, Pledge: p.ID, Page: to}, Label: w.say(key)})
		}
	}
	turn(n-1, "desk.button.back")
	turn(n+1, "desk.button.on")
	return form
}

// paged are the fields of all that there is of a pledge, one after another: the report on
// its way, the pledge itself, and the reports that were accepted, the last first.
func (d *Desk) paged(w wording, a pledge.Actor, p pledge.Pledge, facts []pledge.Fact) [][]Line {
	all := sent(facts)
	read := lastSent(d.call, p, all)
	var out [][]Line
	add := func(head string, of pledge.Pledge, report int) {
		entries := slices.DeleteFunc(pledge.Record(d.call, of), func(e pledge.Entry) bool {
			return !pledge.MayRead(a, p, e.Field.Key)
		})
		for i, e := range entries {
			lines := d.entry(w, of, e, sentOf(report, all))
			if i == 0 && head != "" {
				lines = append([]Line{{strong(head)}}, lines...)
			}
			out = append(out, lines)
		}
	}
	itself := ""
	if read.Progress != nil {
		add(d.reportHead(w, p), read, read.Progress.N)
		itself = w.say("desk.pledge_itself")
	}
	add(itself, read.Promise(d.call), 0)
	for _, r := range slices.Backward(p.Reports) {
		add(w.say("desk.reported", number(strconv.Itoa(r.N)), day(r.At)), r.View(read), r.N)
	}
	return out
}

// entry is one field: what it says, who said so, and what it said in earlier
// submissions.
func (d *Desk) entry(w wording, p pledge.Pledge, e pledge.Entry, all []sending) []Line {
	key := e.Field.Key
	text := func(v call.Value) string { return w.answer(d.shownIn(w, p, key), key, v) }
	by := w.say("desk.author", words(w.say("desk.city_role")), day(e.Answer.At))
	switch {
	case e.Answer.Signed:
		by = w.say("desk.signed_own", day(e.Answer.At))
	case e.Field.Stage == call.SignOff:
		by = w.say("desk.signed_reported", day(e.Answer.At))
	case e.Answer.Office != "":
		by = w.say("desk.given_by", words(e.Answer.Office), day(e.Answer.At))
	case e.Answer.Derived:
		by = w.say("desk.derived")
	case e.Answer.From != "":
		by = w.say("desk.from_team", words(w.org(e.Answer.From)), day(e.Answer.At))
	}
	out := []Line{{w.label(w.field(key)), plain(text(e.Answer.Value))}, {quiet(by)}}
	if key == d.call.Using(call.UseCommitment).Key {
		out = append(out, d.courtesy(w, p)...)
	}
	is := text(e.Answer.Value)
	for i := len(all) - 2; i >= 0; i-- {
		was := text(all[i].answers[key].Value)
		if was != is && was != "" {
			out = append(out, append(Line{quiet(w.say("desk.earlier", day(all[i].fact.At)) + " ")}, compared(was, is)...))
		}
		is = was
	}
	return out
}

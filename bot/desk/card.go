package desk

import (
	"slices"
	"strings"
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// Card is what the team's channel shows of a pledge, given its history. Of what
// the city has not sent it says nothing.
func (d *Desk) Card(p pledge.Pledge, facts []pledge.Fact) Card {
	w, read := d.in(d.lang), asSent(d.call, p, facts)
	c := Card{Pledge: p.ID, Rev: p.Rev, Head: d.head(w, p)}
	c.Summary = w.say("desk.summary", words(c.Head), words(w.text(call.Say("state."+string(p.State)))))
	c.Lines = append(c.Lines, d.standing(w, p, facts))
	if p.Standing != nil && p.Progress == nil && p.Reviewed() {
		c.Lines = append(c.Lines, Line{plain(w.say("desk.amendment", day(p.Standing.Decided.At)))})
	}
	if p.Claim != nil {
		c.Lines = append(c.Lines, Line{w.label(w.say("desk.claimed")), {Text: string(p.Claim.By), Mark: Who}, plain(" (" + w.org(p.Claim.Org) + ")")})
	}
	if p.State != pledge.Draft {
		c.Lines = append(append(c.Lines, d.chasing(w, p)...), d.verification(w, p))
		c.Lines = append(c.Lines, d.report(w, p, read)...)
		if itself := read.Promise(d.call); pledge.Verified(d.call, p) {
			c.Lines = append(c.Lines, d.substance(w, itself)...)
		} else {
			c.Lines = append(c.Lines, d.folded(w, itself)...)
		}
		c.Lines = append(append(c.Lines, d.openQuestions(w, p)...), d.publication(w, p)...)
		c.Lines = append(c.Lines, Line{quiet(w.say("desk.check", words(read.Submitted.Check)))})
	}
	c.Buttons = d.buttons(w, p)
	return c
}

// head names a pledge by number, if it has one, and place, which the team may always know.
func (d *Desk) head(w wording, p pledge.Pledge) string {
	key := d.call.Using(call.UseCountry).Key
	place, country := words(p.Value(d.call.Using(call.UsePlace).Key).First()), words(w.answer(w.lang, key, p.Value(key)))
	if p.Submitted == nil {
		return w.say("desk.city", place, country)
	}
	return w.say("desk.head", words(p.Submitted.Reference), place, country)
}

// standing is the pledge's state, and who waits for whom since when.
func (d *Desk) standing(w wording, p pledge.Pledge, facts []pledge.Fact) Line {
	state := strong(w.text(call.Say("state." + string(p.State))))
	switch p.State {
	case pledge.Draft:
		if p.Shown() {
			return Line{strong(w.say("desk.shown", day(p.Disclosed)))}
		}
		if p.Submitted == nil {
			return Line{strong(w.say("desk.concealed"))}
		}
		return Line{strong(w.say("desk.taken_back", day(last(facts, pledge.Recalled))))}
	case pledge.Amending:
		return Line{strong(w.say("desk.amending", day(p.Decided.At), day(last(facts, pledge.Revised))))}
	case pledge.Accepted, pledge.Reporting:
		if p.Closed != "" {
			return Line{strong(w.say("desk.accepted_closed", day(p.Decided.At)))}
		}
		return Line{strong(w.say("desk.accepted", day(p.Decided.At), date(p.Due())))}
	case pledge.Suspended:
		return Line{strong(w.say("desk.suspended", day(p.Halted.At))), plain(" " + d.halter(w, p) + ": " + w.say("desk.quote", words(p.Halted.Note)))}
	case pledge.Withdrawn:
		return Line{strong(w.say("desk.withdrawn_on", day(p.Halted.At))), plain(" " + w.say("desk.quote", words(p.Halted.Note)))}
	case pledge.Declined:
		return Line{strong(w.say("desk.declined", day(p.Decided.At))), plain(" " + p.Decided.Note)}
	case pledge.ChangesRequested:
		return Line{state, plain(" · " + w.say("desk.with_city", day(last(facts, pledge.Inquired, pledge.Suggested))))}
	}
	return Line{state, plain(" · " + w.say("desk.with_team", day(last(facts, pledge.WasSubmitted))))}
}

// last is when one of some kinds of facts last became true.
func last(facts []pledge.Fact, kinds ...pledge.FactKind) (at time.Time) {
	for _, f := range facts {
		if slices.Contains(kinds, f.Kind) {
			at = f.At
		}
	}
	return at
}

// substance is what the city promises, in its own words, and what the coach
// remarks on it.
func (d *Desk) substance(w wording, p pledge.Pledge) []Line {
	out := d.answered(w, p, d.call.Using(call.UseTitle).Key, d.call.Listing("priorities").Key, d.call.Using(call.UseCommitment).Key)
	return append(append(out, d.courtesy(w, p)...), d.remarks(w, p)...)
}

// remarks are what the coach remarks on what a city has written.
func (d *Desk) remarks(w wording, p pledge.Pledge) []Line {
	var flags []string
	for _, e := range pledge.Record(d.call, p) {
		for _, hint := range d.call.Hints(*e.Field, e.Answer.Value) {
			flags = append(flags, w.text(hint))
		}
	}
	if p.Progress == nil {
		for _, id := range d.call.Coaching(p.Value) {
			flags = append(flags, w.text(call.Say("coach."+id)))
		}
	}
	if len(flags) == 0 {
		return nil
	}
	return []Line{{w.label(w.say("desk.flags")), plain(strings.Join(flags[:min(len(flags), flagsMost)], " "))}}
}

// answered is in which language a pledge is written, if not in the reader's, and
// some of its answers.
func (d *Desk) answered(w wording, p pledge.Pledge, fields ...call.FieldKey) []Line {
	var out []Line
	if p.Lang != w.lang {
		out = append(out, Line{quiet(w.say("desk.written_in", tongue(p.Lang)))})
	}
	for _, key := range fields {
		if v := p.Value(key); !v.Empty() {
			out = append(out, Line{w.label(w.field(key)), plain(w.answer(d.shownIn(w, p, key), key, v))})
		}
	}
	return out
}

// flagsMost is how many of the coach's remarks a card has room for.
const flagsMost = 3

// shownIn is the language of an answer: the pledge's own where it is words, the
// reader's where it is a choice, a date or an amount.
func (d *Desk) shownIn(w wording, p pledge.Pledge, key call.FieldKey) call.Lang {
	switch f, _ := d.call.Field(key); f.Kind {
	case call.Words, call.ListOf, call.Group, call.Groups:
		return p.Lang
	}
	return w.lang
}

// openQuestions are what the city has been asked and has not dealt with.
func (d *Desk) openQuestions(w wording, p pledge.Pledge) []Line {
	var out []Line
	for _, q := range p.Questions {
		if q.Open() && p.State == pledge.ChangesRequested {
			out = append(out, Line{w.label(w.say("desk.open_points")), plain(w.say("desk.point", words(d.fields(w, q)), words(d.question(w, q)), words(w.reach(q))))})
		}
	}
	return out
}

// reach is how far a question has come on its way to the city.
func (w wording) reach(q pledge.Question) string {
	switch q.Reach {
	case pledge.Arrived, pledge.Opened:
		return w.say("desk.reach."+string(q.Reach), day(q.ReachedAt))
	case pledge.Stranded:
		return w.say("desk.reach." + string(q.Reach))
	}
	return w.say("desk.reach.sent")
}

// fields names what a question hangs on.
func (*Desk) fields(w wording, q pledge.Question) string {
	var labels []string
	for _, key := range append([]call.FieldKey{q.Field}, q.Also...) {
		labels = append(labels, w.say("desk.quote", words(w.field(key))))
	}
	return w.text(call.Text{Key: "plain", Args: map[string]call.Arg{"text": {As: call.AsList, Values: labels}}})
}

// question is what the city was asked: a standard question in the reader's
// language, free words and a suggested wording as they were written.
func (d *Desk) question(w wording, q pledge.Question) string {
	var parts []string
	if q.Standard != "" {
		parts = append(parts, w.usual(q.Standard))
	}
	if q.Suggests() {
		parts = append(parts, w.say("desk.quote", words(strings.Join(q.Value, "; "))))
	}
	if q.Note != "" {
		parts = append(parts, w.say("desk.quote", words(q.Note)))
	}
	return strings.Join(parts, " · ")
}

// buttons are what somebody of the team may ask for while a pledge stands as it
// does. Whether this person may is decided when it is pressed.
func (d *Desk) buttons(w wording, p pledge.Pledge) []Button {
	seen := ""
	if p.Submitted != nil {
		seen = p.Submitted.Check
	}
	var out []Button
	add := func(verb Verb, cmd pledge.Command, then func(*Button)) {
		if !pledge.Possible(cmd, p.State) {
			return
		}
		b := Button{Press: Press{Verb: verb, Pledge: p.ID, Seen: seen}, Label: w.say("desk.button." + string(verb))}
		if then != nil {
			then(&b)
		}
		out = append(out, b)
	}
	if p.State != pledge.Draft || p.Shown() {
		out = append(out, Button{Press: Press{Verb: Open, Pledge: p.ID, Page: 1}, Label: w.say("desk.button.open")})
	}
	if p.Shown() {
		add(Help, pledge.Help{}, nil)
	}
	if !pledge.Verified(d.call, p) {
		add(Vouch, pledge.Vouch{}, d.vouches(w, p))
	}
	if p.Task != nil && p.Task.By == "" {
		add(Have, pledge.TakeTask{}, func(b *Button) { b.Main = true })
	}
	if p.Claim == nil {
		add(Claim, pledge.Claim{}, nil)
	} else {
		add(Release, pledge.Release{}, nil)
	}
	add(Ask, pledge.Inquire{}, nil)
	add(Change, pledge.Inquire{}, nil)
	add(Suggest, pledge.Suggest{}, nil)
	add(Accept, pledge.Accept{}, func(b *Button) {
		b.Main = true
		b.Confirm = &Confirm{
			Title: w.say("desk.accept.title"), Yes: b.Label, No: w.say("desk.cancel"),
			Text: w.say("desk.accept.ask", words(d.name(w, p)), words(seen)),
		}
		if p.Progress != nil {
			b.Confirm.Title, b.Confirm.Text = w.say("desk.accept_report.title"), w.say("desk.accept_report.ask", words(d.name(w, p)), words(seen))
		}
	})
	if p.Progress == nil {
		add(Decline, pledge.Decline{}, func(b *Button) { b.Grave = true })
	}
	d.publishing(p, add)
	add(Suspend, pledge.Suspend{}, func(b *Button) { b.Grave = true })
	if p.Halted != nil && p.Halted.Team {
		add(Resume, pledge.Resume{}, func(b *Button) {
			b.Confirm = &Confirm{Title: w.say("desk.resume.title"), Text: w.say("desk.resume.ask"), Yes: b.Label, No: w.say("desk.cancel")}
		})
	}
	return out
}

// title is the pledge's name, or that it has none.
func (d *Desk) title(w wording, p pledge.Pledge) string {
	if t := p.Value(d.call.Using(call.UseTitle).Key).First(); t != "" {
		return t
	}
	return w.say("desk.untitled")
}

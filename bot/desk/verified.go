package desk

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// verification says whether the team knows the city for what it says it is.
func (d *Desk) verification(w wording, p pledge.Pledge) Line {
	if !pledge.Verified(d.call, p) {
		return Line{strong(w.say("desk.unverified"))}
	}
	return Line{plain(w.say("desk.vouched", words(w.org(p.Vouched.Org)), day(p.Vouched.At)))}
}

// folded is what a card shows of a city that nobody knows: what it chose, and
// nothing of what it wrote.
func (d *Desk) folded(w wording, p pledge.Pledge) []Line {
	var out []Line
	if p.Lang != w.lang {
		out = append(out, Line{quiet(w.say("desk.written_in", tongue(p.Lang)))})
	}
	f := d.call.Listing("priorities")
	if v := p.Value(f.Key); !v.Empty() && f.Limits.Own == 0 {
		out = append(out, Line{w.label(w.field(f.Key)), plain(w.answer(w.lang, f.Key, v))})
	}
	return append(out, Line{quiet(w.say("desk.folded"))})
}

// name is the pledge's title, where it may be read beside the whole pledge.
func (d *Desk) name(w wording, p pledge.Pledge) string {
	if !pledge.Verified(d.call, p) {
		return d.head(w, p)
	}
	return d.title(w, p)
}

// vouches is the button by which the team says that it knows the city.
func (d *Desk) vouches(w wording, p pledge.Pledge) func(*Button) {
	country := d.call.Using(call.UseCountry).Key
	return func(b *Button) {
		b.Confirm = &Confirm{
			Title: w.say("desk.vouch.title"), Yes: b.Label, No: w.say("desk.cancel"),
			Text: w.say("desk.vouch.ask", words(p.Value(d.call.Using(call.UsePlace).Key).First()), words(w.answer(w.lang, country, p.Value(country)))),
		}
	}
}

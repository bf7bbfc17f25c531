package desk

import (
	"strings"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// verification says whether the team knows the city for what it says it is.
func (d *Desk) verification(w wording, p pledge.Pledge) Line {
	line := Line{strong(w.say("desk.unverified"))}
	if pledge.Verified(d.call, p) {
		line = Line{plain(w.say("desk.vouched", words(w.org(p.Vouched.Org)), day(p.Vouched.At)))}
	}
	if at := pledge.MailProved(d.call, p); !at.IsZero() {
		_, domain, _ := strings.Cut(p.Value(d.call.Using(call.UseMail).Key).First(), "@")
		line = append(line, plain(" · "+w.say("desk.mail_proved", words(domain), day(at))))
	}
	return line
}

// folded is what a card shows of a city that nobody knows: what it chose, and
// nothing of what it wrote.
func (d *Desk) folded(w wording, p pledge.Pledge) []Line {
	var fields []call.FieldKey
	if f := d.call.Listing("priorities"); f.Limits.Own == 0 {
		fields = append(fields, f.Key)
	}
	return append(d.answered(w, p, fields...), Line{quiet(w.say("desk.folded"))})
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

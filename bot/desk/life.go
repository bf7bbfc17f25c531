package desk

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// lived is a fact of a pledge's life after the decision, in words; "" for another.
func (d *Desk) lived(w wording, p pledge.Pledge, f pledge.Fact) string {
	quoted := func() call.Arg { return words(w.say("desk.quote", words(f.Note))) }
	switch f.Kind {
	case pledge.MailWasProved:
		return w.say("desk.was_proved")
	case pledge.Revised:
		return w.say("desk.was_revised")
	case pledge.Abandoned:
		return w.say("desk.was_abandoned")
	case pledge.WasEdited:
		return w.say("desk.was_edited", tongue(f.Lang))
	case pledge.Proposed:
		return w.say("desk.was_proposed")
	case pledge.Agreed:
		return w.say("desk.was_agreed")
	case pledge.Objected:
		return w.say("desk.was_objected", quoted())
	case pledge.WasPublished:
		return w.say("desk.was_published", date(f.Expected))
	case pledge.Unpublished:
		if !f.Team {
			return w.say("desk.was_pulled")
		}
		return w.say("desk.was_unpublished", quoted())
	case pledge.Entered:
		return w.say("desk.was_entered", words(w.listing(pledge.Listing{Where: call.RegistryKey(f.From), Number: f.Reference, Link: f.Note})))
	case pledge.WasWithdrawn:
		return w.say("desk.was_withdrawn", quoted())
	case pledge.Reinstated:
		return w.say("desk.was_reinstated")
	case pledge.WasSuspended:
		return w.say("desk.was_suspended", quoted())
	case pledge.Resumed:
		return w.say("desk.was_resumed")
	case pledge.Answered:
		return d.permitted(w, p, f)
	}
	return ""
}

// permitted is a change of what lasts. Of what is private the channel hears that it
// has changed, unless it is a consent.
func (d *Desk) permitted(w wording, p pledge.Pledge, f pledge.Fact) string {
	field, _ := d.call.Field(f.Field)
	switch {
	case !field.Lasts() || !f.Permits:
		return ""
	case field.Private && !field.Consent || f.Value.Empty():
		return w.say("desk.was_changed", words(w.say("desk.quote", words(w.field(f.Field)))))
	}
	return w.say("desk.was_permitted", words(w.say("desk.quote", words(w.field(f.Field)))), words(w.answer(d.shownIn(w, p, f.Field), f.Field, f.Value)))
}

// halter is who has suspended a pledge.
func (d *Desk) halter(w wording, p pledge.Pledge) string {
	if p.Halted.Team {
		return w.org(p.Halted.Org)
	}
	return p.Value(d.call.Using(call.UsePlace).Key).First()
}

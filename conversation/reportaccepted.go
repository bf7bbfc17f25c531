package conversation

import (
	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// reportAccepted tells that a report was accepted, and what comes next.
func (t *turn) reportAccepted(p pledge.Pledge, f pledge.Fact) Place {
	title := aText(t.title(p))
	r, _ := p.LastReport()
	outcome := t.m.call.Using(call.UseOutcome).Key
	switch {
	case !f.Value.Empty():
		t.say(sayReportedLast(title, aAnswer(outcome, f.Value)))
	case r.Interim:
		t.say(sayUpdated(title, aDate(f.Expected)))
	default:
		t.say(sayReportTaken(title, aDate(f.Expected)))
		t.contract(p)
	}
	return t.handsOver(p, r)
}

// handsOver leads on from a report that was accepted and tells of a new head of government
// or contact person: to who signs the pledge off again, and to who takes it over.
func (t *turn) handsOver(p pledge.Pledge, r pledge.Report) Place {
	says := func(use call.Use) bool {
		given := r.Answers[t.m.call.Using(use).Key]
		return given.Value.First() == "yes" && given.By == t.v.Me.ID // somebody who came since needs none of it
	}
	at := AtMenu
	if !t.owns(p) || p.Closed != "" {
		return at
	}
	if says(call.UseNewHead) {
		t.say(sayNewHead())
		at = AtPreview
	}
	if says(call.UseNewContact) {
		at = AtNotMe
	}
	return at
}

// changedHands says what follows from a new head of government or a new contact person,
// of whom a report tells.
func (t *turn) changedHands(p pledge.Pledge) []call.Text {
	var out []call.Text
	ends := !p.Value(t.m.call.Using(call.UseOutcome).Key).Empty()
	for _, f := range t.m.call.Fields {
		if ends || f.Stage != call.Reporting || p.Value(f.Key).First() != "yes" {
			continue
		}
		switch f.Use {
		case call.UseNewHead:
			out = append(out, sayNewHead())
		case call.UseNewContact:
			out = append(out, sayNewContact())
		}
	}
	return out
}

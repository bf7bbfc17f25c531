package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// revising is what is said of the change of an accepted pledge: what it is, and how it
// reads otherwise than what stands.
func (t *turn) revising(p pledge.Pledge) []call.Text {
	lines := t.amendments(p)
	if len(lines) == 0 {
		return []call.Text{sayRevise(), sayReviseNone()}
	}
	return []call.Text{sayRevise(), sayReviseChanges(aLines(lines))}
}

// amendments are the fields that read otherwise than in the version that stands.
func (t *turn) amendments(p pledge.Pledge) []call.Text {
	stood := p.InForce(t.m.call)
	var lines []call.Text
	for _, key := range p.Amended(t.m.call) {
		lines = append(lines, sayCardLine(aText(t.m.label(Place(key))), t.wording(stood, key, stood.Value(key)), t.wording(p, key, p.Value(key))))
	}
	return lines
}

// Amendments say what a change of an accepted pledge changes; nothing where it is none.
func (m *Machine) Amendments(p pledge.Pledge) []call.Text {
	t := turn{m: m}
	lines := t.amendments(p)
	if len(lines) == 0 {
		return nil
	}
	return []call.Text{sayReviseChanges(aLines(lines))}
}

// revises is a press on one of the options about a change; false for another.
func (t *turn) revises(id call.OptionID) bool {
	p := t.pledge()
	switch {
	case id == "revise" && t.revisable(p):
		t.do(pledge.Revise{})
	case id == "report" && t.reportable(p):
		t.beginReport(p)
	case id == "reports" && len(p.Reports) > 0:
		t.ask(AtReports)
	case (id == "abandon" || id == "leave_report") && t.abandonable(p):
		t.ask(AtAbandon)
	case id == "versions" && several(p):
		t.recountVersions(0)
	default:
		return false
	}
	return true
}

func (t *turn) revisable(p pledge.Pledge) bool {
	return t.owns(p) && !p.Rehearsal && p.Closed == "" && pledge.Possible(pledge.Revise{}, p.State)
}

func (t *turn) abandonable(p pledge.Pledge) bool {
	return t.owns(p) && p.Standing != nil && pledge.Possible(pledge.Abandon{}, p.State)
}

// several tells whether there is an accepted version beside the words as they are now.
func several(p pledge.Pledge) bool { return p.Progress == nil && (p.Standing != nil || p.Amends()) }

// showAbandon asks whether a change, or a report, is left.
func (t *turn) showAbandon() Reply {
	p := t.pledge()
	if p.Progress != nil {
		return t.showYesNo(sayReportLeave(aText(t.title(p))))
	}
	return t.showYesNo(sayAbandonAsk(aText(t.title(p))))
}

// revised goes on after a change was begun or abandoned.
func (t *turn) revised(f pledge.Fact) {
	if f.Kind == pledge.Revised {
		t.say(sayRevised())
		t.ask(AtPreview)
		return
	}
	t.say(sayAbandoned(aText(t.title(t.pledge()))))
	t.ask(AtMenu)
}

// amendedNow tells what the team has decided about a change.
func (t *turn) amendedNow(p pledge.Pledge, f pledge.Fact) {
	title := aText(t.title(p))
	if f.Kind == pledge.WasDeclined {
		t.say(sayNotAmended(title, aWords(f.Note)))
		return
	}
	t.say(sayAmended(title, aDate(f.Expected)))
	if p.Public != nil {
		t.say(sayAmendedPublic())
	}
}

// changesAccepted tells whether a decision is about the change of an accepted pledge.
func changesAccepted(p pledge.Pledge, f pledge.Fact) bool {
	return f.Kind == pledge.WasAccepted && p.Amends() || f.Kind == pledge.WasDeclined && p.State == pledge.Accepted
}

// A version is a pledge as it was accepted once.
type version struct {
	p  pledge.Pledge
	at time.Time
}

// versions are all that were accepted, the first first, but what was taken back.
func versions(facts []pledge.Fact) []version {
	var p pledge.Pledge
	var all []version
	for _, f := range facts {
		if n := len(all); f.Kind == pledge.Reconsidered && f.Report == 0 && n > 0 && p.Decided != nil && p.Decided.Turned == nil && p.Decided.At.Equal(all[n-1].at) {
			all = all[:n-1]
		}
		p = pledge.Fold(p, f)
		if f.Kind == pledge.WasAccepted && f.Report == 0 {
			all = append(all, version{p, f.At})
		}
	}
	return all
}

// recountVersions asks for the history, to show a version, or for 0 the list of them.
func (t *turn) recountVersions(n int) {
	t.out = append(t.out, Recount{Pledge: t.pledge().ID, Versions: true, Version: n, Says: t.says})
}

// showVersions lists the versions, or shows one of them.
func (t *turn) showVersions() Reply {
	var r Reply
	all := versions(t.facts)
	n := t.s.Prompt.Over
	if n > 0 && n <= len(all) {
		r.Texts = t.version(all[n-1])
	} else {
		var lines []call.Text
		t.s.Prompt.Ticks = nil
		r.Texts = []call.Text{sayVersions(aText(t.title(t.pledge())))}
		for i, v := range all {
			id := call.OptionID(itoa(i + 1))
			lines = append(lines, sayVersionLine(aNumber(i+1), aDate(v.at.Format(time.DateOnly)), aWords(v.p.Submitted.Check)))
			r.Options = append(r.Options, Option{ID: id, Label: plainText(aNumber(i + 1)), Listed: true})
			t.s.Prompt.Ticks = append(t.s.Prompt.Ticks, id)
		}
		r.Texts = append(r.Texts, plainText(aLines(lines)))
	}
	r.Options = append(r.Options, t.minor("back", "preview", "help", "menu")...)
	return r
}

// version is what one of them says.
func (t *turn) version(v version) []call.Text {
	var lines []call.Text
	for i, e := range pledge.Record(t.m.call, v.p) {
		lines = append(lines, t.line(i+1, v.p, e))
	}
	return []call.Text{
		sayVersion(aText(t.title(v.p)), aDate(v.at.Format(time.DateOnly)), aWords(v.p.Submitted.Check)),
		plainText(aLines(lines)),
	}
}

// stillVersions is what can be chosen, for a message that is read while the list stands
// on the screen.
func (t *turn) stillVersions() Reply {
	return Reply{Options: append(t.stillListed(), t.minor("back", "preview", "help", "menu")...)}
}

// versionOption is a press below the list.
func (t *turn) versionOption(id call.OptionID) {
	for i, listed := range t.s.Prompt.Ticks {
		if listed == id {
			t.recountVersions(i + 1)
			return
		}
	}
	t.say(sayChooseOption())
	t.recountVersions(0)
}

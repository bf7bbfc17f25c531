package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// showSent is a pledge that the city can read and not change now.
func (t *turn) showSent(p pledge.Pledge) Reply {
	reference := ""
	if p.Submitted != nil {
		reference = p.Submitted.Reference
	}
	r := Reply{Texts: []call.Text{sayPreviewSent(aText(state(p.State)), aWords(reference))}}
	if p.Submitted == nil {
		r.Texts[0] = sayPreviewRead()
	}
	r.Texts = append(append(append(r.Texts, t.waiting(p)...), t.haltLines(p)...), t.public(p)...)
	r.Texts = append(r.Texts, t.reportLines(p)...)
	switch {
	case p.Progress != nil:
		r.Texts = append(r.Texts, sayReportStands(aDate(p.Standing.Decided.At.Format(time.DateOnly))))
	case p.Standing != nil:
		r.Texts = append(r.Texts, sayStands(aDate(p.Standing.Decided.At.Format(time.DateOnly))))
	}
	r.Texts = append(r.Texts, t.record(p, pledge.Record(t.m.call, p), &Reply{})...)
	r.Texts = append(r.Texts, sayPaperEnd(aWords(pledge.Check(t.m.call, p))))
	r.Options = append(r.Options, t.copies(p)...)
	if p.Seats[t.v.Me.ID] == pledge.Approver && p.Writable() && p.Presented == pledge.Check(t.m.call, p) && t.s.Prompt.At != AtCard {
		r.Options = append(r.Options, t.option("card"))
	}
	if t.talks(p) || len(p.Remarks) > 0 {
		r.Options = append(r.Options, t.option("remarks"))
	}
	switch {
	case !t.owns(p):
		r.Options = append(append(r.Options, t.succeeding(p)...), t.option("leave"))
	case p.State == pledge.Submitted:
		r.Options = append(r.Options, t.option("recall"))
	}
	if t.reportable(p) {
		r.Options = append(r.Options, t.option("report"))
	}
	if len(p.Reports) > 0 {
		r.Options = append(r.Options, t.option("reports"))
	}
	if t.revisable(p) {
		r.Options = append(r.Options, t.option("revise"))
	}
	if several(p) {
		r.Options = append(r.Options, t.option("versions"))
	}
	if t.owns(p) && wordedAnew(p) {
		r.Options = append(r.Options, t.option("edition"))
	}
	if t.owns(p) && pledge.Possible(pledge.Permit{}, p.State) {
		r.Options = append(r.Options, t.option("consents"))
	}
	if t.reminds(p) {
		r.Options = append(r.Options, t.option("reminders"))
	}
	if t.owns(p) && p.Reseats() {
		r.Options = append(r.Options, t.option("still_mine"))
	}
	if t.owns(p) && !p.Rehearsal && pledge.Possible(pledge.Involve{}, p.State) {
		r.Options = append(r.Options, t.option("involve"))
	}
	r.Options = append(r.Options, t.halting(p)...)
	r.Options = append(r.Options, t.minor("help", "menu")...)
	return r
}

// waiting says for how long the team has had a pledge, how long it usually
// takes, and who takes care of it.
func (t *turn) waiting(p pledge.Pledge) []call.Text {
	if p.State != pledge.Submitted && p.State != pledge.InReview {
		return nil
	}
	out := []call.Text{sayWithTeam(aDate(p.Submitted.At.Format(time.DateOnly)))}
	if days := t.m.call.Names.ReviewDays; days > 0 {
		out[0] = sayWithTeamDays(aCount(days), aDate(p.Submitted.At.Format(time.DateOnly)))
	}
	if p.Claim != nil {
		out = append(out, sayCare(aText(org(p.Claim.Org))))
	}
	return out
}

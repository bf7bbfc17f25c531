package desk

import (
	"slices"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// Story is what happened to a pledge after a revision, in short lines for its
// thread. The first submission is not told: the card itself says it. Who has
// claimed the pledge is called once, and only to what the city did or cannot be told.
func (d *Desk) Story(p pledge.Pledge, facts []pledge.Fact, told int) []Line {
	w := d.in(d.lang)
	var out []Line
	calls := false
	for i, f := range facts {
		if f.Rev <= told {
			continue
		}
		if lines := d.happened(w, p, facts[:i], f); len(lines) > 0 {
			out = append(out, lines...)
			calls = calls || !f.Team && f.Org == "" && f.By != "" || f.Kind == pledge.Undelivered || f.Kind == pledge.Escalated || f.Kind == pledge.NudgeFailed
		}
	}
	if calls && p.Claim != nil && len(out) > 0 {
		out[0] = append(Line{{Text: string(p.Claim.By), Mark: Who}, plain(" ")}, out[0]...)
	}
	return out
}

// happened is one fact in words; nothing where the thread need not say it.
func (d *Desk) happened(w wording, p pledge.Pledge, before []pledge.Fact, f pledge.Fact) []Line {
	said := func(text string) []Line { return []Line{{strong(d.author(w, p, f) + " "), plain(text)}} }
	switch f.Kind {
	case pledge.WasSubmitted:
		return d.sentAgain(w, p, before, f)
	case pledge.Recalled:
		return said(w.say("desk.recalled"))
	case pledge.Claimed:
		return said(w.say("desk.was_claimed"))
	case pledge.Released:
		if f.By == "" {
			return []Line{{plain(w.say("desk.was_lapsed"))}}
		}
		return said(w.say("desk.was_released"))
	case pledge.WasAccepted:
		return said(d.wasAccepted(w, f))
	case pledge.Approved:
		return said(w.say("desk.was_approved"))
	case pledge.WasDeclined:
		return said(w.say("desk.was_declined", words(f.Note)))
	case pledge.Disclosed:
		return said(w.say("desk.was_disclosed"))
	case pledge.Concealed:
		return said(w.say("desk.was_concealed"))
	case pledge.Helped:
		if f.Note == "" {
			return nil
		}
		return said(w.say("desk.helped", words(w.say("desk.quote", words(f.Note)))))
	case pledge.Reconsidered:
		return said(w.say("desk.was_reconsidered"))
	case pledge.Undelivered:
		q, _ := asked(before, f)
		return []Line{{plain(w.say("desk.was_undelivered", words(d.fields(w, q))))}}
	case pledge.WasVouched:
		if f.Invited {
			return nil
		}
		return said(w.say("desk.was_vouched"))
	case pledge.TookOver:
		return said(w.say("desk.took_over"))
	case pledge.Reseated:
		return said(w.say("desk.was_reseated", words(w.say("desk.quote", words(f.Note)))))
	case pledge.Bounced:
		if f.Change {
			return []Line{{plain(w.say("desk.bounced_copy"))}}
		}
		return []Line{{plain(w.say("desk.bounced", words(f.Note)))}}
	case pledge.WasKept:
		return said(w.say("desk.was_kept"))
	}
	if text := d.noted(w, f); text != "" {
		return []Line{{plain(text)}}
	}
	if text := d.reminded(w, f); text != "" {
		return said(text)
	}
	if text := d.lived(w, p, f); text != "" {
		return said(text)
	}
	if q, about := asked(before, f); about {
		return said(d.discussed(w, q, f))
	}
	return nil
}

// discussed is a fact about a question.
func (d *Desk) discussed(w wording, q pledge.Question, f pledge.Fact) string {
	fields := words(d.fields(w, q))
	switch f.Kind {
	case pledge.Inquired:
		return w.say("desk.asked", fields, words(d.question(w, q)))
	case pledge.Suggested:
		return w.say("desk.suggested", fields, words(d.question(w, q)))
	case pledge.Corrected:
		return w.say("desk.was_corrected", fields, words(d.question(w, q)))
	case pledge.Retracted:
		return w.say("desk.was_retracted", fields)
	case pledge.Replied:
		if f.Value.Empty() {
			return w.say("desk.kept_own", fields)
		}
		return w.say("desk.replied", fields, words(w.say("desk.quote", words(f.Value.First()))))
	}
	return ""
}

// author is who a fact is of: an organisation of the team, or the city.
func (d *Desk) author(w wording, p pledge.Pledge, f pledge.Fact) string {
	if f.Team || f.Org != "" {
		return w.org(f.Org)
	}
	return p.Value(d.call.Using(call.UsePlace).Key).First()
}

// sentAgain is what a city changed between two submissions, old and new side by
// side, where the team vouches for it.
func (d *Desk) sentAgain(w wording, p pledge.Pledge, before []pledge.Fact, f pledge.Fact) []Line {
	all := sentOf(f.Report, sent(append(before[:len(before):len(before)], f)))
	switch {
	case len(all) < 2 && f.Report > 0:
		return []Line{{strong(d.author(w, p, f) + " "), plain(w.say("desk.sent_report"))}}
	case len(all) < 2:
		return nil
	}
	was, is := all[len(all)-2].answers, all[len(all)-1].answers
	out := []Line{{strong(d.author(w, p, f) + " "), plain(w.say("desk.sent_again"))}}
	if !pledge.Verified(d.call, p) {
		return append(out, Line{quiet(w.say("desk.folded"))})
	}
	for _, field := range d.call.Fields {
		old := w.answer(d.shownIn(w, p, field.Key), field.Key, was[field.Key].Value)
		now := w.answer(d.shownIn(w, p, field.Key), field.Key, is[field.Key].Value)
		if old != now && field.Stage != call.SignOff {
			out = append(out, append(Line{w.label(w.say("desk.reworded", words(w.field(field.Key))))}, compared(old, now)...))
		}
	}
	return out
}

// asked is the question that a fact of the team or the city is about, as it
// stands then.
func asked(before []pledge.Fact, f pledge.Fact) (pledge.Question, bool) {
	if !slices.Contains([]pledge.FactKind{pledge.Inquired, pledge.Suggested, pledge.Corrected, pledge.Retracted, pledge.Replied, pledge.Undelivered}, f.Kind) {
		return pledge.Question{}, false
	}
	var p pledge.Pledge
	for _, b := range append(before[:len(before):len(before)], f) {
		p = pledge.Fold(p, b)
	}
	return p.Question(f.Question())
}

package conversation

import (
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// happened goes on from what a command made true. It needs nothing that only
// the step before it knew, so that it may be told later and again.
func (t *turn) happened(facts []pledge.Fact, code string) {
	if id, asking := t.s.Prompt.At.base().question(); asking && len(facts) == 0 {
		t.replied(pledge.Fact{About: id})
		return
	}
	if len(facts) == 0 { // all was as it was asked for
		t.stored(t.currentKey())
		return
	}
	last := facts[len(facts)-1]
	switch {
	case last.Kind == pledge.Advised:
		t.adviceGiven()
		return
	case last.Kind == pledge.Petitioned: // of a pledge that this person may not read
		t.petitioned()
		return
	case last.Kind == pledge.Dismissed && last.Whom == t.v.Me.ID:
		t.dismissed(last)
		return
	}
	if last.Pledge != "" {
		if _, ok := t.v.Find(last.Pledge); !ok {
			t.refused(pledge.NotAllowed)
			return
		}
		t.s.Pledge = last.Pledge
	}
	switch facts[0].Kind {
	case pledge.Settled:
		t.settled(facts[0].Note)
	case pledge.Clashed:
		if facts[0].About != "" {
			t.unreplied(facts[0])
			return
		}
		t.clashed(facts[0])
	case pledge.Replied:
		if facts[0].Edited {
			t.rereplied(facts[0])
			return
		}
		t.replied(facts[0])
	case pledge.Created, pledge.Answered:
		if facts[0].Advice != "" {
			t.weighed(facts[0])
			return
		}
		if t.s.Prompt.At == AtDecision {
			t.say(sayDecisionKept())
			t.ask(AtMenu)
			return
		}
		if t.s.Prompt.At == AtSigner {
			t.say(saySignerKept())
			t.ask(AtDecision)
			return
		}
		if i := slices.IndexFunc(facts, func(f pledge.Fact) bool { return f.About != "" }); i >= 0 {
			t.replied(facts[i])
			return
		}
		if facts[0].Kind == pledge.Created && !facts[0].Rehearsal {
			t.s.Invited = nil // a draft is begun with it
		}
		if facts[0].Edited {
			t.reworded(facts[0])
			return
		}
		t.pulledBack(facts)
		if key := t.answeredKey(facts); !t.past(key) {
			t.stored(key)
		}
	case pledge.WasOpened:
		t.heeded(facts[0])
	case pledge.Translated:
		t.say(sayTranslated(aLangName(facts[0].Lang)))
		if len(t.openPoints()) > 0 {
			t.ask(AtOpen)
			return
		}
		t.ask(AtPreview)
	case pledge.Forwarded:
		t.forwarded(facts[0])
	case pledge.WasSubmitted:
		p := t.pledge()
		if facts[0].Report == 0 {
			p = p.Promise(t.m.call) // a report may have been begun since
		}
		if t.s.Receipted.Equal(p.Submitted.At) && t.s.Prompt.At != AtConfirm { // it was given meanwhile
			return
		}
		t.receiptOf(p, t.s.Prompt.At != AtConfirm) // told late, the person may have it already
	case pledge.Recalled:
		if facts[0].Report > 0 {
			t.say(sayReportRecalled())
		} else {
			t.say(sayRecalled())
		}
		t.ask(AtPreview)
	case pledge.WasWithdrawn, pledge.WasSuspended, pledge.Reinstated, pledge.Resumed:
		t.halted(facts[0])
	case pledge.CodeSent, pledge.MailWasProved:
		t.mailed(facts[0])
	case pledge.NudgeMoved, pledge.ZoneNamed:
		t.reminded(facts[0])
	case pledge.NothingYet, pledge.Snoozed, pledge.RemindersStopped, pledge.RemindersResumed, pledge.ContactLeft:
		t.answeredNudge(facts[0])
	case pledge.Revised, pledge.Abandoned:
		t.revised(facts[0])
	case pledge.ReportBegun, pledge.ReportLeft:
		t.reported(facts[0])
	case pledge.Agreed, pledge.Objected:
		t.answeredEdition(facts[0])
	case pledge.Disclosed:
		t.say(sayDisclosed())
		t.ask(AtPreview)
	case pledge.Concealed:
		t.say(sayConcealed())
		t.ask(AtPreview)
	case pledge.WasDeleted:
		t.say(sayDeleted(aDate(t.now.AddDate(0, 0, pledge.RestoreDays).Format(time.DateOnly))))
		t.s.Pledge, t.v.Pledge = "", nil
		t.ask(AtMenu)
	case pledge.WasKept:
		t.kept()
	case pledge.Restored:
		t.say(sayRestored(aText(t.title(t.pledge()))))
		t.ask(AtPreview)
	case pledge.Offered:
		t.coded(code)
	case pledge.Presented:
		t.presented()
	case pledge.SignedOff:
		t.signedOff(facts[0])
	case pledge.Attached:
		t.attached()
	case pledge.SentBack:
		t.say(sayBackSent())
		t.ask(AtMenu)
	case pledge.Remarked, pledge.Responded, pledge.WasSettled:
		t.remarked(facts[0])
	case pledge.Consulted:
		t.consulted(facts[0], code)
	case pledge.Dropped:
		t.say(sayAdviceDropped())
		t.ask(AtPeople)
	case pledge.Involved:
		t.involved(facts[0], code)
	case pledge.Uninvited:
		t.say(sayUninvited())
		t.ask(AtPeople)
	case pledge.Joined:
		t.joined(facts[0])
	case pledge.Dismissed:
		t.dismissed(facts[0])
	case pledge.TookOver:
		t.tookOver()
	case pledge.Appointed:
		t.appointed(facts[0])
	case pledge.Staffed: // it is said where it was asked for
	default:
		t.show()
	}
}

// settled goes on after a choice of a person's own: the notice read, a
// language chosen.
func (t *turn) settled(why string) {
	switch {
	case why == settledGroup:
		t.say(sayGroup())
		t.reply(Reply{})
	case why != "":
	case t.s.Prompt.At == AtPrivacy && t.s.Then == AtReference:
		t.s.Then = ""
		t.ask(AtReference)
	case t.s.Prompt.At == AtPrivacy && t.s.Offered != nil:
		t.ask(t.s.Offered.at())
	case t.s.Prompt.At == AtPrivacy && t.s.Code != "":
		t.ask(AtTakeOver)
	case t.s.Prompt.At == AtPrivacy:
		t.beginDraft()
	case t.s.Prompt.At == AtLanguage && t.s.Then != "":
		at := t.s.Then
		t.s.Then = ""
		t.ask(at)
	case t.s.Prompt.At == AtLanguage, t.s.Prompt.At == "", t.s.Prompt.At == AtMenu:
		t.opened(Opened{})
	default:
		t.show() // and not asked anew: its buttons on the screen still count
	}
}

// stored goes on after an answer that is kept: to the next part of a group, to
// the next piece, to the next question.
func (t *turn) stored(key call.FieldKey) {
	at := t.s.Prompt.At.base()
	t.s.Held, t.s.Change = nil, ""
	a := t.pledge().Answers[key]
	f, _ := t.m.call.Field(key)
	if group, n, part, ok := at.splitPart(); ok && group == key {
		if t.parts(f, n)[string(part)] == "" { // the item was removed
			t.ask(Place(group))
			return
		}
		t.nextPart()
		return
	}
	t.s.Prompt.At = Place(key)
	switch {
	case key == call.TemplateKey:
		t.chosen()
	case a.Open && len(a.Value) == 0:
		t.say(sayPieceNone())
		t.ask(Place(key))
	case a.Open:
		t.say(sayPieceKept(aCount(utf8.RuneCountInString(pledge.Pieces(a.Value).First()))))
		t.ask(Place(key))
	case a.Unknown:
		t.say(sayUnknown())
		t.advance()
	case f.Stage == call.SignOff && t.askIn(Place(key), f, 1, 0):
	default:
		if t.s.Return == AtOpen && t.asked() {
			t.say(sayWordingKept())
		}
		t.note(f, a)
		t.advance()
	}
}

// answeredKey is the field whose answer was given, among the facts that follow
// from it.
func (t *turn) answeredKey(facts []pledge.Fact) call.FieldKey {
	asked := t.currentKey()
	var key call.FieldKey
	for _, f := range facts {
		if f.Kind != pledge.Answered || f.Derived || f.Known {
			continue
		}
		if f.Field == asked {
			return asked
		}
		if _, ok := t.m.call.Field(f.Field); ok || f.Field == call.TemplateKey {
			key = f.Field
		}
	}
	return key
}

// past tells whether the dialog has gone on from the question that was answered:
// the answer was kept and its telling got lost, and then it was given again. What
// is open now stays as it stands on the screen.
func (t *turn) past(key call.FieldKey) bool {
	at := t.s.Prompt.At
	return at != "" && at != AtClash && at != AtChange && key != t.currentKey()
}

// offersNewer tells whether a text that came after the press is offered by now: the
// answer that the press gave is kept, and the offer stands.
func (t *turn) offersNewer(e Happened) bool {
	if len(e.Facts) == 0 || e.Facts[0].Kind != pledge.Answered && e.Facts[0].Kind != pledge.Replied {
		return false
	}
	return e.Prompt != "" && e.Prompt != t.s.Prompt.ID && t.s.Held != nil && t.s.Held.Offered && t.s.Prompt.At.checking()
}

// note says with the next question how an answer was read, where typing leaves
// room for error, and what was derived from it.
func (t *turn) note(f call.Field, a pledge.Answer) {
	switch f.Kind {
	case call.Date, call.Money, call.Country:
		t.s.Notes = append(t.s.Notes, sayNoted(aText(t.m.label(Place(f.Key))), aAnswer(f.Key, a.Value)))
		t.s.Change = Place(f.Key)
	}
	p := t.pledge()
	for _, d := range t.m.call.Fields {
		if v := p.Answers[d.Key]; d.Recognise == f.Key && v.Derived {
			t.s.Notes = append(t.s.Notes, sayNoted(aText(t.m.label(Place(d.Key))), aAnswer(d.Key, v.Value)))
			t.s.Change = Place(d.Key)
		}
	}
}

// forwarded says in one line what a newer Call asks beside, and goes on.
func (t *turn) forwarded(f pledge.Fact) {
	before, _ := strconv.Atoi(f.Note)
	p := t.pledge()
	var fresh []call.FieldKey
	for _, field := range t.m.call.Fields {
		if field.Since > before && pledge.Applies(p, &field) {
			fresh = append(fresh, field.Key)
		}
	}
	if len(fresh) > 0 {
		t.say(sayForwarded(aTexts(t.m.labels(fresh))))
	} else {
		t.say(sayForwardedNone())
	}
	t.s.Prompt, t.s.Return = Prompt{}, ""
	t.advance()
}

package conversation

import (
	"time"

	"pledgebot/conversation/call"
	"pledgebot/conversation/pledge"
)

// told passes news on, or waits while a question is open: news never breaks
// into a question, but for one of the team that was left long ago.
func (t *turn) told(facts []pledge.Fact) {
	if len(facts) == 0 {
		return
	}
	p, ok := t.v.Find(facts[0].Pledge)
	left := facts[0].Kind == pledge.TookOver && facts[0].By != t.v.Me.ID || facts[0].Kind == pledge.Dismissed && facts[0].Whom == t.v.Me.ID
	if !ok && !left {
		return
	}
	if facts[0].Kind == pledge.WasNudged {
		t.toldNudge(p, facts[0])
		return
	}
	if t.v.Me.Away {
		t.out = []Effect{Later{Away: true}}
		return
	}
	rests := facts[0].Kind == pledge.Warned || facts[0].Kind == pledge.Helped || facts[0].Kind == pledge.Advised || facts[0].Kind == pledge.Reseated
	if (t.answering() || t.s.Prompt.At == AtConfirm) && !t.overtaken(p) && (!rests || !t.idle()) && !t.unread() && !t.awaited(facts[0]) {
		t.out = []Effect{Later{}}
		return
	}
	switch {
	case facts[0].Kind == pledge.Warned:
		t.lapses(p, facts[0])
		return
	case facts[0].Kind == pledge.Helped:
		t.helped(p, facts[0])
		return
	case facts[0].Kind == pledge.Reseated:
		t.reseated(p, facts[0])
		return
	case left && facts[0].Kind == pledge.Dismissed:
		t.ended(facts[0])
		return
	case left:
		t.handedOver(facts[0])
		return
	case facts[0].Kind == pledge.Remarked:
		t.take(p)
		t.openRemark(pledge.RemarkOf(facts[0]))
		return
	case facts[0].Kind == pledge.Advised:
		t.take(p)
		if a, waits := p.Advised(pledge.AdviceOf(facts[0])); waits {
			t.askAdvised(a.ID)
		}
		return
	case facts[0].Kind == pledge.Petitioned:
		t.take(p)
		if _, asks := p.Request(facts[0].By); asks {
			t.request(facts[0].By)
		}
		return
	}
	t.take(p)
	at := Place("")
	for _, f := range facts {
		if to := t.tell(p, f); to != "" {
			at = to
		}
	}
	if at != "" { // otherwise all of it is over
		t.ask(at)
	}
}

// overtaken tells whether the open question waits for nothing any more: its pledge was
// submitted meanwhile, or the dialog stands where it stood before that, because a store
// lost what came after.
func (t *turn) overtaken(p pledge.Pledge) bool {
	lost := p.Submitted != nil && p.Submitted.By == t.v.Me.ID && p.Submitted.At.After(t.s.Receipted)
	return lost || !t.pledge().Writable()
}

// awaited tells whether news is the answer that the open question waits for.
func (t *turn) awaited(f pledge.Fact) bool {
	return f.Kind == pledge.Advised && f.Pledge == t.s.Pledge && t.s.Prompt.At == Place(f.Field)
}

// tell says one piece of news and where it leads; "" for nowhere. A question
// that was dealt with or withdrawn meanwhile is no news any more.
func (t *turn) tell(p pledge.Pledge, f pledge.Fact) Place {
	title, who := aText(t.title(p)), aText(org(f.Org))
	q, current := p.Question(f.Question())
	current = current && p.State == pledge.ChangesRequested
	field := aText(t.m.label(Place(f.Field)))
	switch {
	case f.Kind == pledge.Joined && f.Whom == t.v.Me.ID:
		t.say(sayJoined(title, aText(t.may(f.Seat, f.Sections))))
		return AtPreview
	case f.Kind == pledge.Joined:
		t.say(sayCame(t.office(f.Note), title, aText(t.may(f.Seat, f.Sections))))
		return AtPeople
	case f.Kind == pledge.Dismissed:
		t.say(sayWent(title))
		return AtPeople
	case f.Kind == pledge.Appointed:
		if p.Successor != t.v.Me.ID {
			return ""
		}
		t.say(sayYouSucceed(title, aNumber(pledge.QuietDays)))
	case f.Kind == pledge.Presented:
		return t.presentedNow(p, f)
	case f.Kind == pledge.SignedOff:
		return t.signedNow(p, f)
	case f.Kind == pledge.SentBack:
		t.say(sayCameBack(t.author(p, f.By), title, aWords(f.Note)))
		return AtPreview
	case f.Kind == pledge.Retouched:
		t.say(sayRetouched(title, aLines(t.differences(p, []call.FieldKey{f.Field}))))
	case f.Kind == pledge.WasSubmitted:
		t.say(saySubmittedBy(title, aDate(f.At.Format(time.DateOnly)), aWords(f.Reference)))
	case f.Kind == pledge.Claimed:
		t.say(sayClaimed(who, title))
	case decision(f) && !p.Decides(f): // taken back since
		return ""
	case f.Kind == pledge.WasAccepted && f.Report > 0:
		return t.reportAccepted(p, f)
	case decision(f) && changesAccepted(p, f):
		t.amendedNow(p, f)
	case f.Kind == pledge.Bounced && f.Change:
		t.say(sayCopyBounced(title, aWords(p.Value(t.m.call.Using(call.UseMail).Key).First()), aWords(p.Submitted.Reference)))
	case f.Kind == pledge.Bounced:
		if !p.Reviewed() { // the mail matters no more
			return ""
		}
		t.say(sayBounced(title, aWords(p.Submitted.Reference)))
	case f.Kind == pledge.WasAccepted:
		t.say(sayAccepted(title, aDate(f.Expected)))
		t.contract(p)
		if t.owns(p) {
			t.say(sayConsentsNew())
			return AtConsents
		}
	case f.Kind == pledge.Credited, f.Kind == pledge.DueShifted, f.Kind == pledge.RemindersStopped, f.Kind == pledge.RemindersResumed:
		t.aboutReminders(p, f)
	case f.Kind == pledge.WasWithdrawn, f.Kind == pledge.Reinstated, f.Kind == pledge.WasSuspended, f.Kind == pledge.Resumed:
		t.haltedNow(p, f)
	case f.Kind == pledge.WasPublished, f.Kind == pledge.Unpublished, f.Kind == pledge.Entered:
		t.publishedNow(p, f)
	case f.Kind == pledge.Proposed:
		if !wordedAnew(p) {
			return ""
		}
		return AtEdition
	case f.Kind == pledge.WasDeclined:
		t.say(sayDeclined(title, aWords(f.Note)))
	case f.Kind == pledge.Retracted && q.ID != "":
		t.say(sayRetracted(who, field, title))
		if current {
			return AtOpen
		}
	case !current || !q.Open() || t.onList(f):
		return ""
	case f.Kind == pledge.Corrected:
		t.say(sayCorrected(who, field))
		return t.questionOrList(p)
	default:
		return t.asksNow(p)
	}
	return AtMenu
}

func decision(f pledge.Fact) bool {
	return f.Kind == pledge.WasAccepted || f.Kind == pledge.WasDeclined
}

// onList tells whether the list on the screen has the news already.
func (t *turn) onList(f pledge.Fact) bool {
	return t.s.Prompt.At == AtOpen && t.s.Pledge == f.Pledge && t.s.Prompt.Seen >= f.Rev
}

// asksNow leads to what the team asks: to the only question, or to the list.
func (t *turn) asksNow(p pledge.Pledge) Place {
	at := t.questionOrList(p)
	switch {
	case len(t.says) > 0: // of several pieces of news the first has said it
	case at == AtOpen:
		t.say(sayToldMore())
	case p.Progress != nil:
		t.say(sayToldRead(aText(t.title(p))))
	default:
		t.say(sayTold(aText(t.title(p))))
	}
	return at
}

func (t *turn) questionOrList(p pledge.Pledge) Place {
	if open := openQuestions(p); len(open) == 1 {
		return questionPlace(open[0].ID)
	}
	return AtOpen
}

// org names who of the team speaks.
func org(name string) call.Text {
	if name == "" {
		return call.Say("team")
	}
	known := call.Text{Key: "org." + name, Else: "plain", Args: map[string]call.Arg{"text": aWords(name)}}
	return call.Text{Key: "team.of", Args: map[string]call.Arg{"org": aText(known)}}
}
